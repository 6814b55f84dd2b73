package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CustomSql;
import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.sql.SqlAnalysis;
import dev.weir.quality.sql.SqlRefusal;
import dev.weir.quality.sql.SqlReview;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Analyses and reviews the queries of {@code CustomSql} over the columns that they see; nothing is read. */
final class CheckQueries {

    private static final String PRIMARY = "primary";

    private final SqlAnalysis analysis;
    private final List<String> columns;
    private final Map<String, LogicalPlan> inputs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param others by the name that queries give them */
    CheckQueries(SparkSession spark, StructType primary, Map<String, StructType> others) {
        this.analysis = new SqlAnalysis(spark);
        this.columns = List.of(primary.fieldNames());
        others.forEach((name, schema) -> inputs.put(name, input(spark, name, schema)));
        inputs.put(PRIMARY, input(spark, PRIMARY, primary));
    }

    private static LogicalPlan input(SparkSession spark, String name, StructType schema) {
        return new SubqueryAlias(
                new AliasIdentifier(name),
                // Of a list without rows Spark knows that no sub-query gives two of them.
                spark.createDataFrame(spark.emptyDataFrame().javaRDD(), schema)
                        .queryExecution()
                        .analyzed());
    }

    /** Adds a problem for each thing that stands against a query of the check. */
    void review(DqdlCheck check, Problems problems) {
        check.analyzers().forEach(analyzer -> {
            if ((Analyzer<?, ?>) analyzer instanceof CustomSql sql) {
                review(check, sql.expression(), problems);
            }
        });
    }

    /** True counts as 1. */
    private static boolean isNumber(DataType type) {
        return type instanceof NumericType || type instanceof BooleanType || type instanceof NullType;
    }

    private void review(DqdlCheck check, String query, Problems problems) {
        try {
            LogicalPlan analysed = analysis.query(query, inputs);
            SqlReview.of(analysed, LogicalRDD.class::isInstance)
                    .forEach(fault -> CheckConditions.add(check.rule(), fault, problems));
            List<DataType> given = ScalaCollections.list(analysed.output()).stream()
                    .map(column -> ((Expression) column).dataType())
                    .toList();
            if (given.size() != 1 || !isNumber(given.get(0))) {
                problems.add(
                        Code.INVALID_RULE,
                        check.rule().place(),
                        "The check of rule '" + check.rule().id() + "' cannot be answered",
                        given.size() == 1
                                ? "its query gives " + given.get(0).sql() + ", and a number is compared"
                                : "its query gives " + given.size() + " columns, and one number is compared",
                        "select one number, such as count(*) or max(n)");
            }
        } catch (SqlRefusal refusal) {
            problems.add(
                    refusal.isSyntax() ? Code.INVALID_SQL : Code.INVALID_RULE,
                    check.rule().place(),
                    "The check of rule '" + check.rule().id() + "' cannot be answered",
                    refusal.why(),
                    refusal.remedy(columns, "put its query right"));
        }
    }
}
