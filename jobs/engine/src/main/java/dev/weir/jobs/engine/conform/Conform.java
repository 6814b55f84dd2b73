package dev.weir.jobs.engine.conform;

import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.lineage.QueryLineage;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.plan.TableKeys;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.sql.AnsiScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The transformation of a table: its query over its inputs, with the origin of each row.
 *
 * <p>Expressions are analysed with ANSI semantics: what cannot be computed ends the run and does not become NULL. Reading
 * text as another type is refused, since its failures could not be located; but for the SELECT list of a row-wise query, where
 * {@link TextCasts} makes it strict.
 */
public final class Conform {

    private static final DataType TEXT = DataTypes.StringType;
    private static final ArrayType REASONS = DataTypes.createArrayType(
            new StructType().add("rule", TEXT).add("column", TEXT).add("detail", TEXT), true);

    private final SparkSession spark;
    private final QueryAnalysis analysis;

    /** In a session where Weir's own SQL functions are registered. */
    public Conform(SparkSession spark) {
        this.spark = spark;
        this.analysis = new QueryAnalysis(spark);
    }

    /**
     * The rows of a table: the contract's columns in its order and types, then {@link HiddenColumns#FILE},
     * {@link HiddenColumns#LINE} and {@link HiddenColumns#UNREADABLE}, and the {@link HiddenColumns#mark} of each
     * {@link dev.weir.contracts.Rule.TextCast}. Nothing is read yet.
     *
     * <p>Of a fused table every record of the source comes through, unreadable ones as rows whose other columns mean
     * nothing. Of any other table unreadable records are left out, and UNREADABLE is NULL. FILE and LINE are NULL where a
     * row has no one origin.
     *
     * @param inputs by {@link Input#name}: each with its own columns and, where it has them, hidden ones
     * @throws ProblemsException when the query does not run over these inputs, reads text as another type, or does not
     *     give the contract's columns
     */
    public Dataset<Row> rows(TablePlan table, Map<String, Dataset<Row>> inputs) {
        return AnsiScope.in(spark, () -> {
            LogicalPlan analysed = TextCasts.strict(analysis.analyse(table, boundaries(table, inputs)), table);
            Problems problems = new Problems();
            QueryAnalysis.review(analysed, table, problems);
            List<NamedExpression> columns = new ArrayList<>(fit(analysed, table, problems));
            OriginCarrier.Carried carried = OriginCarrier.carry(analysed);
            columns.add(hidden(carried, HiddenColumns.FILE, TEXT));
            columns.add(hidden(carried, HiddenColumns.LINE, DataTypes.LongType));
            columns.add(hidden(carried, HiddenColumns.UNREADABLE, REASONS));
            TextCasts.marks(table).forEach(mark -> columns.add(mark(carried.plan(), mark)));
            Dataset<Row> rows = SparkInternals.rowsOf(spark, new Project(ScalaLists.scala(columns), carried.plan()));
            requireEveryColumn(table, rows);
            return rows;
        });
    }

    /**
     * What in the query may come out differently on another machine; none where it always gives the same rows.
     *
     * @param inputs as {@link #rows}
     * @param keys of what it reads and makes
     * @throws ProblemsException when the query does not run over these inputs
     */
    public List<Reproducibility.Because> unsteady(TablePlan table, Map<String, Dataset<Row>> inputs, TableKeys keys) {
        return AnsiScope.in(
                spark, () -> QueryAnalysis.unsteady(analysis.analyse(table, boundaries(table, inputs)), table, keys));
    }

    /**
     * What the contract's columns are made of, and what decides which rows there are. An input is named as {@link Input#name}.
     * Nothing is read.
     *
     * @param inputs as {@link #rows}
     * @throws ProblemsException when the query does not run over these inputs, or does not give the contract's columns
     */
    public TableLineage lineage(TablePlan table, Map<String, Dataset<Row>> inputs) {
        Map<String, String> names = new HashMap<>();
        table.route().inputs().forEach(input -> names.put(input.written(), input.name()));
        return AnsiScope.in(spark, () -> {
            LogicalPlan analysed = analysis.analyse(table, boundaries(table, inputs));
            LogicalPlan fitted = new Project(ScalaLists.scala(fit(analysed, table, new Problems())), analysed);
            return QueryLineage.of(
                    table.name(),
                    fitted,
                    plan -> InputBoundary.isOne(plan)
                            ? Optional.ofNullable(names.get(InputBoundary.name(plan)))
                            : Optional.empty());
        });
    }

    private static List<NamedExpression> fit(LogicalPlan analysed, TablePlan table, Problems problems) {
        List<NamedExpression> columns = OutputFit.fit(
                ScalaLists.java(analysed.output()).stream()
                        .filter(attribute -> !HiddenColumns.isHidden(attribute.name()))
                        .toList(),
                table.table(),
                problems);
        problems.throwIfAny();
        return columns;
    }

    private static Map<String, LogicalPlan> boundaries(TablePlan table, Map<String, Dataset<Row>> inputs) {
        InputBoundary.Records records =
                table.route().way() == SourceRoute.FUSED ? InputBoundary.Records.ALL : InputBoundary.Records.READABLE;
        Map<String, LogicalPlan> boundaries = new LinkedHashMap<>();
        for (Input input : table.route().inputs()) {
            Dataset<Row> rows = inputs.get(input.name());
            if (rows == null) {
                throw new IllegalArgumentException(
                        "Table '" + table.name() + "' was not given its input '" + input.name() + "'");
            }
            boundaries.put(
                    input.written(),
                    InputBoundary.of(
                            List.of(input.written().split("\\.", -1)),
                            rows.queryExecution().analyzed(),
                            records));
        }
        return boundaries;
    }

    private static NamedExpression hidden(OriginCarrier.Carried carried, String name, DataType type) {
        Attribute attribute = carried.hidden().get(name);
        return attribute == null ? OriginCarrier.alias(Literal.create(null, type), name) : attribute;
    }

    /** NULL where the query, against all appearance, casts no text for the column. */
    private static NamedExpression mark(LogicalPlan plan, String name) {
        return ScalaLists.java(plan.output()).stream()
                .filter(attribute -> attribute.name().equals(name))
                .<NamedExpression>map(attribute -> attribute)
                .findFirst()
                .orElseGet(() -> OriginCarrier.alias(Literal.create(null, TEXT), name));
    }

    private static void requireEveryColumn(TablePlan table, Dataset<Row> rows) {
        int expected =
                table.table().columns().size() + 3 + TextCasts.marks(table).size();
        if (rows.columns().length != expected) {
            throw new IllegalStateException(
                    "Table '" + table.name() + "' has " + rows.columns().length + " columns in place of " + expected);
        }
    }
}
