package dev.weir.catalogue;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.release.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A release and what came before it.
 *
 * @param manifest of the release: the newest of its product, or an earlier one whose entry is made again
 * @param history the releases up to this one, which is the last; of many the newest
 * @param expiredAt when its rows were let go or declared lost, so that nothing reads them; empty while they are there
 * @param base where its identifiers begin
 * @param storage where its rows lie
 */
public record CatalogueEntry(
        Manifest manifest,
        List<Manifest> history,
        Optional<Instant> expiredAt,
        CatalogueBase base,
        ReleaseStorage storage) {

    public CatalogueEntry {
        requireNonNull(manifest, "manifest");
        history = List.copyOf(history);
        requireNonNull(expiredAt, "expiredAt");
        requireNonNull(base, "base");
        requireNonNull(storage, "storage");
    }

    /** The IRI of the release. */
    public String iri() {
        return base.release(manifest.product(), manifest.number());
    }

    /** What the product is for, as people wrote it; its name where they did not. */
    public String description() {
        return manifest.about().description().isBlank()
                ? manifest.about().name()
                : manifest.about().description();
    }

    /** The IRI of a term that a column stands for. */
    public String iri(CitedTerm term) {
        return term.isOwn() ? base.term(term.id()) : term.iri();
    }

    /** The terms that its columns stand for, each once. */
    public List<CitedTerm> terms() {
        return manifest.tables().stream()
                .flatMap(table -> table.present().stream())
                .flatMap(column -> column.meaning().terms().stream())
                .distinct()
                .toList();
    }

    /** The IRIs of the releases that its run read, each once. */
    public List<String> read() {
        return manifest.record().sources().stream()
                .flatMap(source -> source.release().stream())
                .map(read -> base.release(read.product(), read.number()))
                .distinct()
                .toList();
    }

    /** The release before; empty where there is none. */
    public Optional<Manifest> previous() {
        return history.stream()
                .filter(earlier -> earlier.number() < manifest.number())
                .reduce((first, second) -> first.number() > second.number() ? first : second);
    }
}
