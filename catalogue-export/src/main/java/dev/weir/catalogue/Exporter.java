package dev.weir.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes one kind of catalogue entry of a release: files of the site, or calls of a catalogue. {@link InstalledExporters} finds each
 * implementation by {@link java.util.ServiceLoader}, so a new one needs a line in
 * {@code META-INF/services/dev.weir.catalogue.Exporter} and nothing else.
 */
public interface Exporter {

    /** Its name in messages and in the order of work, such as {@code dcat}; no two have the same. */
    String name();

    /**
     * Enters a release that is the newest of its product. Who enters it again gives the same entry.
     *
     * @param files take what the entry is made of, for exporters that make files
     * @return what people may look at; empty where there is nothing
     * @throws IOException when the release cannot be entered; what was there before is then as it was, or whole
     */
    Optional<Path> export(CatalogueEntry entry, EntryFiles files) throws IOException;
}
