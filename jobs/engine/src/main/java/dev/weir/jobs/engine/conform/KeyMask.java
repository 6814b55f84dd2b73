package dev.weir.jobs.engine.conform;

import dev.weir.jobs.plan.ColumnMask;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/** Masks a clear key as the sink masks it, so that it can be compared with a staged one. */
@FunctionalInterface
public interface KeyMask {

    /**
     * The masked column; NULL stays NULL.
     *
     * @param clear the key
     * @param type its type
     * @param mask the staged column's; it keeps keys apart
     */
    Column masked(Column clear, DataType type, ColumnMask mask);
}
