package dev.weir.jobs.spark.sink;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** What compiled plans call for {@link MaskColumns}; public for them only. The value is not NULL. */
public final class MaskFunctions {

    private MaskFunctions() {}

    public static UTF8String mask(Object mask, UTF8String value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, boolean value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, byte value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, short value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, int value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, long value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, float value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, double value) {
        return apply(mask, value);
    }

    public static UTF8String mask(Object mask, Decimal value) {
        return apply(mask, value);
    }

    /** The same code as in the sink, on a row of one value. A plan's functions may be shared by threads: hence the lock. */
    private static UTF8String apply(Object mask, Object value) {
        InternalRow row = new GenericInternalRow(new Object[] {value});
        synchronized (mask) {
            return ((ValueMask) mask).apply(row, 0);
        }
    }
}
