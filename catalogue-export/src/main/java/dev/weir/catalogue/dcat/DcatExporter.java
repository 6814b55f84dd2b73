package dev.weir.catalogue.dcat;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.EntryFiles;
import dev.weir.catalogue.Exporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A release in W3C DCAT 3, beside its page: {@code <number>.ttl}. */
public final class DcatExporter implements Exporter {

    @Override
    public String name() {
        return "dcat";
    }

    @Override
    public Optional<Path> export(CatalogueEntry entry, EntryFiles files) throws IOException {
        files.write(entry.manifest().number() + ".ttl", Dcat.turtle(entry.manifest()));
        return Optional.empty();
    }
}
