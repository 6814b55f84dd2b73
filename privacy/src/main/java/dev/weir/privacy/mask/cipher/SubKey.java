package dev.weir.privacy.mask.cipher;

import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.MacAlgorithm;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/** Keys for the parts of one mask, from the mask's own: one block of HKDF-Expand with SHA-256 (RFC 5869, 2.3). */
public final class SubKey {

    private SubKey() {}

    /** The 256 bits for one use. */
    public static byte[] of(DerivedKey key, String use) {
        Mac mac = key.mac(MacAlgorithm.HMAC_SHA_256);
        mac.update(use.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 1);
        return mac.doFinal();
    }
}
