package dev.weir.catalogue.page;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.EntryFiles;
import dev.weir.catalogue.Exporter;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        Map<String, Object> model = new HashMap<>();
        model.put("manifest", manifest);
        model.put("expiredAt", entry.expiredAt());
        model.put("score", manifest.record().score());
        model.put("trends", TrendChart.of(trend));
        model.put(
                "guides",
                manifest.tables().stream()
                        .collect(Collectors.toMap(
                                ReleasedTable::name, table -> ReadingGuide.of(manifest, table, entry.warehouse()))));
        model.put("previous", previous(entry));
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
