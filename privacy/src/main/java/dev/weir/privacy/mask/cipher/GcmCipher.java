package dev.weir.privacy.mask.cipher;

import dev.weir.privacy.mask.text.Reversal;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Encrypts a value as it is, by GCM (NIST SP 800-38D; for SM4, RFC 8998): Base64 of a nonce of 96 bits, the ciphertext and a
 * tag of 128 bits. The category is authenticated with it.
 *
 * <p>The nonce is the first 96 bits of HMAC-SHA-256, under a key of its own, over {@code weir|CODE|value}: a synthetic
 * one, as in RFC 5297 and RFC 8452. So the same inputs give the same release, and two columns can be joined; the price is that
 * equal values show as equal. Two different values share a nonce with a chance of one in a billion among ten thousand million
 * values. How long a value is shows too. For one thread at a time.
 */
public final class GcmCipher implements TextMask, Reversal {

    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final Mac nonces;
    private final byte[] prefix;
    private final byte[] category;
    private final KeyParameter key;
    private final GCMModeCipher gcm;
    private byte[] lastValue = {};
    private byte[] lastCiphertext = {};

    public GcmCipher(BlockCipher cipher, byte[] key, Mac nonces, String category) {
        this.gcm = GCMBlockCipher.newInstance(cipher);
        this.key = new KeyParameter(key);
        this.nonces = nonces;
        this.category = category.getBytes(StandardCharsets.UTF_8);
        this.prefix = ("weir|" + category + "|").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        // Runs of equal values are common, and Bouncy Castle refuses the nonce that it has just used.
        if (lastCiphertext.length == 0
                || !Arrays.equals(lastValue, 0, lastValue.length, utf8, offset, offset + length)) {
            lastCiphertext = encrypt(utf8, offset, length);
            lastValue = Arrays.copyOfRange(utf8, offset, offset + length);
        }
        return lastCiphertext.clone();
    }

    private byte[] encrypt(byte[] utf8, int offset, int length) {
        nonces.update(prefix);
        nonces.update(utf8, offset, length);
        byte[] nonce = Arrays.copyOf(nonces.doFinal(), NONCE);
        byte[] sealed = Arrays.copyOf(nonce, NONCE + length + TAG);
        gcm.init(true, parameters(nonce));
        int written = gcm.processBytes(utf8, offset, length, sealed, NONCE);
        try {
            gcm.doFinal(sealed, NONCE + written);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("Encrypting has no tag to check", e);
        }
        return Base64.getEncoder().encode(sealed);
    }

    @Override
    public Optional<byte[]> reverse(byte[] utf8) {
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(utf8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (sealed.length < NONCE + TAG) {
            return Optional.empty();
        }
        byte[] clear = new byte[sealed.length - NONCE - TAG];
        gcm.init(false, parameters(Arrays.copyOf(sealed, NONCE)));
        int written = gcm.processBytes(sealed, NONCE, sealed.length - NONCE, clear, 0);
        try {
            gcm.doFinal(clear, written);
        } catch (InvalidCipherTextException e) {
            // Another key's, another category's, or no ciphertext: the tag shows it.
            return Optional.empty();
        }
        return Optional.of(clear);
    }

    private AEADParameters parameters(byte[] nonce) {
        return new AEADParameters(key, TAG * 8, nonce, category);
    }
}
