package dev.weir.jobs.spark.sink;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * The content hash of a set of rows: SHA-256 of each row's canonical bytes, added up modulo 2^256, so that neither order
 * nor partitions nor files matter. docs/content-hash.md tells how to compute it again. For one thread.
 */
final class RowHash {

    static final String VERSION = "weir-rows-1";

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int DIGEST_LENGTH = 32;

    private final RowEncoder encoder;
    private final MessageDigest sha256 = newSha256();
    private final byte[] digest = new byte[DIGEST_LENGTH];
    private final long[] sum = new long[DIGEST_LENGTH / Long.BYTES];
    private long rows;

    RowHash(StructType columns) {
        this.encoder = new RowEncoder(columns);
    }

    /** Takes a row in. */
    void add(InternalRow row) {
        encoder.encode(row);
        sha256.update(encoder.bytes(), 0, encoder.length());
        try {
            sha256.digest(digest, 0, DIGEST_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit into its 32 bytes", e);
        }
        rows++;
        long carry = 0;
        for (int i = sum.length - 1; i >= 0; i--) {
            long word = (long) WORD.get(digest, i * Long.BYTES);
            long withWord = sum[i] + word;
            long withCarry = withWord + carry;
            carry = Long.compareUnsigned(withWord, word) < 0 || Long.compareUnsigned(withCarry, carry) < 0 ? 1 : 0;
            sum[i] = withCarry;
        }
    }

    /** What has been added so far. */
    Sum sum() {
        byte[] bytes = new byte[DIGEST_LENGTH];
        for (int i = 0; i < sum.length; i++) {
            WORD.set(bytes, i * Long.BYTES, sum[i]);
        }
        return new Sum(rows, new BigInteger(1, bytes));
    }

    /**
     * Rows and the sum of their digests; sums of disjoint sets add up.
     *
     * @param rows how many
     * @param digests sum modulo 2^256
     */
    record Sum(long rows, BigInteger digests) implements Serializable {

        static final Sum NONE = new Sum(0, BigInteger.ZERO);

        private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(8 * DIGEST_LENGTH);

        Sum plus(Sum other) {
            return new Sum(rows + other.rows, digests.add(other.digests).mod(MODULUS));
        }

        /** {@code weir-rows-1:} and 64 hex digits, for a set of rows with these columns. */
        String hash(StructType columns) {
            String hex = "%064x".formatted(digests);
            String text = VERSION + "\n" + ValueEncoder.schemaText(columns) + "rows " + rows + "\nsum " + hex + "\n";
            return VERSION + ":" + HexFormat.of().formatHex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, and this one has not", e);
        }
    }
}
