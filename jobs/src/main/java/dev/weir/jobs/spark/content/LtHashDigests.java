package dev.weir.jobs.spark.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * LtHash: each row's SHA-256 is the key of AES-256 in counter mode (NIST SP 800-38A), whose first 2,048 bytes of key stream
 * are 1,024 lanes of 16 bits; rows are added up lane by lane. AES, because processors have instructions for it: extendable
 * output functions took several times as long.
 */
final class LtHashDigests implements RowDigests {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** All but the highest bit of each lane of a word: they are added without a carry into the next lane. */
    private static final long LOW = 0x7fff7fff7fff7fffL;

    private static final byte[] ZEROS = new byte[HashMethod.LTHASH.length()];

    private final MessageDigest sha256 = Sha256Digests.sha256();
    private final Cipher cipher;
    private final IvParameterSpec start = new IvParameterSpec(new byte[16]);
    private final byte[] digest = new byte[Sha256Digests.LENGTH];
    private final byte[] lanes = new byte[HashMethod.LTHASH.length()];
    private final long[] sum = new long[HashMethod.LTHASH.length() / Long.BYTES];

    LtHashDigests() {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES, and this one has not", e);
        }
    }

    @Override
    public void add(byte[] bytes, int length) {
        Sha256Digests.digest(sha256, bytes, length, digest);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(digest, "AES"), start);
            cipher.doFinal(ZEROS, 0, ZEROS.length, lanes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses a key of 256 bits", e);
        }
        for (int i = 0; i < sum.length; i++) {
            long word = (long) WORD.get(lanes, i * Long.BYTES);
            sum[i] = ((sum[i] & LOW) + (word & LOW)) ^ ((sum[i] ^ word) & ~LOW);
        }
    }

    @Override
    public byte[] sum() {
        byte[] bytes = new byte[HashMethod.LTHASH.length()];
        for (int i = 0; i < sum.length; i++) {
            WORD.set(bytes, i * Long.BYTES, sum[i]);
        }
        return bytes;
    }
}
