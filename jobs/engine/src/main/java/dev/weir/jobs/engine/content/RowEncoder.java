package dev.weir.jobs.engine.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** The canonical bytes of a row, in the encoding {@code weir-rows-1} of docs/content-hash.md. For one thread. */
final class RowEncoder {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int CANONICAL_FLOAT_NAN = 0x7fc00000;
    private static final long CANONICAL_DOUBLE_NAN = 0x7ff8000000000000L;

    /** In place of a value's start, when it is NULL. */
    static final int NULL = -1;

    private final ValueEncoder[] columns;
    private final int[] starts;
    private byte[] buffer = new byte[1024];
    private int length;

    RowEncoder(StructType columns) {
        this.columns = ValueEncoder.of(columns);
        this.starts = new int[this.columns.length];
    }

    /** Encodes a row; {@link #bytes} and {@link #length} then hold the result until the next one. */
    void encode(InternalRow row) {
        length = 0;
        int bits = reserveBits(columns.length);
        for (int i = 0; i < columns.length; i++) {
            if (row.isNullAt(i)) {
                starts[i] = NULL;
                setBit(bits, i);
            } else {
                starts[i] = length;
                columns[i].put(row, i, this);
            }
        }
    }

    byte[] bytes() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Where a column's value begins, or {@link #NULL}; it ends where the next one begins that is not NULL. */
    int start(int column) {
        return starts[column];
    }

    /** One bit for each value, set when it is NULL; then the others' bytes. */
    void putValues(SpecializedGetters values, ValueEncoder[] encoders, int count) {
        int bits = reserveBits(count);
        for (int i = 0; i < count; i++) {
            if (values.isNullAt(i)) {
                setBit(bits, i);
            } else {
                encoders[i % encoders.length].put(values, i, this);
            }
        }
    }

    private int reserveBits(int count) {
        int bits = reserve((count + 7) >> 3);
        Arrays.fill(buffer, bits, length, (byte) 0);
        return bits;
    }

    private void setBit(int bits, int i) {
        buffer[bits + (i >> 3)] |= (byte) (1 << (i & 7));
    }

    void putByte(int value) {
        int at = reserve(1);
        buffer[at] = (byte) value;
    }

    void putShort(int value) {
        int at = reserve(2);
        buffer[at] = (byte) value;
        buffer[at + 1] = (byte) (value >> 8);
    }

    void putInt(int value) {
        int at = reserve(4);
        INT.set(buffer, at, value);
    }

    void putLong(long value) {
        int at = reserve(8);
        LONG.set(buffer, at, value);
    }

    void putFloat(float value) {
        putInt(Float.isNaN(value) ? CANONICAL_FLOAT_NAN : Float.floatToRawIntBits(value + 0.0f));
    }

    void putDouble(double value) {
        putLong(Double.isNaN(value) ? CANONICAL_DOUBLE_NAN : Double.doubleToRawLongBits(value + 0.0));
    }

    void putText(UTF8String text) {
        int bytes = text.numBytes();
        putInt(bytes);
        int at = reserve(bytes);
        text.writeToMemory(buffer, Platform.BYTE_ARRAY_OFFSET + (long) at);
    }

    void putBytes(byte[] bytes) {
        putInt(bytes.length);
        int at = reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
    }

    /** A whole number in the fewest bytes of two's complement, most significant first, after their count. */
    void putWhole(long value) {
        int bytes = (Long.SIZE - Long.numberOfLeadingZeros(value ^ (value >> (Long.SIZE - 1)))) / Byte.SIZE + 1;
        putInt(bytes);
        int at = reserve(bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            buffer[at++] = (byte) (value >> (Byte.SIZE * i));
        }
    }

    private int reserve(int bytes) {
        int at = length;
        length = Math.addExact(at, bytes);
        if (length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
        }
        return at;
    }
}
