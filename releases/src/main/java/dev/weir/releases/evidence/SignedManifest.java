package dev.weir.releases.evidence;

import dev.weir.contracts.release.Manifest;

/**
 * A release's manifest that a key of its workspace signed, byte for byte. What lets data leave, undoes masks, or names a
 * release takes no other; only {@link Authenticity} makes one.
 */
public final class SignedManifest {

    private final Manifest manifest;
    private final String sha256;

    SignedManifest(Manifest manifest, String sha256) {
        this.manifest = manifest;
        this.sha256 = sha256;
    }

    /** What was signed. */
    public Manifest manifest() {
        return manifest;
    }

    /** SHA-256 of the bytes that were signed, 64 lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    /** {@code product@number}. */
    public String reference() {
        return manifest.reference();
    }
}
