package dev.weir.jobs.spark.sink;

import dev.weir.jobs.spark.SparkInternals;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/** The sink's masks as expressions, for what has to be compared with a masked column that is staged already. */
public final class MaskColumns {

    private MaskColumns() {}

    /**
     * A clear column as the sink would release it: the same text for the same value, NULL for NULL. The key travels
     * inside the task, and does not show in the plan.
     *
     * @param type the clear column's
     * @throws IllegalArgumentException when the mask drops the column, or the type has no form to make a pseudonym of
     */
    public static Column masked(Column clear, DataType type, ColumnMask mask) {
        if (mask instanceof ColumnMask.Drop) {
            throw new IllegalArgumentException("A column that is dropped has no masked value");
        }
        Optional<ValueMask> values = ValueMask.of(mask, type);
        return values.isEmpty() ? clear : SparkInternals.textFunction(MaskFunctions.class, "mask", values.get(), clear);
    }
}
