package dev.weir.jobs.draft;

import static dev.weir.contracts.yaml.YamlText.quoted;

import dev.weir.contracts.Product.Audience;
import dev.weir.contracts.Table;
import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A draft as files of a workspace, with a comment on each guess.
 *
 * @param product its id
 * @param owner of product and contracts: a mail address
 */
record DraftText(String product, String owner, Audience audience) {

    /** Categories whose values a release has as they are: a rule may list them. */
    private static final Set<String> CLEAR = Set.of("HEALTH", "NONE");

    /** A source's contract, by its path. */
    static String sourceFile(DraftTable table) {
        return "contracts/raw/" + table.name() + ".odcs.yaml";
    }

    /**
     * All files of a draft.
     *
     * @param isNew whether the product's own is one of them
     */
    Map<String, String> files(List<DraftTable> tables, boolean isNew) {
        Map<String, String> files = new LinkedHashMap<>();
        tables.forEach(table -> files.put(sourceFile(table), source(table)));
        tables.forEach(table -> files.put("contracts/" + product + "/" + table.name() + ".odcs.yaml", port(table)));
        tables.forEach(table -> table.person()
                .ifPresent(person ->
                        files.put("contracts/" + product + "/" + table.name() + ".sql", query(table, person))));
        tables.forEach(table -> {
            List<String> rules = rules(table);
            if (!rules.isEmpty()) {
                files.put("quality-rules/" + product + "/" + table.name() + ".yaml", rules(table, rules));
            }
        });
        if (isNew) {
            files.put("contracts/" + product + "/" + product + ".odps.yaml", product(tables));
        }
        return files;
    }

    /** The contract of a source: how its files are written, and what its columns are. */
    String source(DraftTable table) {
        DraftSource source = table.source();
        Lines lines = new Lines();
        lines.comment("Drafted by 'weir init' from " + source.counted() + " with "
                + count(table.profile().records(), "record")
                + (table.readable() == table.profile().records()
                        ? ", all of which were read"
                        : ", of which " + String.format(Locale.ROOT, "%,d", table.readable()) + " could be read")
                + ". Comments say why;"
                + " 'thin' is what nobody knows yet: the careful answer was taken.");
        head(lines, table.contract(), table.name());
        lines.line("servers:");
        source.layout().because().forEach(reason -> lines.comment("  ", reason));
        source.serverLines().forEach(line -> lines.line("  " + line));
        lines.line("schema:");
        table.unreadable()
                .forEach(why ->
                        lines.comment("  ", why + ": a run puts them into quarantine, and is held above 5 % of all"));
        lines.line("  - name: " + table.name());
        lines.line("    physicalType: " + source.physicalType());
        lines.line("    physicalName: " + quoted(source.physicalName()));
        lines.line("    properties:");
        table.columns()
                .forEach(column -> sourceColumn(
                        lines,
                        "      ",
                        column,
                        source.layout().lacking().contains(column.origin().physicalName())));
        return lines.text();
    }

    /** A source's column, as its contract has it. */
    static String sourceColumn(String indent, DraftColumn column) {
        Lines lines = new Lines();
        sourceColumn(lines, indent, column, false);
        return lines.text();
    }

    private static void sourceColumn(Lines lines, String indent, DraftColumn column, boolean isLacking) {
        if (!column.meaning().category().isEmpty()) {
            lines.comment(
                    indent,
                    column.meaning().category() + ", " + sure(column) + ": "
                            + column.meaning().because() + ". Type: "
                            + column.type().because());
        }
        if (isLacking) {
            lines.comment(indent, "weirMissing: some of the files lack it, and it is NULL in their records");
        }
        lines.line(indent + "- { " + sourceColumn(column, isLacking) + " }");
    }

    private static String sure(DraftColumn column) {
        return column.meaning().sure().name().toLowerCase(Locale.ROOT);
    }

    private static String sourceColumn(DraftColumn column, boolean isLacking) {
        List<String> keys = new ArrayList<>();
        keys.add("name: " + column.name());
        String physical = column.origin().physicalName();
        if (!physical.isEmpty() && !physical.equals(column.name())) {
            keys.add("physicalName: " + quoted(physical));
        }
        if (!column.origin().label().isEmpty() && !column.origin().label().equals(column.name())) {
            keys.add("businessName: " + quoted(column.origin().label()));
        }
        if (!column.origin().description().isEmpty()) {
            keys.add("description: " + quoted(column.origin().description()));
        }
        keys.add(new TypeText(true).of(column.type().read()));
        if (!column.meaning().category().isEmpty()) {
            keys.add("classification: " + column.meaning().category());
        }
        List<String> properties = new ArrayList<>();
        if (column.type().hasCommas()) {
            properties.add("{ property: weirRead, value: { decimal: comma } }");
        }
        if (!column.type().nullValues().isEmpty()) {
            properties.add("{ property: weirNullValues, value: ["
                    + column.type().nullValues().stream()
                            .map(word -> quoted(word))
                            .collect(Collectors.joining(", "))
                    + "] }");
        }
        if (column.origin().proof() == LayoutColumn.Proof.LOST) {
            properties.add("{ property: weirOnBadValue, value: null-and-warn }");
        }
        if (isLacking) {
            properties.add("{ property: weirMissing, value: allow }");
        }
        if (!properties.isEmpty()) {
            keys.add("customProperties: [" + String.join(", ", properties) + "]");
        }
        return String.join(", ", keys);
    }

