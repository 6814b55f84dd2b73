package dev.weir.jobs.evidence;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.keys.VerifyingKey;

/**
 * A public key that a verification goes by.
 *
 * @param key the key
 * @param grounds why it is trusted
 * @param place where it was read, for people
 */
public record TrustedKey(VerifyingKey key, Grounds grounds, String place) {

    public TrustedKey {
        requireNonNull(key, "key");
        requireNonNull(grounds, "grounds");
        requireNonNull(place, "place");
    }

    /** Why a key is trusted. */
    public enum Grounds {
        /** The caller named the key's file or its fingerprint. */
        NAMED,
        /** It lies in the workspace of the releases: who can change these can replace the key as well. */
        WORKSPACE
    }

    /** A key whose file or fingerprint the caller named. */
    public static TrustedKey named(VerifyingKey key, String place) {
        return new TrustedKey(key, Grounds.NAMED, place);
    }

    /** A key that lies in the workspace. */
    public static TrustedKey ofWorkspace(VerifyingKey key, String place) {
        return new TrustedKey(key, Grounds.WORKSPACE, place);
    }

    /** The key's fingerprint: SHA-256 of its DER, as manifests name it. */
    public String fingerprint() {
        return key.id();
    }
}
