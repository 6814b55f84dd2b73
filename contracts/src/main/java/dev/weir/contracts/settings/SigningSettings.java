package dev.weir.contracts.settings;

import java.util.Optional;

/**
 * What a workspace signs its releases with. Paths are relative to the workspace.
 *
 * @param algorithm of a pair that is made
 * @param privateKey a file that only its owner may read
 * @param publicKey a file for everybody; those of earlier pairs lie beside it
 * @param timestamps who stamps the time of signatures; empty when there is no such authority
 */
public record SigningSettings(
        SigningAlgorithm algorithm, String privateKey, String publicKey, Optional<TimestampSettings> timestamps) {

    /** The defaults of {@code weir.yaml}. */
    public static final SigningSettings USUAL =
            new SigningSettings(SigningAlgorithm.ED25519, "keys/release.key", "keys/release.pub");

    public SigningSettings {
        if (privateKey.isBlank() || publicKey.isBlank()) {
            throw new IllegalArgumentException("A key lies in a file");
        }
        if (privateKey.equals(publicKey)) {
            throw new IllegalArgumentException("The private key and the public one lie in files of their own");
        }
    }

    /** A pair whose signatures are not time-stamped. */
    public SigningSettings(SigningAlgorithm algorithm, String privateKey, String publicKey) {
        this(algorithm, privateKey, publicKey, Optional.empty());
    }
}
