package dev.weir.jobs.engine.custody;

import java.security.SecureRandom;

/** 256 random bits. */
final class RandomKey {

    private static final int LENGTH = 32;

    private RandomKey() {}

    static byte[] make() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
