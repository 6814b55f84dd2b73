package dev.weir.catalogue.page;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.EntryFiles;
import dev.weir.catalogue.Exporter;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Signing;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pages about releases, for people: {@code <number>.html}, and {@code index.html} for the newest one. They need no network. */
public final class SiteExporter implements Exporter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

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
        model.put("reference", manifest.reference());
        model.put("product", manifest.product());
        model.put("number", manifest.number());
        model.put("name", manifest.about().name());
        model.put("description", manifest.about().description());
        model.put("owners", manifest.about().owners());
        model.put("limitations", manifest.about().limitations());
        model.put("audience", manifest.about().audience());
        model.put("released", TIME.format(manifest.record().run().ended()));
        model.put("run", manifest.record().run().id());
        model.put("version", manifest.record().run().version());
        model.put("quality", QualityView.of(manifest.record().score(), trend));
        model.put("law", manifest.basis().lawPack());
        model.put("keys", manifest.basis().keys());
        model.put("previous", previous(entry));
        model.put("letGo", entry.expiredAt().map(TIME::format).orElse(""));
        model.put("tables", tables(manifest, entry.warehouse()));
        model.put("harmless", HarmlessView.rows(manifest.record().harmless()));
        model.put("rules", rules(manifest));
        model.put("files", manifest.basis().files());
        model.put("manifestHash", Sha256.hex(ManifestJson.print(manifest)));
        model.put("previousHash", manifest.history().previousSha256().orElse(""));
        model.put(
                "algorithm",
                manifest.proof()
                        .signing()
                        .map(signing -> signing.algorithm().word())
                        .orElse(""));
        model.put("signingKey", manifest.proof().signing().map(Signing::key).orElse(""));
        model.put("evidence", evidence(manifest));
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

    private static List<Map<String, Object>> evidence(Manifest manifest) {
        List<Map<String, Object>> pieces = new ArrayList<>();
        for (EvidenceItem item : manifest.proof().evidence()) {
            pieces.add(Map.of(
                    "kind", item.kind().toString().toLowerCase(Locale.ROOT),
                    "name", item.name(),
                    "sha256", item.sha256()));
        }
        return pieces;
    }

    private static List<Map<String, Object>> tables(Manifest manifest, String warehouse) {
        List<Map<String, Object>> tables = new ArrayList<>();
        for (ReleasedTable table : manifest.tables()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", table.name());
            entry.put("format", table.version().format().toString());
            entry.put("location", table.version().location());
            entry.put("versionNumber", Long.toString(table.version().number()));
            entry.put("rows", String.format(Locale.ROOT, "%,d", table.rows()));
            entry.put("hash", table.content().hash());
            entry.put("contract", table.contract());
            entry.put("load", table.load().words());
            List<Map<String, Object>> columns = new ArrayList<>();
            for (ReleasedTable.ReleasedColumn column : table.columns()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", column.name());
                row.put("type", column.type());
                row.put("category", column.category());
                row.put("mask", column.mask().words());
                row.put("description", column.description());
                row.put("unit", column.unit());
                columns.add(row);
            }
            entry.put("columns", columns);
            List<Map<String, Object>> snippets = new ArrayList<>();
            for (ReadingGuide.Snippet snippet : ReadingGuide.of(manifest, table, warehouse)) {
                snippets.add(Map.of("engine", snippet.engine(), "code", snippet.code()));
            }
            entry.put("snippets", snippets);
            tables.add(entry);
        }
        return tables;
    }

    private static List<Map<String, Object>> rules(Manifest manifest) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Verdict verdict : manifest.record().verdicts()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", verdict.rule().id());
            row.put("table", verdict.rule().table());
            row.put("severity", verdict.rule().severity().toString());
            row.put("answer", verdict.answer().toString());
            row.put(
                    "waiver",
                    verdict.waiver()
                            .map(waiver -> "Waived until " + waiver.until() + ": " + waiver.because())
                            .orElse(""));
            row.put("failed", String.format(Locale.ROOT, "%,d", verdict.rows().failed()));
            row.put("because", verdict.rule().standing().because());
            row.put("explanation", verdict.explanation());
            rules.add(row);
        }
        return rules;
    }
}
