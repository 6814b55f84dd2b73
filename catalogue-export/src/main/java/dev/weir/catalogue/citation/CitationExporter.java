package dev.weir.catalogue.citation;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to cite a release: {@code <number>.cff} (Citation File Format 1.2.0), {@code <number>.bib} (BibTeX),
 * {@code <number>.datacite.json} (DataCite 4.6, without a DOI where the workspace has none), a detached RO-Crate 1.2, and of a workspace
 * that has an address the typed links of the release's page.
 */
public final class CitationExporter implements Exporter {

    private static final Map<Fact, String> PROPERTIES = Map.of(
            Fact.PUBLISHER, "authors",
            Fact.DESCRIPTION, "abstract",
            Fact.KEYWORDS, "keywords",
            Fact.LICENCE, "license");

    @Override
    public String name() {
        return "citation";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        Reference reference = Reference.of(entry);
        List<Gap> gaps = new ArrayList<>(Fact.unwritten(entry.manifest(), PROPERTIES));
        if (!entry.base().isAddress()) {
            gaps.add(new Gap("url", Gap.NoAddress.BASE));
        }
        String number = Long.toString(entry.manifest().number());
        List<ExportedFile> files = new ArrayList<>(List.of(
                new ExportedFile(number + ".cff", CitationFile.text(reference)),
                new ExportedFile(number + ".bib", BibTex.text(reference)),
                new ExportedFile(number + ".datacite.json", Json.print(DataCite.node(reference))),
                new ExportedFile(number + RoCrate.SUFFIX, Json.print(RoCrate.node(entry, reference)))));
        if (entry.base().isAddress()) {
            Map<String, String> described = Map.of(
                    number + ".bib", "application/x-bibtex",
                    number + ".datacite.json", "application/vnd.datacite.datacite+json",
                    number + RoCrate.SUFFIX, "application/ld+json");
            files.add(new ExportedFile(
                    LinkSet.name(entry.manifest()), Json.print(LinkSet.node(entry, reference, described))));
        }
        return new CatalogueExport(files, gaps);
    }
}
