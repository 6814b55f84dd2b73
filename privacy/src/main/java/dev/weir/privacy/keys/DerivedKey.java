package dev.weir.privacy.keys;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for one purpose, derived from the workspace's. It can be sent to the tasks that use it, which the workspace's own
 * key cannot; its bytes are given out only inside the function they key, and do not show in {@link #toString}.
 */
public final class DerivedKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] secret;
    private final String purpose;
    private final String keyId;

    DerivedKey(byte[] secret, String purpose, String keyId) {
        this.secret = secret.clone();
        this.purpose = purpose;
        this.keyId = keyId;
    }

    /** The secret itself, for tests of what it is derived from. */
    byte[] secret() {
        return secret.clone();
    }

    /** A new keyed hash function, ready for its first message. One thread at a time may use it. */
    public Mac mac(MacAlgorithm algorithm) {
        try {
            Mac mac = switch (algorithm) {
                case HMAC_SHA_256 -> Mac.getInstance("HmacSHA256");
                case HMAC_SM3 -> Mac.getInstance("HmacSM3", BouncyCastle.PROVIDER);
            };
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm.word() + " is not to be had from this Java", e);
        }
    }

    /** The purpose and the id of the workspace key, and nothing else. */
    @Override
    public String toString() {
        return "DerivedKey[" + purpose + ", of " + keyId + "]";
    }
}
