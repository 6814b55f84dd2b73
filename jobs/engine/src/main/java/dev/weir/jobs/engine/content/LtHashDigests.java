package dev.weir.jobs.engine.content;

import dev.weir.contracts.text.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * LtHash: each row's SHA-256 is the key of AES-256 in counter mode (NIST SP 800-38A), whose first 8,192 bytes of key stream
 * are 1,024 lanes of 64 bits; rows are added up lane by lane. AES, because processors have instructions for it: extendable
 * output functions took several times as long.
 */
final class LtHashDigests implements RowDigests {

    private static final VarHandle LANE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] ZEROS = new byte[HashMethod.LTHASH.length()];

    private final MessageDigest sha256 = Sha256.digest();
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
            sum[i] += (long) LANE.get(lanes, i * Long.BYTES);
        }
    }

    @Override
    public byte[] sum() {
        byte[] bytes = new byte[HashMethod.LTHASH.length()];
        for (int i = 0; i < sum.length; i++) {
            LANE.set(bytes, i * Long.BYTES, sum[i]);
        }
        return bytes;
    }
}
