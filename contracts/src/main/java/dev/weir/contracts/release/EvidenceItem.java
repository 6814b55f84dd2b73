package dev.weir.contracts.release;

import dev.weir.contracts.text.Sha256;
import java.util.Optional;

/**
 * A small file that belongs to a release. What many releases share lies in the release log under its own hash, {@code
 * <product>/objects/<sha256>}; what one run wrote lies, by its name, in one ZIP file of the release: {@code
 * <product>/bundles/<sha256>.zip}.
 *
 * @param kind what it shows
 * @param name unique in the release, with forward slashes, such as {@code contracts/clinical/visits.odcs.yaml}
 * @param sha256 of its bytes, 64 lower-case hex digits
 * @param bytes how many
 * @param bundle SHA-256 of the ZIP file that it lies in; empty where it lies by itself
 */
public record EvidenceItem(EvidenceKind kind, String name, String sha256, long bytes, Optional<String> bundle) {

    public EvidenceItem {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A piece of evidence has a name");
        }
        Sha256.require(sha256);
        bundle.ifPresent(Sha256::require);
        if (bytes < 0) {
            throw new IllegalArgumentException("'" + name + "' cannot have " + bytes + " bytes");
        }
    }

    /** One that lies by itself. */
    public static EvidenceItem alone(EvidenceKind kind, String name, String sha256, long bytes) {
        return new EvidenceItem(kind, name, sha256, bytes, Optional.empty());
    }

    public EvidenceItem in(String bundle) {
        return new EvidenceItem(kind, name, sha256, bytes, Optional.of(bundle));
    }
}
