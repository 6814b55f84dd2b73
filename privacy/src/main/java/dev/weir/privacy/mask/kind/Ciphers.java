package dev.weir.privacy.mask.kind;

import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.cipher.Ff1;
import dev.weir.privacy.mask.cipher.GcmCipher;
import dev.weir.privacy.mask.cipher.NumberCipher;
import dev.weir.privacy.mask.cipher.NumberForm;
import dev.weir.privacy.mask.cipher.SubKey;
import dev.weir.privacy.mask.kind.Encrypt.BlockCipher;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;

/**
 * The ciphers of {@link Encrypt}, with their keys: 256 bits for AES, 128 for SM4, each expanded from the mask's own
 * for its use ({@link SubKey}): {@code ff1/aes}, {@code ff1/sm4}, {@code gcm/aes}, {@code gcm/sm4}, {@code gcm/nonce}.
 */
final class Ciphers {

    private static final int SM4_KEY = 16;

    private Ciphers() {}

    static NumberCipher ofNumbers(Encrypt mask, MaskRecipe recipe) {
        return new NumberCipher(
                new Ff1(engine(mask.cipher()), key(recipe.key(), "ff1/", mask.cipher())),
                new NumberForm(recipe.category(), mask.kept()),
                Redaction.constant(recipe.category()));
    }

    static GcmCipher ofText(Encrypt mask, MaskRecipe recipe) {
        return new GcmCipher(
                engine(mask.cipher()),
                key(recipe.key(), "gcm/", mask.cipher()),
                hmac(SubKey.of(recipe.key(), "gcm/nonce")),
                recipe.category());
    }

    static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256, and this one has not", e);
        }
    }

    private static org.bouncycastle.crypto.BlockCipher engine(BlockCipher cipher) {
        return switch (cipher) {
            case AES -> AESEngine.newInstance();
            case SM4 -> new SM4Engine();
        };
    }

    private static byte[] key(DerivedKey key, String use, BlockCipher cipher) {
        return switch (cipher) {
            case AES -> SubKey.of(key, use + "aes");
            case SM4 -> Arrays.copyOf(SubKey.of(key, use + "sm4"), SM4_KEY);
        };
    }
}
