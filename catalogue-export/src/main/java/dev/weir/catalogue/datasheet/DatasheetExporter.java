package dev.weir.catalogue.datasheet;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Gap;
import java.util.List;
import java.util.Map;

/** A data sheet of a release: {@code <number>.datasheet.md}. Its open questions are its gaps. */
public final class DatasheetExporter implements Exporter {

    @Override
    public String name() {
        return "datasheet";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        Map<String, List<Answer>> parts = new Datasheet(entry).parts();
        String title = "Data sheet of " + entry.manifest().about().name() + ", release "
                + entry.manifest().number();
        List<Gap> gaps = parts.values().stream()
                .flatMap(List::stream)
                .filter(Answer::isOpen)
                .map(answer -> answer.gap(entry.manifest()))
                .toList();
        return new CatalogueExport(
                List.of(new ExportedFile(entry.manifest().number() + ".datasheet.md", Markdown.of(title, parts))),
                gaps);
    }
}
