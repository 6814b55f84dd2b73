package dev.weir.jobs.spark.sink;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.types.DataType;

/**
 * A column as it comes and what becomes of it.
 *
 * @param name the same before and after
 * @param type of the clear value
 * @param mask what becomes of it
 */
public record GovernedColumn(String name, DataType type, ColumnMask mask) {

    public GovernedColumn {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(mask, "mask");
    }

    /** A column that stays as it is. */
    public static GovernedColumn kept(String name, DataType type) {
        return new GovernedColumn(name, type, new ColumnMask.Keep());
    }
}
