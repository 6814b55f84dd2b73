package dev.weir.jobs.engine.lineage;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import dev.weir.contracts.lineage.TableLineage;
import dev.weir.quality.sql.AnsiScope;
import dev.weir.quality.sql.SqlAnalysis;
import dev.weir.quality.sql.SqlRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Tables of a test for queries, without rows, and the lineage of queries over them. */
final class LineageTables {

    private static final String INPUT = "__input";

    private final SparkSession spark;
    private final Map<String, LogicalPlan> inputs = new LinkedHashMap<>();

    /** In a session of the test's own, where the tables become views. */
    LineageTables(SparkSession spark) {
        this.spark = spark;
    }

    /** Adds a table. */
    LineageTables with(String name, String columns) {
        Dataset<Row> empty = spark.createDataFrame(List.<Row>of(), StructType.fromDDL(columns));
        empty.createOrReplaceTempView(name);
        inputs.put(
                name,
                new SubqueryAlias(
                        new AliasIdentifier(name, seq(List.of(INPUT))),
                        empty.queryExecution().analyzed()));
        return this;
    }

    /** The columns of a table; none of one that is not here. */
    List<String> columns(String table) {
        return Stream.ofNullable(inputs.get(table))
                .flatMap(input -> list(input.output()).stream())
                .map(Attribute::name)
                .toList();
    }

    /** Whether Spark takes a query. */
    boolean accepts(String sql) {
        try {
            asWeir(sql);
            return true;
        } catch (SqlRefusal refused) {
            return false;
        }
    }

    /** As Weir analyses a query: inputs are put in their places, and so are WITH parts. */
    TableLineage asWeir(String sql) throws SqlRefusal {
        return of(new SqlAnalysis(spark).query(sql, inputs));
    }

    /** As Spark analyses it, with views and WITH parts in the plan. */
    TableLineage asSpark(String sql) throws Exception {
        return AnsiScope.in(
                spark,
                () -> of(spark.sessionState()
                        .analyzer()
                        .executeAndCheck(
                                spark.sessionState().sqlParser().parsePlan(sql),
                                new QueryPlanningTracker(Option.empty()))));
    }

    TableLineage of(LogicalPlan analysed) {
        return QueryLineage.of("made", analysed, this::input);
    }

    private Optional<String> input(LogicalPlan plan) {
        if (plan instanceof SubqueryAlias alias
                && alias.identifier().qualifier().contains(INPUT)) {
            return Optional.of(alias.identifier().name());
        }
        return plan instanceof View view
                ? Optional.of(view.desc().identifier().table()).filter(inputs::containsKey)
                : Optional.empty();
    }
}
