package dev.weir.jobs.spark.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;

/**
 * Takes in rows one by one and has their content's sums: digests of whole rows, and fingerprints of each column's values
 * (XXH64 under two seeds). Neither order nor partitions matter. For one thread; makes nothing per row.
 */
public final class RowHash {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final StructType columns;
    private final HashMethod method;
    private final RowEncoder encoder;
    private final RowDigests digests;
    private final long[] values;
    private final long[] first;
    private final long[] second;
    private long rows;

    /**
     * @param columns of the rows
     * @throws IllegalArgumentException when a type has no encoding
     */
    public RowHash(StructType columns, HashMethod method) {
        this.columns = columns;
        this.method = method;
        this.encoder = new RowEncoder(columns);
        this.digests = method.digests();
        this.values = new long[columns.size()];
        this.first = new long[columns.size()];
        this.second = new long[columns.size()];
    }

    /** Takes a row in. */
    public void add(InternalRow row) {
        if (method == HashMethod.NONE) {
            return;
        }
        encoder.encode(row);
        byte[] bytes = encoder.bytes();
        digests.add(bytes, encoder.length());
        rows++;
        int end = encoder.length();
        for (int i = values.length - 1; i >= 0; i--) {
            int start = encoder.start(i);
            if (start != RowEncoder.NULL) {
                values[i]++;
                addValue(i, bytes, start, end - start);
                end = start;
            }
        }
    }

    /** Numbers, days and times have ways of their own through XXH64, with the same results and without its loops. */
    private void addValue(int column, byte[] bytes, int start, int length) {
        long at = Platform.BYTE_ARRAY_OFFSET + (long) start;
        if (length == Long.BYTES) {
            long value = (long) LONG.get(bytes, start);
            first[column] += XXH64.hashLong(value, 0);
            second[column] += XXH64.hashLong(value, 1);
        } else if (length == Integer.BYTES) {
            int value = (int) INT.get(bytes, start);
            first[column] += XXH64.hashInt(value, 0);
            second[column] += XXH64.hashInt(value, 1);
        } else {
            first[column] += XXH64.hashUnsafeBytes(bytes, at, length, 0);
            second[column] += XXH64.hashUnsafeBytes(bytes, at, length, 1);
        }
    }

    /** What has been added so far. */
    public ContentSum sum() {
        List<ColumnSum> sums = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            StructField column = columns.fields()[i];
            sums.add(
                    new ColumnSum(column.name(), ValueEncoder.type(column.dataType()), values[i], first[i], second[i]));
        }
        return new ContentSum(method, rows, HexFormat.of().formatHex(digests.sum()), sums);
    }
}
