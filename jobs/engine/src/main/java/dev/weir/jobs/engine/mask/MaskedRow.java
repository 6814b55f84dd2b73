package dev.weir.jobs.engine.mask;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A view of a clear row as it is released: columns that are dropped are not there, masked ones answer with what the mask
 * makes of them. Nothing is copied; a masked text is made once for each row, when first asked for.
 */
public final class MaskedRow extends InternalRow {

    private static final long serialVersionUID = 1L;

    private final StructType columns;
    private final int[] source;
    private final @Nullable ValueMask[] masks;
    private final int[] maskedOrdinals;
    private final @Nullable UTF8String[] masked;
    private @Nullable InternalRow row;

    /**
     * @param columns as released
     * @param source for each of them, its position in the clear row
     * @param masks for each of them, its mask; null keeps the value
     */
    public MaskedRow(StructType columns, int[] source, @Nullable ValueMask[] masks) {
        this.columns = columns;
        this.source = source;
        this.masks = masks;
        this.masked = new UTF8String[masks.length];
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < masks.length; i++) {
            if (masks[i] != null) {
                ordinals.add(i);
            }
        }
        this.maskedOrdinals = ordinals.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Looks at another row from now on. */
    public MaskedRow of(InternalRow clear) {
        row = clear;
        for (int ordinal : maskedOrdinals) {
            masked[ordinal] = null;
        }
        return this;
    }

    private InternalRow row() {
        return requireNonNull(row, "row");
    }

    private InternalRow kept(int ordinal) {
        if (changes(ordinal)) {
            throw new IllegalStateException("Column '" + columns.apply(ordinal).name() + "' is masked ("
                    + masks[ordinal] + ") and has no value of that type");
        }
        return row();
    }

    private boolean changes(int ordinal) {
        ValueMask mask = masks[ordinal];
        return mask != null && !mask.leavesItself();
    }

    @Override
    public int numFields() {
        return source.length;
    }

    @Override
    public boolean isNullAt(int ordinal) {
        ValueMask mask = masks[ordinal];
        return row().isNullAt(source[ordinal]) || (mask != null && mask.takes(row()));
    }

    @Override
    public UTF8String getUTF8String(int ordinal) {
        ValueMask mask = masks[ordinal];
        if (mask == null) {
            return row().getUTF8String(source[ordinal]);
        }
        UTF8String text = masked[ordinal];
        if (text == null) {
            text = mask.text(row(), source[ordinal]);
            masked[ordinal] = text;
        }
        return text;
    }

    /** The usual types first: Spark's own way makes an object to find out what a type is in memory. */
    @Override
    public @Nullable Object get(int ordinal, DataType type) {
        if (isNullAt(ordinal)) {
            return null;
        }
        if (type instanceof StringType) {
            return getUTF8String(ordinal);
        } else if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return getLong(ordinal);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return getInt(ordinal);
        } else if (type instanceof DoubleType) {
            return getDouble(ordinal);
        }
        return changes(ordinal) ? getUTF8String(ordinal) : row().get(source[ordinal], type);
    }

    @Override
    public boolean getBoolean(int ordinal) {
        return kept(ordinal).getBoolean(source[ordinal]);
    }

    @Override
    public byte getByte(int ordinal) {
        return kept(ordinal).getByte(source[ordinal]);
    }

    @Override
    public short getShort(int ordinal) {
        return kept(ordinal).getShort(source[ordinal]);
    }

    @Override
    public int getInt(int ordinal) {
        ValueMask mask = masks[ordinal];
        return mask == null ? row().getInt(source[ordinal]) : mask.day(row(), source[ordinal]);
    }

    @Override
    public long getLong(int ordinal) {
        ValueMask mask = masks[ordinal];
        return mask == null ? row().getLong(source[ordinal]) : mask.micros(row(), source[ordinal]);
    }

    @Override
    public float getFloat(int ordinal) {
        return kept(ordinal).getFloat(source[ordinal]);
    }

    @Override
    public double getDouble(int ordinal) {
        return kept(ordinal).getDouble(source[ordinal]);
    }

    @Override
    public Decimal getDecimal(int ordinal, int precision, int scale) {
        return kept(ordinal).getDecimal(source[ordinal], precision, scale);
    }

    @Override
    public byte[] getBinary(int ordinal) {
        return kept(ordinal).getBinary(source[ordinal]);
    }

    @Override
    public CalendarInterval getInterval(int ordinal) {
        return kept(ordinal).getInterval(source[ordinal]);
    }

    @Override
    public InternalRow getStruct(int ordinal, int fields) {
        return kept(ordinal).getStruct(source[ordinal], fields);
    }

    @Override
    public ArrayData getArray(int ordinal) {
        return kept(ordinal).getArray(source[ordinal]);
    }

    @Override
    public MapData getMap(int ordinal) {
        return kept(ordinal).getMap(source[ordinal]);
    }

    @Override
    public InternalRow copy() {
        @Nullable Object[] values = new Object[source.length];
        StructField[] fields = columns.fields();
        for (int i = 0; i < values.length; i++) {
            values[i] = InternalRow.copyValue(get(i, fields[i].dataType()));
        }
        return new GenericInternalRow(values);
    }

    @Override
    public void setNullAt(int ordinal) {
        throw new UnsupportedOperationException("A masked row is a view");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw new UnsupportedOperationException("A masked row is a view");
    }
}
