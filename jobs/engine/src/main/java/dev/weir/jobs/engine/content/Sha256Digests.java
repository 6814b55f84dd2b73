package dev.weir.jobs.engine.content;

import dev.weir.contracts.text.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;

/** SHA-256 of each row, added up modulo 2^256. */
final class Sha256Digests implements RowDigests {

    static final int LENGTH = 32;

    // Four bytes, as SHA-256 writes its words: a load of eight would have to wait for two stores.
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] digest = new byte[LENGTH];
    private final byte[] sum = new byte[LENGTH];

    @Override
    public void add(byte[] bytes, int length) {
        digest(sha256, bytes, length, digest);
        long carry = 0;
        for (int at = LENGTH - Integer.BYTES; at >= 0; at -= Integer.BYTES) {
            carry += Integer.toUnsignedLong((int) WORD.get(sum, at))
                    + Integer.toUnsignedLong((int) WORD.get(digest, at));
            WORD.set(sum, at, (int) carry);
            carry >>>= Integer.SIZE;
        }
    }

    @Override
    public byte[] sum() {
        return sum.clone();
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
}
