package dev.weir.privacy.keys;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All versions that a workspace's key has had, of which exactly one is active. It does not change: a change makes another. */
public final class KeyRing {

    private final List<KeyVersion> versions;

    /**
     * A ring of these.
     *
     * @param versions oldest first
     * @throws IllegalArgumentException when not exactly one is active, or one stands twice
     */
    KeyRing(List<KeyVersion> versions) {
        this.versions = List.copyOf(versions);
        Set<String> ids = new HashSet<>();
        for (KeyVersion version : versions) {
            if (!ids.add(version.id())) {
                throw new IllegalArgumentException("it has version " + version.id() + " twice");
            }
        }
        long active = versions.stream()
                .filter(version -> version.state() == KeyState.ACTIVE)
                .count();
        if (active != 1) {
            throw new IllegalArgumentException("one version is active, and it has " + active);
        }
    }

    public static KeyRing of(WorkspaceKey key) {
        return new KeyRing(List.of(KeyVersion.of(key, KeyState.ACTIVE)));
    }

    /** All of them, oldest first. */
    public List<KeyVersion> versions() {
        return versions;
    }

    /** The key that new releases are masked with. */
    public WorkspaceKey active() {
        return versions.stream()
                .filter(version -> version.state() == KeyState.ACTIVE)
                .findFirst()
                .flatMap(KeyVersion::key)
                .orElseThrow();
    }

    /** The version of that id, retired or not. */
    public Optional<KeyVersion> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    /** The ring in which this key is active, and the one that was is a previous one. */
    public KeyRing rotated(WorkspaceKey next) {
        Stream<KeyVersion> before = versions.stream()
                .map(version -> version.state() == KeyState.ACTIVE ? version.as(KeyState.PREVIOUS) : version);
        return new KeyRing(Stream.concat(before, Stream.of(KeyVersion.of(next, KeyState.ACTIVE)))
                .toList());
    }

    /**
     * The ring without the secret of a previous version.
     *
     * @throws IllegalArgumentException when there is no such version, or it is not a previous one
     */
    public KeyRing retired(String id, Instant when) {
        if (version(id).filter(version -> version.state() == KeyState.PREVIOUS).isEmpty()) {
            throw new IllegalArgumentException("Version " + id + " is not a previous one");
        }
        return new KeyRing(versions.stream()
                .map(version -> version.id().equals(id) ? version.withoutSecret(when) : version)
                .toList());
    }

    /**
     * The ring with a version whose secret is lost, as a retired one. When it was made is unknown: no later than now.
     *
     * @throws IllegalArgumentException when there is such a version
     */
    KeyRing lost(String id, Instant when) {
        KeyVersion lost = new KeyVersion(id, when, KeyState.RETIRED, Optional.empty(), Optional.of(when));
        return new KeyRing(Stream.concat(Stream.of(lost), versions.stream()).toList());
    }

    /** Ids and states, and nothing else. */
    @Override
    public String toString() {
        return "KeyRing"
                + versions.stream()
                        .map(version -> version.id() + " " + version.state().word())
                        .toList();
    }
}
