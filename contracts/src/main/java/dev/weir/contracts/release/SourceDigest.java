package dev.weir.contracts.release;

import dev.weir.contracts.text.Sha256;
import java.util.Optional;

/**
 * By what a source file is known again: an HMAC where a table hides something of it. A reader who has the bare hash of a file of one
 * record tries records until one has it, and then no mask hides anything.
 *
 * @param hex in lower case: the SHA-256 of the bytes as stored, or an HMAC-SHA-256 of that; empty where nothing was read yet
 * @param key the id of the workspace's key that the HMAC's is derived from; empty for a bare hash
 */
public record SourceDigest(String hex, Optional<String> key) {

    /** The hash itself. */
    public static SourceDigest bare(String sha256) {
        return new SourceDigest(sha256, Optional.empty());
    }

    /** An HMAC of the hash. */
    public static SourceDigest keyed(String hmac, String key) {
        Sha256.require(hmac);
        return new SourceDigest(hmac, Optional.of(key));
    }

    /** What it is, and by which key, as people read it. */
    public String text() {
        return key.map(id -> "HMAC-SHA-256 " + hex + " by key " + id).orElse("SHA-256 " + hex);
    }
}
