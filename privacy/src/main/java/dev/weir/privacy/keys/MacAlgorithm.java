package dev.weir.privacy.keys;

import java.util.Arrays;
import java.util.Optional;

/** A keyed hash function. */
public enum MacAlgorithm {
    /** HMAC with SHA-256 (RFC 2104, FIPS 180-4), by the JDK. */
    HMAC_SHA_256("hmac-sha-256"),
    /** HMAC with SM3 (GB/T 32905-2016), by Bouncy Castle. */
    HMAC_SM3("hmac-sm3");

    private final String word;

    MacAlgorithm(String word) {
        this.word = word;
    }

    /** The name as people write it, such as {@code hmac-sm3}. */
    public String word() {
        return word;
    }

    /** The algorithm of that name. */
    public static Optional<MacAlgorithm> of(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word.equals(word))
                .findFirst();
    }
}
