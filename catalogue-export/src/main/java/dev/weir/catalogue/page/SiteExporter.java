package dev.weir.catalogue.page;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.EntryFiles;
import dev.weir.catalogue.Exporter;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.InstantText;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pages about releases, for people: {@code <number>.html}, and {@code index.html} for the newest one. They need no network. */
public final class SiteExporter implements Exporter {

    @Override
    public String name() {
        return "site";
    }

    @Override
    public Optional<Path> export(CatalogueEntry entry, EntryFiles files) throws IOException {
        String html = html(entry, QualityTrend.of(entry.history()));
        Path page = files.write(entry.manifest().number() + ".html", html);
        files.write("index.html", html);
        return Optional.of(page);
    }

    /** The page of a release. */
    static String html(CatalogueEntry entry, QualityTrend trend) {
        Manifest manifest = entry.manifest();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("release", manifest);
        model.put("released", InstantText.of(manifest.record().run().ended()));
        model.put("quality", QualityView.of(manifest.record().score(), trend));
        model.put("previous", previous(entry));
        model.put("letGo", entry.expiredAt().map(InstantText::of).orElse(""));
        model.put(
                "tables",
                manifest.tables().stream()
                        .map(table ->
                                Map.of("table", table, "snippets", ReadingGuide.of(manifest, table, entry.warehouse())))
                        .toList());
        model.put("harmless", manifest.record().harmless());
        model.put("manifestHash", Sha256.hex(ManifestJson.print(manifest)));
        return Page.of("release.ftlh", model);
    }

    /** The number of the release before; empty where there is none. */
    private static String previous(CatalogueEntry entry) {
        return entry.history().stream()
                .mapToLong(Manifest::number)
                .filter(number -> number < entry.manifest().number())
                .max()
                .stream()
                .mapToObj(Long::toString)
                .findFirst()
                .orElse("");
    }
}
