package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.quality.ColumnsByName;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Judges, measures, masks, routes and writes a table's rows in one pass.
 *
 * <p>Each row that comes is in exactly one of three places after: a record that does not parse in the source's
 * quarantine; a row that breaks a rule of severity {@code quarantine} in the table's quarantine, masked, with its
 * reasons; any other in the product, masked. What was counted and measured comes home in the tasks' commit messages, so a
 * task that fails and runs again counts once.
 */
public final class GoverningSink {

    private GoverningSink() {}

    /**
     * Runs the write. When it returns, every target has committed; when it throws, none is to be used, and nothing of it
     * can be seen provided that the targets are places without readers yet. Iceberg leaves the data files of tasks that
     * had ended before a failure in the table's folder, named by no snapshot; each file's name has the run's id in it.
     *
     * @param rows with the columns of {@link SinkSpec#input()}, by name, in any order
     * @throws IllegalArgumentException when the rows' columns are not those, or a target that is needed is missing
     */
    public static SinkResult write(SparkSession spark, Dataset<Row> rows, SinkSpec spec, SinkTargets targets) {
        StructType input = spec.input();
        requireColumns(rows.schema(), input);
        if (spec.canQuarantine() && !targets.outlets().containsKey(SideOutput.QUARANTINE)) {
            throw new IllegalArgumentException("A rule can take rows out, and there is no quarantine to put them into");
        }
        Dataset<Row> ordered = rows.selectExpr(
                Arrays.stream(input.fieldNames()).map(ColumnsByName::quoted).toArray(String[]::new));
        GoverningTable table = new GoverningTable(ordered.schema(), spec, new SinkPlan(spark, spec), targets);
        SparkInternals.append(spark, table, targets.product().functions(), ordered);
        return table.result()
                .orElseThrow(() -> new IllegalStateException("Spark has run the write without committing it"));
    }

    private static void requireColumns(StructType rows, StructType input) {
        if (rows.size() != input.size()) {
            throw new IllegalArgumentException("The sink takes the columns " + String.join(", ", input.fieldNames())
                    + "; the rows have " + String.join(", ", rows.fieldNames()));
        }
        for (StructField wanted : input.fields()) {
            scala.Option<Object> found = rows.getFieldIndex(wanted.name());
            if (found.isEmpty()) {
                throw new IllegalArgumentException("The rows have no column '" + wanted.name() + "'");
            }
            DataType type = rows.fields()[(int) found.get()].dataType();
            if (!DataType.equalsIgnoreNullability(type, wanted.dataType())) {
                throw new IllegalArgumentException("Column '" + wanted.name() + "' comes as " + type.simpleString()
                        + " and should be " + wanted.dataType().simpleString());
            }
        }
    }
}
