package dev.weir.catalogue.page;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.DescribedProduct;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages about releases, for people: {@code <number>.html}, and {@code index.html} for the newest one. They need no network. */
public final class SiteExporter implements Exporter {

    /** What searches for data sets ask for, by schema.org's names. */
    private static final Map<Fact, String> PROPERTIES = Map.of(
            Fact.DESCRIPTION, "description",
            Fact.PUBLISHER, "creator",
            Fact.LICENCE, "license",
            Fact.KEYWORDS, "keywords",
            Fact.PERIOD, "temporalCoverage",
            Fact.PLACES, "spatialCoverage",
            Fact.CITATION, "citation");

    @Override
    public String name() {
        return "site";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        String html = html(entry, QualityTrend.of(entry.history()));
        return new CatalogueExport(
                List.of(
                        new ExportedFile(entry.manifest().number() + ".html", html),
                        new ExportedFile("index.html", html)),
                Fact.unwritten(entry.manifest(), PROPERTIES));
    }

    /** The page of a release. */
    static String html(CatalogueEntry entry, QualityTrend trend) {
        Manifest manifest = entry.manifest();
        Map<String, Object> model = new HashMap<>();
        model.put("manifest", manifest);
        model.put("expiredAt", entry.expiredAt());
        model.put("score", manifest.record().score());
        model.put("trends", TrendChart.of(trend));
        model.put(
                "guides",
                manifest.tables().stream()
                        .collect(Collectors.toMap(
                                ReleasedTable::name,
                                table -> ReadingGuide.of(
                                        manifest, table, entry.storage().warehouse()))));
        model.put(
                "previous",
                entry.previous().map(before -> Long.toString(before.number())).orElse(""));
        model.put(
                "unwritten",
                Fact.unwritten(DescribedProduct.of(manifest)).stream()
                        .map(Fact::key)
                        .toList());
        model.put("profile", entry.storage().profile());
        model.put("jsonLd", SchemaOrg.script(entry));
        model.put("manifestHash", Sha256.hex(ManifestJson.print(manifest)));
        return Page.of("release.ftlh", model);
    }
}
