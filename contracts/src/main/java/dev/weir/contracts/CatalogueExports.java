package dev.weir.contracts;

import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.catalogue.WebFolder;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace gives to catalogues after each release.
 *
 * @param base where identifiers begin
 * @param downloads where the warehouse is served, so that anyone has the files of what is public; empty where it is not
 * @param kinds exporters that people named; empty where each that is installed is meant
 */
public record CatalogueExports(CatalogueBase base, Optional<WebFolder> downloads, Optional<List<Kind>> kinds) {

    /** Identifiers that nothing answers, and each exporter. */
    public static final CatalogueExports ALL =
            new CatalogueExports(CatalogueBase.URN, Optional.empty(), Optional.empty());

    public CatalogueExports {
        kinds = kinds.map(List::copyOf);
    }

    /** Whether an exporter of that name is meant. */
    public boolean includes(String exporter) {
        return kinds.stream().allMatch(all -> all.stream().anyMatch(kind -> kind.name.equals(exporter)));
    }

    /** An exporter's name, and where it is written. */
    public record Kind(String name, Place place) {}
}
