package dev.weir.catalogue;

import java.util.List;

/**
 * Makes one kind of catalogue entry of a release: a page, a description that a portal harvests, a citation. {@link InstalledExporters}
 * finds each implementation by {@link java.util.ServiceLoader}, so a new one needs a line in
 * {@code META-INF/services/dev.weir.catalogue.Exporter} and nothing else.
 *
 * <p>An exporter writes nothing: it returns its files and what it could not say, and its caller puts the files where people asked for
 * them.
 */
public interface Exporter {

    /** Its name on the command line, in {@code weir.yaml} and in the order of work, such as {@code dcat}; no two have the same. */
    String name();

    /** The entry of a release; of the same release the same entry. */
    CatalogueExport export(CatalogueEntry entry);

    /**
     * What it made, as requests to the API of its catalogue, in the order in which one needs another.
     *
     * @return none where its catalogue has no API, and reads files
     */
    default List<ApiRequest> requests(CatalogueExport made) {
        return List.of();
    }
}
