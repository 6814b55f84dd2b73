package dev.weir.jobs.engine.content;

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
 * (XXH64). Neither order nor partitions matter. For one thread; makes nothing per row.
 */
public final class RowHash {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final StructType columns;
    private final HashMethod method;
    private final RowEncoder encoder;
    private final RowDigests digests;
    private final long[] nulls;
    private final long[] sums;
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
        this.nulls = new long[columns.size()];
        this.sums = new long[columns.size()];
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
        for (int i = nulls.length - 1; i >= 0; i--) {
            int start = encoder.start(i);
            if (start != RowEncoder.NULL) {
                sums[i] += fingerprint(bytes, start, end - start);
                end = start;
            } else {
                nulls[i]++;
            }
        }
    }

    /** Numbers, days and times have ways of their own through XXH64, with the same results and without its loops. */
    private static long fingerprint(byte[] bytes, int start, int length) {
        if (length == Long.BYTES) {
            return XXH64.hashLong((long) LONG.get(bytes, start), 0);
        } else if (length == Integer.BYTES) {
            return XXH64.hashInt((int) INT.get(bytes, start), 0);
        }
        return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET + (long) start, length, 0);
    }

    /** What has been added so far. */
    public ContentSum sum() {
        List<ColumnSum> parts = new ArrayList<>();
        for (int i = 0; i < nulls.length; i++) {
            StructField column = columns.fields()[i];
            parts.add(new ColumnSum(column.name(), ValueEncoder.type(column.dataType()), rows - nulls[i], sums[i]));
        }
        return new ContentSum(method, rows, HexFormat.of().formatHex(digests.sum()), parts);
    }
}
