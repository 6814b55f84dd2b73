package dev.weir.jobs.engine.read.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGettersReader;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The current record as a row: source columns, then the hidden ones. It is a view that the next record overwrites, and
 * texts lie in the bytes they were read from, so that a value that is not asked for is never copied; the projection that
 * Spark plans above every scan copies what is kept.
 */
public final class RecordRow extends InternalRow {
    private final int columns;
    private final DataType[] types;
    private final UTF8String file;

    private final boolean[] absent;
    /** A number's bits; of text, the offset in the upper and the length in the lower half. */
    private final long[] bits;

    private final byte[][] texts;
    private final Object[] objects;
    private long line;
    private final List<Object> reasons = new ArrayList<>();

    public RecordRow(StructType schema, UTF8String file) {
        this.columns = schema.length() - 3;
        this.types = new DataType[schema.length()];
        for (int i = 0; i < types.length; i++) {
            types[i] = schema.fields()[i].dataType();
        }
        this.file = file;
        this.absent = new boolean[columns];
        this.bits = new long[columns];
        this.texts = new byte[columns][];
        this.objects = new Object[columns];
    }

    /** The values of an object within a record. */
    public static RecordRow of(StructType values) {
        return new RecordRow(RecordColumns.appendTo(values), UTF8String.EMPTY_UTF8);
    }

    /** One value within a record. */
    public static RecordRow ofOne(ValueType type) {
        return of(new StructType().add("value", type.sparkType()));
    }

    /** Begins the record that starts on a line. */
    public void start(long ofLine) {
        line = ofLine;
        if (!reasons.isEmpty()) {
            reasons.clear();
        }
    }

    /** Notes why the record cannot be read, which may have several reasons; {@link #finish} must follow. */
    public void unreadable(Unreadable why, @Nullable UTF8String column, UTF8String detail) {
        reasons.add(new GenericInternalRow(new @Nullable Object[] {why.rule(), column, detail}));
    }

    /** Ends the record: one that cannot be read has no values. */
    public void finish() {
        if (!reasons.isEmpty()) {
            setAllAbsent();
        }
    }

    /** Whether there are reasons why the record cannot be read. */
    public boolean isUnreadable() {
        return !reasons.isEmpty();
    }

    /** Makes a column NULL. */
    public void setAbsent(int column) {
        absent[column] = true;
    }

    /** Makes all columns NULL. */
    public void setAllAbsent() {
        Arrays.fill(absent, true);
    }

    void setLongBits(int column, long value) {
        absent[column] = false;
        bits[column] = value;
    }

    void setText(int column, byte[] bytes, int from, int to) {
        absent[column] = false;
        texts[column] = bytes;
        bits[column] = (long) from << 32 | (to - from);
    }

    /**
     * Gives a column a value that is an object in a row: a list, a row, or a decimal of more than 18 digits. All others are set
     * by {@link ValueReader#read}.
     *
     * @throws IllegalArgumentException when the column's values are no such objects
     */
    public void setObject(int column, Object value) {
        Class<?> object = object(types[column]);
        if (!object.isInstance(value)) {
            throw new IllegalArgumentException(
                    object == Void.class
                            ? "Column " + column + " of type " + types[column].sql()
                                    + " takes its values from a ValueReader, and no object"
                            : "Column " + column + " of type " + types[column].sql() + " takes objects of "
                                    + object.getName() + ", and no "
                                    + value.getClass().getName());
        }
        absent[column] = false;
        objects[column] = value;
    }

    /** What the values of a type are in a row; nothing where they are bits or text. */
    private static Class<?> object(DataType type) {
        if (type instanceof ArrayType) {
            return ArrayData.class;
        } else if (type instanceof StructType) {
            return InternalRow.class;
        }
        return type instanceof DecimalType exact && exact.precision() > Decimal.MAX_LONG_DIGITS()
                ? Decimal.class
                : Void.class;
    }

    /** The object last set, for readers of lists. */
    @Nullable
    public Object value(int column) {
        return isNullAt(column) ? null : get(column, types[column]);
    }

    @Override
    public int numFields() {
        return columns + 3;
    }

    @Override
    public boolean isNullAt(int ordinal) {
        return ordinal < columns ? absent[ordinal] : ordinal == columns + 2 && reasons.isEmpty();
    }

    @Override
    public boolean getBoolean(int ordinal) {
        return bits[ordinal] != 0;
    }

    @Override
    public int getInt(int ordinal) {
        return (int) bits[ordinal];
    }

    @Override
    public long getLong(int ordinal) {
        return ordinal < columns ? bits[ordinal] : line;
    }

    @Override
    public double getDouble(int ordinal) {
        return Double.longBitsToDouble(bits[ordinal]);
    }

    @Override
    public Decimal getDecimal(int ordinal, int precision, int scale) {
        return precision <= Decimal.MAX_LONG_DIGITS()
                ? Decimal.createUnsafe(bits[ordinal], precision, scale)
                : (Decimal) objects[ordinal];
    }

    @Override
    public UTF8String getUTF8String(int ordinal) {
        if (ordinal >= columns) {
            return file;
        }
        long place = bits[ordinal];
        return UTF8String.fromAddress(texts[ordinal], Platform.BYTE_ARRAY_OFFSET + (place >>> 32), (int) place);
    }

    @Override
    public ArrayData getArray(int ordinal) {
        return ordinal < columns ? (ArrayData) objects[ordinal] : new GenericArrayData(reasons.toArray());
    }

    @Override
    public Object get(int ordinal, DataType dataType) {
        return SpecializedGettersReader.read(this, ordinal, dataType, true, true);
    }

    @Override
    public InternalRow copy() {
        Object[] values = new Object[numFields()];
        for (int i = 0; i < values.length; i++) {
            values[i] = InternalRow.copyValue(get(i, types[i]));
        }
        return new GenericInternalRow(values);
    }

    @Override
    public void setNullAt(int ordinal) {
        throw readOnly();
    }

    @Override
    public void update(int ordinal, Object value) {
        throw readOnly();
    }

    @Override
    public byte getByte(int ordinal) {
        return (byte) bits[ordinal];
    }

    @Override
    public short getShort(int ordinal) {
        return (short) bits[ordinal];
    }

    @Override
    public float getFloat(int ordinal) {
        throw noSuchType();
    }

    @Override
    public byte[] getBinary(int ordinal) {
        throw noSuchType();
    }

    @Override
    public CalendarInterval getInterval(int ordinal) {
        throw noSuchType();
    }

    @Override
    public InternalRow getStruct(int ordinal, int fields) {
        return (InternalRow) objects[ordinal];
    }

    @Override
    public MapData getMap(int ordinal) {
        throw noSuchType();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("A record is read, not written; copy the row first.");
    }

    private static UnsupportedOperationException noSuchType() {
        return new UnsupportedOperationException("No column of a source has this type.");
    }
}
