package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

/**
 * A small file that belongs to a release. It lies in the release log under its own hash:
 * {@code <product>/objects/<sha256>}.
 *
 * @param kind what it shows
 * @param name unique in the release, with forward slashes, such as {@code contracts/clinical/visits.odcs.yaml}
 * @param sha256 of its bytes, 64 lower-case hex digits
 * @param bytes how many
 */
public record EvidenceItem(EvidenceKind kind, String name, String sha256, long bytes) {

    public EvidenceItem {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A piece of evidence has a name");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("'" + name + "' cannot have " + bytes + " bytes");
        }
    }
}
