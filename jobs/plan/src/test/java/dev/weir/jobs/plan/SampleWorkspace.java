package dev.weir.jobs.plan;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.format.delimited.DelimitedDialect;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.HashedFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace with one product, written in few lines. A column is {@code name type [category [mask]]}; a product column
 * without a category is not about a person.
 */
public final class SampleWorkspace {

    private static final Rule.Standing STANDING =
            new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "data@example.org", "It matters.");

    /** The day of every plan in tests. */
    public static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final String product;
    private final List<Source> sources = new ArrayList<>();
    private final List<Contract> contracts = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private TableFormat format = TableFormat.ICEBERG;
    private Product.Audience audience = Product.Audience.ENCLAVE;

    private SampleWorkspace(String product) {
        this.product = product;
    }

    /** A workspace with a product of that id. */
    public static SampleWorkspace of(String product) {
        return new SampleWorkspace(product);
    }

    /** A source of one table. */
    public SampleWorkspace source(String contractId, String table, String... columns) {
        String file = "contracts/raw/" + table + ".odcs.yaml";
        Table made = new Table(
                table,
                "",
                columns(file, List.of(columns), Optional.empty()),
                new Table.Keys(List.of(), List.of(), Optional.empty()),
                new Table.Files(Optional.of(table + "*.csv")),
                new Place(file, 10, 5));
        Optional<Source> known = sources.stream()
                .filter(source -> source.contract().id().equals(contractId))
                .findFirst();
        List<Table> tables = new ArrayList<>();
        known.ifPresent(source -> tables.addAll(source.contract().tables()));
        tables.add(made);
        sources.removeIf(source -> source.contract().id().equals(contractId));
        sources.add(
                new Source(contract(contractId, tables, Optional.empty(), file), "raw", "csv", DelimitedDialect.USUAL));
        return this;
    }

    /** The format of the tables that follow. */
    public SampleWorkspace format(TableFormat next) {
        format = next;
        return this;
    }

    /** Who may see the product. */
    public SampleWorkspace audience(Product.Audience next) {
        audience = next;
        return this;
    }

    /** A table of the product, in a contract of its own. */
    public SampleWorkspace table(String name, String sql, String... columns) {
        String file = "contracts/" + product + "/" + name + ".odcs.yaml";
        List<Column> read = columns(file, List.of(columns), Optional.of("NONE"));
        Table table = new Table(
                name,
                "",
                read,
                new Table.Keys(List.of(), List.of(), firstPersonal(read)),
                new Table.Query(sql, List.of(), Place.of("contracts/" + product + "/" + name + ".sql")),
                new Place(file, 20, 5));
        contracts.add(contract(product + "." + name, List.of(table), Optional.of(format), file));
        return this;
    }

    /** A predicate on each row. */
    public SampleWorkspace row(String id, String table, Severity severity, String predicate) {
        return rule(id, table, new Rule.Row(predicate, List.of()), severity);
    }

    /** A DQDL rule on the released rows. */
    public SampleWorkspace check(String id, String table, Severity severity, String dqdl) {
        return rule(id, table, new Rule.Dqdl(dqdl, Rule.Of.RELEASED), severity);
    }

    /** A primary key. */
    public SampleWorkspace key(String table, Severity severity, String... columns) {
        return rule(table + ".key", table, new Rule.Key(List.of(columns), Rule.Nulls.FAIL), severity);
    }

    /** Unique columns. */
    public SampleWorkspace unique(String table, Severity severity, String... columns) {
        String id = table + "." + String.join("-", columns) + ".unique";
        return rule(id, table, new Rule.Key(List.of(columns), Rule.Nulls.PASS), severity);
    }

    /** A reference of one column, with its rule. */
    public SampleWorkspace reference(String table, Severity severity, String column, String parent, String key) {
        Place place = new Place("contracts/" + product + "/" + table + ".odcs.yaml", 30, 9);
        contracts.replaceAll(contract -> contract.table(table).isEmpty()
                ? contract
                : new Contract(
                        contract.id(),
                        contract.version(),
                        contract.about(),
                        List.of(referring(
                                contract.tables().get(0),
                                new Table.Reference(List.of(column), parent, List.of(key), place))),
                        contract.terms(),
                        contract.file()));
        return rule(
                table + "." + column + ".reference",
                table,
                new Rule.Reference(List.of(column), parent, List.of(key)),
                severity);
    }

    /** Any other rule. */
    public SampleWorkspace rule(String id, String table, Rule.Check check, Severity severity) {
        Place place = new Place("quality-rules/" + product + ".yaml", rules.size() + 3, 5);
        rules.add(new Rule(id, table, check, severity, STANDING, place));
        return this;
    }

    /** The last rule again, with terms. */
    public SampleWorkspace terms(Rule.Terms terms) {
        Rule last = rules.remove(rules.size() - 1);
        rules.add(
                new Rule(last.id(), last.table(), last.check(), last.severity(), last.standing(), terms, last.place()));
        return this;
    }

    /** A waiver of the last rule. */
    public SampleWorkspace waived(LocalDate until) {
        waivers.add(new Waiver(
                product,
                rules.get(rules.size() - 1).id(),
                until,
                "steward@example.org",
                "We know.",
                new Place("quality-rules/waivers.yaml", waivers.size() + 2, 5)));
        return this;
    }

    /** The workspace, as a reader would give it. */
    public Workspace build() {
        Product.About about = new Product.About(product, "", "1.0.0", List.of(), "", CatalogueFacts.NONE);
        return new Workspace(
                Path.of("/workspace"),
                "sample",
                new Profile("laptop", "warehouse", Map.of(), KeySettings.of("keys/weir.bcfks"), Map.of()),
                "cn-2026-01",
                sources,
                List.of(new Product(
                        product,
                        about,
                        audience,
                        contracts,
                        rules,
                        new Product.Concessions(waivers, List.of()),
                        List.of())));
    }

    private static Optional<String> firstPersonal(List<Column> columns) {
        return columns.stream()
                .filter(column -> !column.meaning().category().equals(Optional.of("NONE")))
                .map(Column::name)
                .findFirst();
    }

    private static Table referring(Table table, Table.Reference reference) {
        List<Table.Reference> references = new ArrayList<>(table.keys().references());
        references.add(reference);
        return new Table(
                table.name(),
                table.description(),
                table.columns(),
                new Table.Keys(table.keys().primary(), references, table.keys().subject()),
                table.making(),
                table.place());
    }

    private static Contract contract(String id, List<Table> tables, Optional<TableFormat> format, String file) {
        return new Contract(
                id,
                "1.0.0",
                new Contract.About(id, "active", "", "", "", List.of()),
                tables,
                new Contract.Terms(format, Optional.empty(), List.of()),
                new HashedFile(file, "0".repeat(64)));
    }

    private static List<Column> columns(String file, List<String> written, Optional<String> defaultCategory) {
        List<Column> columns = new ArrayList<>();
        for (String text : written) {
            List<String> parts = List.of(text.split(" ", -1));
            Optional<String> category = parts.size() > 2 ? Optional.of(parts.get(2)) : defaultCategory;
            Optional<MaskChoice> mask =
                    parts.size() > 3 ? Optional.of(mask(parts.subList(3, parts.size()))) : Optional.empty();
            columns.add(new Column(
                    parts.get(0),
                    type(parts.get(1)),
                    Column.Presence.OPTIONAL,
                    new Column.Meaning("", category, mask, Optional.empty()),
                    new Column.Origin(
                            parts.get(0), List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                    new Place(file, 11 + columns.size(), 7)));
        }
        return columns;
    }

    /** A method, and its parameters as {@code name=value}. */
    private static MaskChoice mask(List<String> words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        words.subList(1, words.size()).forEach(word -> parameters.put(word.split("=")[0], word.split("=")[1]));
        return new MaskChoice(words.get(0), parameters);
    }

    private static DataType type(String name) {
        return switch (name) {
            case "string" -> new DataType.Text();
            case "integer" -> new DataType.Int64();
            case "number" -> new DataType.Real();
            case "decimal" -> new DataType.Decimal(12, 2);
            case "boolean" -> new DataType.Bool();
            case "date" -> new DataType.Date(Optional.empty());
            case "timestamp" -> new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty());
            default -> throw new IllegalArgumentException("No type '" + name + "'");
        };
    }
}
