package dev.weir.privacy.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a workspace's key.
 *
 * @param id what manifests call it ({@link WorkspaceKey#id})
 * @param created when it was made
 * @param state what it is still good for
 * @param key the secret; empty once it is retired
 * @param retired when its secret was destroyed
 */
public record KeyVersion(
        String id, Instant created, KeyState state, Optional<WorkspaceKey> key, Optional<Instant> retired) {

    public KeyVersion {
        if (!id.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("The id of a key version has 16 hex digits");
        }
        boolean gone = state == KeyState.RETIRED;
        if (gone == key.isPresent() || gone != retired.isPresent()) {
            throw new IllegalArgumentException("Key version " + id + " is " + state.word()
                    + (gone ? " and still has its secret, or no time" : " and has no secret, or a time"));
        }
        if (key.isPresent() && !key.get().id().equals(id)) {
            throw new IllegalArgumentException("Key version " + id + " has the secret of " + key.get());
        }
    }

    /** A version that has its secret. */
    static KeyVersion of(WorkspaceKey key, KeyState state) {
        return new KeyVersion(key.id(), key.created(), state, Optional.of(key), Optional.empty());
    }

    /** The same, in another state that has its secret. */
    KeyVersion as(KeyState other) {
        return new KeyVersion(id, created, other, key, retired);
    }

    /** The same without its secret. */
    KeyVersion withoutSecret(Instant when) {
        return new KeyVersion(id, created, KeyState.RETIRED, Optional.empty(), Optional.of(when));
    }
}