    private String port(DraftTable table) {
        Lines lines = new Lines();
        lines.comment(
                "Drafted by 'weir init' from " + table.contract() + ", column by column. What each column is about, and"
                        + " how sure that is, stands in " + sourceFile(table) + ".");
        head(lines, product + "." + table.name(), table.name());
        lines.line(
                "team: { name: " + quoted(owner) + ", members: [{ username: " + quoted(owner) + ", role: owner }] }");
        lines.line("schema:");
        lines.line("  - name: " + table.name());
        lines.line("    physicalType: table");
        List<String> properties = new ArrayList<>();
        if (table.subject().isPresent() || !table.keys().because().isEmpty()) {
            lines.comment(
                    "    ",
                    "weirSubject: "
                            + table.person()
                                    .map(person -> person.inWords(table))
                                    .orElse(table.keys().because()));
            properties.add(
                    "{ property: weirSubject, value: " + table.subject().orElse(Table.Keys.UNKNOWN_SUBJECT) + " }");
        }
        if (table.person().isPresent()) {
            properties.add("{ property: weirQuery, value: " + table.name() + ".sql }");
        }
        if (table.readable() == 0) {
            lines.comment("    ", "weirEmpty: its files have no record yet");
            properties.add("{ property: weirEmpty, value: allow }");
        }
        if (!properties.isEmpty()) {
            lines.line("    customProperties: [" + String.join(", ", properties) + "]");
        }
        table.keys().notTaken().forEach(why -> lines.comment("    ", why));
        lines.line("    properties:");
        for (int i = 0; i < table.columns().size(); i++) {
            releasedColumn(lines, table, table.columns().get(i), i == 0);
        }
        table.person()
                .ifPresent(person -> lines.line("      - { name: " + person.name() + ", "
                        + new TypeText(false).of(person.column().type().released()) + ", classification: "
                        + person.column().meaning().category() + " }"));
        return lines.text();
    }

    private static String query(DraftTable table, LookedUpPerson person) {
        return "-- Drafted by 'weir init': the columns of " + table.contract() + ", and the person of each row: "
                + person.because() + ".\n"
                + person.query(table);
    }

    private String rules(DraftTable table, List<String> rules) {
        Lines lines = new Lines();
        lines.comment(
                "Drafted by 'weir init'. A key that a few records break would hold the release; a code that no list has"
                        + " is shown, and released.");
        lines.line("contract: " + product + "." + table.name());
        lines.line("rules:");
        rules.forEach(lines::line);
        return lines.text();
    }

