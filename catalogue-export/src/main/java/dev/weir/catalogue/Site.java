package dev.weir.catalogue;

import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Signing;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pages about releases, for people, and the same as DCAT, for catalogues: {@code <product>/<number>.html}, {@code
 * <product>/<number>.ttl}, and {@code <product>/index.html} for the last one. They need no network.
 */
public final class Site {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String warehouse;

    /**
     * A site.
     *
     * @param folder where its pages lie
     * @param warehouse the warehouse's absolute path, for the lines that read a table
     */
    public Site(Path folder, String warehouse) {
        this.folder = folder;
        this.warehouse = warehouse;
    }

    /**
     * Writes the pages of a release that is the last one of its product; what was there before stays.
     *
     * @param trend of the product's releases, this one included
     * @return the release's page
     * @throws IOException when they cannot be written; pages are then as they were, or whole
     */
    public Path add(Manifest manifest, QualityTrend trend) throws IOException {
        Path product = folder.resolve(manifest.product());
        Files.createDirectories(product);
        Path page = product.resolve(manifest.number() + ".html");
        String html = html(manifest, trend);
        write(page, html);
        write(product.resolve(manifest.number() + ".ttl"), Dcat.turtle(manifest));
        write(product.resolve("index.html"), html);
        return page;
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The page of a release. */
    String html(Manifest manifest, QualityTrend trend) {
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
        model.put("previous", manifest.number() > 1 ? Long.toString(manifest.number() - 1) : "");
        model.put("tables", tables(manifest));
        model.put("harmless", Harmless.rows(manifest.record().harmless()));
        model.put("rules", rules(manifest));
        model.put("files", manifest.basis().files());
        model.put("manifestHash", Sha256.hex(ManifestJson.print(manifest).getBytes(StandardCharsets.UTF_8)));
        model.put("previousHash", manifest.previousSha256().orElse(""));
        model.put(
                "algorithm",
                manifest.signing().map(signing -> signing.algorithm().word()).orElse(""));
        model.put("signingKey", manifest.signing().map(Signing::key).orElse(""));
        model.put("evidence", evidence(manifest));
        return Page.of("release.ftlh", model);
    }

    private static List<Map<String, Object>> evidence(Manifest manifest) {
        List<Map<String, Object>> pieces = new ArrayList<>();
        for (EvidenceItem item : manifest.evidence()) {
            pieces.add(Map.of(
                    "kind", item.kind().toString().toLowerCase(Locale.ROOT),
                    "name", item.name(),
                    "sha256", item.sha256()));
        }
        return pieces;
    }

    private List<Map<String, Object>> tables(Manifest manifest) {
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
                row.put("mask", column.maskWords());
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
            row.put("failed", String.format(Locale.ROOT, "%,d", verdict.failedRows()));
            row.put("because", verdict.rule().standing().because());
            row.put("explanation", verdict.explanation());
            rules.add(row);
        }
        return rules;
    }
}
