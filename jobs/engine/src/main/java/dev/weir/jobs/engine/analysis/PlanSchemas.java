package dev.weir.jobs.engine.analysis;

import dev.weir.contracts.Column;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.internals.SparkTypes;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.privacy.mask.Mask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that queries and rules of a plan see, as its contracts state them.
 *
 * @param released the columns of a released table, by {@link Input#name}
 */
record PlanSchemas(Plan plan, Function<String, StructType> released) {

    /** With the releases that a session sees. */
    static PlanSchemas of(WeirSession session, Plan plan) {
        return new PlanSchemas(
                plan,
                name -> new ReleasedInputs(session.releaseLog(), session.releases())
                        .rows(name)
                        .schema());
    }

    /** What stands under an input's name; a source with the hidden columns of its records. */
    StructType of(Input input) {
        return switch (input.origin()) {
            case SOURCE ->
                clear(plan.read(input.name()).table())
                        .add(HiddenColumns.FILE, DataTypes.StringType)
                        .add(HiddenColumns.LINE, DataTypes.LongType)
                        .add(
                                HiddenColumns.UNREADABLE,
                                DataTypes.createArrayType(new StructType()
                                        .add("rule", DataTypes.StringType)
                                        .add("column", DataTypes.StringType)
                                        .add("detail", DataTypes.StringType)));
            case TABLE -> staged(plan.table(input.name()));
            case RELEASE -> released.apply(input.name());
        };
    }

    /** The inputs of a table's query, by {@link Input#name}, none with a row. */
    Map<String, Dataset<Row>> withoutRows(SparkSession spark, TablePlan table) {
        Map<String, Dataset<Row>> inputs = new LinkedHashMap<>();
        for (Input input : table.route().inputs()) {
            inputs.put(input.name(), withoutRows(spark, of(input)));
        }
        return inputs;
    }

    static Dataset<Row> withoutRows(SparkSession spark, StructType columns) {
        // Of a list without rows Spark knows that no sub-query gives two of them.
        return spark.createDataFrame(spark.emptyDataFrame().javaRDD(), columns);
    }

    /** What a check sees of a table that it looks into beside its own. */
    StructType looked(Input input, VerdictSource answer) {
        return switch (input.origin()) {
            case SOURCE -> clear(plan.read(input.name()).table());
            case TABLE -> judged(plan.table(input.name()), answer);
            case RELEASE -> released.apply(input.name());
        };
    }

    /** What a check sees of its table: clear columns that are kept aside, or the staged ones. */
    static StructType judged(TablePlan table, VerdictSource answer) {
        return answer == VerdictSource.ASIDE ? clear(table.table()) : staged(table);
    }

    /** A table's columns before any mask. */
    static StructType clear(Table table) {
        StructType clear = new StructType();
        for (Column column : table.columns()) {
            clear = clear.add(column.name(), SparkTypes.of(column.type()));
        }
        return clear;
    }

    /** A table's columns as they are staged: dropped ones are gone, others have the type that their mask leaves. */
    static StructType staged(TablePlan table) {
        StructType staged = new StructType();
        for (Column column : table.table().columns()) {
            Mask mask = table.mask(column.name()).mask();
            if (!table.mask(column.name()).drops()) {
                staged = staged.add(
                        column.name(),
                        mask.outcome() == Mask.Outcome.TEXT ? DataTypes.StringType : SparkTypes.of(column.type()));
            }
        }
        return staged;
    }
}