    /** The rule of a key that a few records break, which lets the others be released, and those of code lists. */
    private List<String> rules(DraftTable table) {
        List<String> rules = new ArrayList<>();
        table.keys().primary().filter(key -> key.repeated() > 0).ifPresent(key -> {
            rules.add("  - override: " + table.name() + ".key");
            rules.add("    severity: quarantine");
            rules.add("    because: "
                    + quoted("Of rows that have one key nobody knows which is right. When drafted, "
                            + count(key.repeated(), "record") + " had the key of another one."));
        });
        for (DraftColumn column : table.columns()) {
            List<String> codes =
                    table.source().codeLists().getOrDefault(column.origin().physicalName(), List.of());
            boolean isKept = !column.meaning().isDropped()
                    && CLEAR.contains(column.meaning().category())
                    && column.type().released() instanceof ValueType.Text;
            if (isKept && !codes.isEmpty()) {
                rules.add("  - id: " + column.name().replace('_', '-') + "-is-of-its-code-list");
                rules.add("    check: "
                        + single("ColumnValues \"" + column.name() + "\" in ["
                                + codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(", "))
                                + "]"));
                rules.add("    severity: warn");
                rules.add("    dimension: conformity");
                rules.add("    owner: " + quoted(owner));
                rules.add("    because: "
                        + quoted(
                                table.source().declaredBy() + " lists the codes that " + column.name() + " may have."));
            }
        }
        return rules;
    }

    /** A rule as stewards write it, in single quotes where nothing in it needs others. */
    private static String single(String text) {
        String quoted = quoted(text);
        boolean isPlain = text.indexOf('\'') < 0 && quoted.replace("\\\"", "\"").equals('"' + text + '"');
        return isPlain ? "'" + text + "'" : quoted;
    }

    private static void releasedColumn(Lines lines, DraftTable table, DraftColumn column, boolean isFirst) {
        List<String> keys = new ArrayList<>();
        keys.add("name: " + column.name());
        keys.add(new TypeText(false).of(column.type().released()));
        table.keys()
                .primary()
                .filter(key -> key.columns().contains(column.name()))
                .ifPresent(key -> {
                    int position = key.columns().indexOf(column.name()) + 1;
                    if (position == 1) {
                        lines.comment("      ", "primaryKey: " + key.because());
                    }
                    keys.add("primaryKey: true");
                    if (key.columns().size() > 1) {
                        keys.add("primaryKeyPosition: " + position);
                    }
                });
        if (table.keys().unique().contains(column.name())) {
            lines.comment("      ", "unique: the database declares it, and no value stands twice");
            keys.add("unique: true");
        }
        keys.add("classification: " + column.meaning().category());
        if (isFirst && table.person().isEmpty()) {
            keys.add("transformSourceObjects: [" + table.contract() + "." + table.name() + "]");
        }
        for (DraftReference reference : table.keys().references()) {
            if (reference.column().equals(column.name())) {
                String declared = reference.isDeclared() ? "the database declares it, and " : "";
                lines.comment(
                        "      ",
                        "relationships: " + declared
                                + (reference.orphans() == 0
                                        ? "every value is a key of " + reference.table()
                                        : count(reference.orphans(), "row") + " refer to no row of " + reference.table()
                                                + " and go to quarantine"));
                keys.add("relationships: [{ to: " + reference.table() + "." + reference.key() + " }]");
            }
        }
        table.keys().noReferences().stream()
                .filter(none -> none.column().equals(column.name()))
                .forEach(none -> lines.comment("      ", "no relationships: " + none.because()));
        Optional<String> mask = mask(column.meaning().treatment());
        mask.ifPresent(written -> {
            lines.comment("      ", "weirMask: " + column.meaning().because());
            keys.add("customProperties: [{ property: weirMask, value: " + written + " }]");
        });
        lines.line("      - { " + String.join(", ", keys) + " }");
    }

    private static Optional<String> mask(DraftMeaning.Treatment treatment) {
        return switch (treatment) {
            case BY_LAW -> Optional.empty();
            case REDACTED -> Optional.of("{ method: redact, extent: spans }");
            case MONTHS, MONTHS_WITH_OTHERS -> Optional.of("{ method: generalise, to: month }");
            case DROPPED -> Optional.of("drop");
        };
    }

    private String product(List<DraftTable> tables) {
        Lines lines = new Lines();
        lines.comment("Drafted by 'weir init'. The owner answers for it; the audience chooses each column's mask by the"
                + " law.");
        lines.line("apiVersion: v1.0.0");
        lines.line("kind: DataProduct");
        lines.line("id: " + product);
        lines.line("name: " + product);
        lines.line("version: 1.0.0");
        lines.line("status: active");
        lines.line("description: { purpose: " + quoted("Tables of " + product + ", as their files bring them.") + " }");
        lines.line("customProperties: [{ property: weirAudience, value: "
                + audience.name().toLowerCase(Locale.ROOT) + " }]");
        lines.line(
                "team: { name: " + quoted(owner) + ", members: [{ username: " + quoted(owner) + ", role: owner }] }");
        lines.line("inputPorts:");
        tables.forEach(table ->
                lines.line("  - { name: " + table.name() + ", version: 1.0.0, contractId: " + table.contract() + " }"));
        lines.line("outputPorts:");
        tables.forEach(table -> lines.line("  - { name: " + table.name() + ", version: 1.0.0, contractId: " + product
                + "." + table.name() + " }"));
        return lines.text();
    }

    private static void head(Lines lines, String id, String name) {
        lines.line("apiVersion: v3.1.0");
        lines.line("kind: DataContract");
        lines.line("id: " + id);
        lines.line("name: " + name);
        lines.line("version: 1.0.0");
        lines.line("status: active");
    }

    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        void line(String line) {
            text.append(line).append('\n');
        }

        void comment(String comment) {
            comment("", comment);
        }

        /** Whatever would end the line, or steer a terminal, is a question mark. */
        void comment(String indent, String comment) {
            line(indent + "# " + comment.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?"));
        }

        String text() {
            return text.toString();
        }
    }
}
