package dev.weir.jobs.engine.mask;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.privacy.mask.DateShift;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.quality.ColumnsByName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The sink's masks as expressions, for what has to be compared with a masked column that is staged already, and for copies
 * of rows. The same code does them, the same value gets the same answer; the key travels inside the task, and does not
 * show in the plan.
 */
public final class MaskColumns {

    private MaskColumns() {}

    /**
     * Rows as the sink would release them: the columns named, without those that are dropped.
     *
     * @param rows hold all the columns, and those that say whose rows they are
     */
    public static Dataset<Row> masked(Dataset<Row> rows, List<GovernedColumn> columns) {
        List<Column> masked = new ArrayList<>();
        for (GovernedColumn column : columns) {
            if (!column.drops()) {
                Column clear = ColumnsByName.column(column.name());
                Optional<Subject> subject = column.subject()
                        .map(name -> new Subject(
                                ColumnsByName.column(name),
                                rows.schema().apply(name).dataType()));
                masked.add(column.mask()
                        .map(recipe -> masked(clear, column.type(), recipe, subject))
                        .orElse(clear)
                        .as(column.name()));
            }
        }
        return rows.select(masked.toArray(new Column[0]));
    }

    /**
     * A clear column as the sink would release it; NULL for NULL.
     *
     * @param type the clear column's
     * @throws IllegalArgumentException when the mask drops the column or shifts it, or the type has no form for the mask
     */
    public static Column masked(Column clear, DataType type, MaskRecipe recipe) {
        if (recipe.mask().shifts()) {
            throw new IllegalArgumentException("A date is moved by whose it is, which its value does not say");
        }
        return masked(clear, type, recipe, Optional.empty());
    }

    private static Column masked(Column clear, DataType type, MaskRecipe recipe, Optional<Subject> subject) {
        return switch (recipe.mask().outcome()) {
            case NONE -> throw new IllegalArgumentException("A column that is dropped has no masked value");
            case SAME -> clear;
            case NULL -> lit(null).cast(type);
            case MOVED ->
                shifted(
                        clear,
                        type,
                        recipe,
                        subject.orElseGet(() -> new Subject(lit(DateShift.EVERYONE), DataTypes.StringType)));
            case TEXT -> text(clear, type, recipe);
        };
    }

    private static Column text(Column clear, DataType type, MaskRecipe recipe) {
        if (recipe.mask().isConstant()) {
            // Of any type, an array's too.
            byte[] constant = recipe.open().mask(new byte[0]);
            return when(clear.isNotNull(), lit(new String(constant, StandardCharsets.UTF_8)));
        }
        return SparkInternals.function(
                MaskFunctions.class,
                "mask",
                DataTypes.StringType,
                ValueMask.of(recipe, type, Optional.empty()).orElseThrow(),
                clear);
    }

    private static Column shifted(Column clear, DataType type, MaskRecipe recipe, Subject subject) {
        Column text = SparkInternals.function(
                MaskFunctions.class,
                "text",
                DataTypes.StringType,
                new MaskFunctions.SubjectForm(TextForm.of(recipe.mask(), subject.type()), subject.type()),
                subject.column());
        SubjectShift.Scale.of(type);
        return SparkInternals.function(
                MaskFunctions.class, "shift", type, new SubjectShift(recipe, 0, DataTypes.StringType), clear, text);
    }

    /** Whose row it is. */
    private record Subject(Column column, DataType type) {}
}
