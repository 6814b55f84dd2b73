package dev.weir.catalogue;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release and what came before it.
 *
 * @param manifest of the release: the newest of its product, or an earlier one whose entry is made again
 * @param history the releases up to this one, which is the last; of many the newest
 * @param warehouse the warehouse's absolute path or URI, for lines that read a table
 * @param expiredAt when its rows were let go or declared lost, so that nothing reads them; empty while they are there
 */
public record CatalogueEntry(Manifest manifest, List<Manifest> history, String warehouse, Optional<Instant> expiredAt) {

    public CatalogueEntry {
        requireNonNull(manifest, "manifest");
        history = List.copyOf(history);
        requireNonNull(warehouse, "warehouse");
        requireNonNull(expiredAt, "expiredAt");
    }

    /** An entry of a release whose rows are there. */
    public CatalogueEntry(Manifest manifest, List<Manifest> history, String warehouse) {
        this(manifest, history, warehouse, Optional.empty());
    }
}
