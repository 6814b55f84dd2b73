package dev.weir.catalogue.datasheet;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.Fact;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.yaml.YamlText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A data card of a release, with the head that the Hugging Face hub reads: {@code <number>.card.md}. */
public final class CardExporter implements Exporter {

    private static final Map<Fact, String> PROPERTIES = Map.of(
            Fact.LICENCE, "license",
            Fact.LANGUAGES, "language",
            Fact.KEYWORDS, "tags",
            Fact.LIMITATIONS, "limitations",
            Fact.RECOMMENDED, "uses");

    @Override
    public String name() {
        return "card";
    }

    @Override
    public CatalogueExport export(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        return new CatalogueExport(
                List.of(new ExportedFile(manifest.number() + ".card.md", head(manifest) + body(entry))),
                Fact.unwritten(manifest, PROPERTIES));
    }

    private static String head(Manifest manifest) {
        CatalogueFacts facts = manifest.about().catalogue();
        StringBuilder head = new StringBuilder("---\npretty_name: ")
                .append(YamlText.quoted(manifest.about().name() + ", release " + manifest.number()))
                .append('\n');
        Optional<Licence> known = facts.terms().licence().flatMap(Licence::of);
        known.ifPresent(licence -> head.append("license: ")
                .append(licence.spdx().toLowerCase(Locale.ROOT))
                .append('\n'));
        if (known.isEmpty()) {
            facts.terms()
                    .licence()
                    .ifPresent(terms -> head.append("license: other\nlicense_link: ")
                            .append(YamlText.quoted(terms))
                            .append('\n'));
        }
        list(head, "language", facts.topic().languages());
        list(head, "tags", facts.topic().keywords());
        return head.append("---\n\n").toString();
    }

    private static String body(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        Map<String, List<Answer>> sheet = new Datasheet(entry).parts();
        StringBuilder columns = new StringBuilder("\n## Structure\n");
        for (ReleasedTable table : manifest.tables()) {
            columns.append("\n### ").append(Markdown.plain(table.name())).append("\n\n");
            columns.append("| column | type | category | mask | meaning |\n|---|---|---|---|---|\n");
            table.present().forEach(column -> columns.append(row(column)));
        }
        return Markdown.of(manifest.about().name() + ", release " + manifest.number(), sheet) + columns;
    }

    private static String row(ReleasedColumn column) {
        String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
        return "| " + Markdown.plain(column.name()) + " | " + Markdown.plain(column.type() + unit) + " | "
                + Markdown.plain(column.category()) + " | "
                + Markdown.plain(column.mask().words()) + " | " + Markdown.plain(column.description()) + " |\n";
    }

    private static void list(StringBuilder head, String key, List<String> values) {
        if (!values.isEmpty()) {
            head.append(key).append(":\n");
            values.forEach(
                    value -> head.append("- ").append(YamlText.quoted(value)).append('\n'));
        }
    }
}
