package dev.weir.catalogue;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.Manifest;
import java.util.List;

/**
 * A release and what came before it.
 *
 * @param manifest of the release, the newest of its product
 * @param history the product's newest releases, the oldest first, this one the last
 * @param warehouse the warehouse's absolute path or URI, for lines that read a table
 */
public record CatalogueEntry(Manifest manifest, List<Manifest> history, String warehouse) {

    public CatalogueEntry {
        requireNonNull(manifest, "manifest");
        history = List.copyOf(history);
        requireNonNull(warehouse, "warehouse");
    }
}
