package dev.weir.catalogue.contract;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The product of a release, in ODPS as people wrote it: {@code <number>.<file>}, with what was measured as {@code weirMeasured}. */
public final class OdpsExporter implements Exporter {

    @Override
    public String name() {
        return "odps";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        String file = Fact.file(entry.manifest());
        Optional<String> text = entry.storage().definition(file);
        if (text.isEmpty()) {
            return new CatalogueExport(
                    List.of(),
                    List.of(new Gap(
                            entry.manifest().product(),
                            new Gap.NotMeasured(
                                    "Its file is not among the release's evidence, or not as it was signed"))));
        }
        MeasuredDocument document = MeasuredDocument.of(text.get(), entry.manifest(), entry.previous());
        String name = MeasuredDocument.fileName(entry.manifest().number(), file);
        return new CatalogueExport(
                List.of(new ExportedFile(name, document.text())),
                new ArrayList<>(document.gap(file).stream().toList()));
    }
}
