package dev.weir.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.ToIntFunction;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** What a programmer would write who has a mobile's bytes and Bouncy Castle, and nothing else to care for. */
final class BareMasks {

    private static final byte[] PREFIX = "weir|PHONE|".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private BareMasks() {}

    /** HMAC-SM3, as 32 hex digits. */
    static ToIntFunction<byte[]> pseudonyms() {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(new byte[32]));
        byte[] hash = new byte[mac.getMacSize()];
        return mobile -> {
            mac.update(PREFIX, 0, PREFIX.length);
            mac.update(mobile, 0, mobile.length);
            mac.doFinal(hash, 0);
            byte[] hex = new byte[32];
            for (int i = 0; i < 16; i++) {
                hex[2 * i] = HEX[(hash[i] >> 4) & 0xf];
                hex[2 * i + 1] = HEX[hash[i] & 0xf];
            }
            return hex[0];
        };
    }

    /** FF1 with SM4 over the digits. */
    static ToIntFunction<byte[]> numbers() {
        FPEFF1Engine engine = new FPEFF1Engine(new SM4Engine());
        engine.init(
                true,
                new FPEParameters(new KeyParameter(new byte[16]), 10, "PHONE".getBytes(StandardCharsets.US_ASCII)));
        return mobile -> {
            byte[] digits = new byte[mobile.length];
            for (int i = 0; i < digits.length; i++) {
                digits[i] = (byte) (mobile[i] - '0');
            }
            engine.processBlock(digits, 0, digits.length, digits, 0);
            for (int i = 0; i < digits.length; i++) {
                digits[i] = (byte) (digits[i] + '0');
            }
            return digits[0];
        };
    }

    /** SM4-GCM with a nonce from HMAC-SHA-256 of the value, in Base64. */
    static ToIntFunction<byte[]> texts() {
        HMac nonces = new HMac(new SHA256Digest());
        nonces.init(new KeyParameter(new byte[32]));
        byte[] hash = new byte[nonces.getMacSize()];
        GCMModeCipher gcm = GCMBlockCipher.newInstance(new SM4Engine());
        KeyParameter key = new KeyParameter(new byte[16]);
        byte[] category = "PHONE".getBytes(StandardCharsets.US_ASCII);
        return mobile -> {
            nonces.update(PREFIX, 0, PREFIX.length);
            nonces.update(mobile, 0, mobile.length);
            nonces.doFinal(hash, 0);
            byte[] nonce = Arrays.copyOf(hash, 12);
            byte[] sealed = Arrays.copyOf(nonce, 12 + mobile.length + 16);
            gcm.init(true, new AEADParameters(key, 128, nonce, category));
            int written = gcm.processBytes(mobile, 0, mobile.length, sealed, 12);
            try {
                gcm.doFinal(sealed, 12 + written);
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException("Encrypting has no tag to check", e);
            }
            return Base64.getEncoder().encode(sealed)[0];
        };
    }
}
