package dev.weir.contracts.release;

import dev.weir.contracts.settings.SigningAlgorithm;

/**
 * What a manifest is signed with. The signature, over the manifest's exact bytes, lies in the release log:
 * {@code <product>/signatures/<sha256 of the manifest>.sig}.
 *
 * @param algorithm of the key
 * @param key SHA-256 of the public key's DER (SubjectPublicKeyInfo), 64 lower-case hex digits
 * @param timestamped whether a time-stamp authority stamped the signature; the token lies in the release log:
 *     {@code <product>/timestamps/<sha256 of the manifest>.tst}
 */
public record Signing(SigningAlgorithm algorithm, String key, boolean timestamped) {

    public Signing {
        if (!key.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + key + "' is no key's id");
        }
    }

    /** A signature without a time stamp. */
    public Signing(SigningAlgorithm algorithm, String key) {
        this(algorithm, key, false);
    }
}
