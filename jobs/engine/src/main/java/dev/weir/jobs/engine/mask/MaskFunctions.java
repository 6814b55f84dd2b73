package dev.weir.jobs.engine.mask;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What compiled plans call for {@link MaskColumns}; public for them only. No value is NULL. A plan's functions may be
 * shared by threads: hence the locks.
 */
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

    public static long place(Object order, long hash) {
        synchronized (order) {
            return ((RowOrder) order).place(hash);
        }
    }

    public static int shift(Object shift, int day, UTF8String subject) {
        synchronized (shift) {
            return SubjectShift.Scale.DAYS.day(day, ((SubjectShift) shift).days(subject));
        }
    }

    public static long shift(Object shift, long micros, UTF8String subject) {
        synchronized (shift) {
            return SubjectShift.Scale.MICROSECONDS.micros(micros, ((SubjectShift) shift).days(subject));
        }
    }

    public static UTF8String shift(Object shift, UTF8String date, UTF8String subject) {
        synchronized (shift) {
            SubjectShift moved = (SubjectShift) shift;
            return moved.text(date, moved.days(subject));
        }
    }

    public static UTF8String text(Object form, UTF8String value) {
        return value;
    }

    public static UTF8String text(Object form, boolean value) {
        return written(form, value);
    }

    public static UTF8String text(Object form, byte value) {
        return written(form, value);
    }

    public static UTF8String text(Object form, short value) {
        return written(form, value);
    }

    public static UTF8String text(Object form, int value) {
        return written(form, value);
    }

    public static UTF8String text(Object form, long value) {
        return written(form, value);
    }

    public static UTF8String text(Object form, Decimal value) {
        return written(form, value);
    }

    /** The same code as in the sink, on a row of one value. */
    private static UTF8String apply(Object mask, Object value) {
        synchronized (mask) {
            return ((ValueMask) mask).text(row(value), 0);
        }
    }

    private static UTF8String written(Object form, Object value) {
        SubjectForm subject = (SubjectForm) form;
        return UTF8String.fromBytes(subject.form().bytes(row(value), 0, subject.type()));
    }

    private static InternalRow row(Object value) {
        return new GenericInternalRow(new Object[] {value});
    }

    /** How subjects are written. */
    record SubjectForm(TextForm form, DataType type) implements Serializable {}
}
