package dev.weir.jobs.release.table;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.journal.StagedEntry;
import java.util.Optional;

/**
 * What tables' own metadata say of the tables of a release.
 *
 * @param release that brings them; empty where there is none
 */
public record TableComments(Optional<Manifest> release) {

    /** Of what a run has staged; empty where that is no table of the product. */
    public Optional<String> of(StagedEntry entry) {
        return release.filter(manifest ->
                        entry.load().isReleased() && entry.table().namespace().equals(manifest.product()))
                .flatMap(
                        manifest -> manifest.table(entry.table().name()).map(table -> table.comment(manifest.about())));
    }
}
