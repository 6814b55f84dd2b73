package dev.weir.jobs.spark.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of each row, added up modulo 2^256. */
final class Sha256Digests implements RowDigests {

    static final int LENGTH = 32;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest sha256 = sha256();
    private final byte[] digest = new byte[LENGTH];
    private final long[] sum = new long[LENGTH / Long.BYTES];

    @Override
    public void add(byte[] bytes, int length) {
        digest(sha256, bytes, length, digest);
        long carry = 0;
        for (int i = sum.length - 1; i >= 0; i--) {
            long word = (long) WORD.get(digest, i * Long.BYTES);
            long withWord = sum[i] + word;
            long withCarry = withWord + carry;
            carry = Long.compareUnsigned(withWord, word) < 0 || Long.compareUnsigned(withCarry, carry) < 0 ? 1 : 0;
            sum[i] = withCarry;
        }
    }

    @Override
    public byte[] sum() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < sum.length; i++) {
            WORD.set(bytes, i * Long.BYTES, sum[i]);
        }
        return bytes;
    }

    /** The digest of the first bytes of an array, into another one. */
    static void digest(MessageDigest sha256, byte[] bytes, int length, byte[] digest) {
        sha256.update(bytes, 0, length);
        try {
            sha256.digest(digest, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit into its 32 bytes", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256, and this one has not", e);
        }
    }
}
