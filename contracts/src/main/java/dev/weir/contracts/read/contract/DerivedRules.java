package dev.weir.contracts.read.contract;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.yaml.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The rules that a contract's own fields state; they are not written again. */
public final class DerivedRules {

    private static final String UNIQUE = "unique";
    private static final String QUALITY = "quality";

    private final Table table;
    private final String owner;
    private final ReadContext reading;
    private final Problems problems;
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private DerivedRules(Table table, String owner, ReadContext reading) {
        this.table = table;
        this.owner = owner;
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** The rules of a product's table, column by column in the contract's order, then those of the whole table. */
    static List<Rule> ofTable(
            Table table, YamlMap node, List<WrittenCast> casts, Contract.About about, ReadContext reading) {
        DerivedRules derived = new DerivedRules(table, owner(about), reading);
        derived.casts(casts);
        derived.key(node);
        for (YamlMap column : node.maps("properties")) {
            Optional<Column> read = table.column(column.textOrEmpty(ColumnReader.NAME));
            if (read.isPresent()) {
                derived.column(column, read.get());
            }
        }
        derived.references();
        derived.notEmpty(node);
        derived.noneLeftOut(node);
        QualityChecks checks = new QualityChecks(table, derived, reading);
        checks.ofTable(node.maps(QUALITY));
        return derived.rules;
    }

    /** Of a table whose load can leave rows out. */
    private void noneLeftOut(YamlMap node) {
        boolean leavesOut =
                table.making().load() instanceof Load.Append || table.making().load() instanceof Load.Merge;
        String word = WeirProperties.of(node, WeirProperties.LOAD)
                .map(load -> load instanceof YamlMap map ? LoadReader.LEFT_OUT.or(map, "") : "")
                .orElse("");
        if (leavesOut && !word.equals("allow")) {
            ids.add(table.name() + ".left-out");
            rules.add(new Rule(
                    table.name() + ".left-out",
                    table.name(),
                    new Rule.NoneLeftOut(),
                    word.equals("block") ? Severity.BLOCK : Severity.WARN,
                    new Rule.Standing(
                            Rule.Author.CONTRACT,
                            Dimension.COVERAGE,
                            owner,
                            "A row that the load leaves out is in no release, unless another run brings it; 'leftOut:"
                                    + " allow' in weirLoad says that this is meant."),
                    table.place()));
        }
    }

    private void notEmpty(YamlMap node) {
        boolean allowed = WeirProperties.word(node, WeirProperties.EMPTY, List.of("block", "allow"), problems)
                .filter("allow"::equals)
                .isPresent();
        if (!allowed) {
            ids.add(table.name() + ".empty");
            rules.add(new Rule(
                    table.name() + ".empty",
                    table.name(),
                    new Rule.NotEmpty(),
                    Severity.BLOCK,
                    new Rule.Standing(
                            Rule.Author.CONTRACT,
                            Dimension.COVERAGE,
                            owner,
                            "A table without rows is a fault, unless the contract says 'weirEmpty: allow'."),
                    table.place()));
        }
    }

    /**
     * The rules on a source's files: too many unreadable records and a column that is missing block, a new or moved column is
     * reported.
     */
    public static List<Rule> ofSource(Source source) {
        List<Rule> rules = new ArrayList<>();
        for (Table table : source.contract().tables()) {
            String name = source.contract().id() + "." + table.name();
            if (table.making() instanceof Table.Files files) {
                rules.add(readable(name, table, files, source.contract().about()));
            }
            for (Rule.Difference difference : Rule.Difference.values()) {
                rules.add(new Rule(
                        name + ".columns." + difference.name().toLowerCase(Locale.ROOT),
                        name,
                        new Rule.SourceColumns(difference),
                        difference == Rule.Difference.MISSING ? Severity.BLOCK : Severity.WARN,
                        new Rule.Standing(
                                Rule.Author.CONTRACT,
                                Dimension.CONFORMITY,
                                owner(source.contract().about()),
                                "The source's contract states its columns."),
                        table.place()));
            }
        }
        return rules;
    }

    private static Rule readable(String name, Table table, Table.Files files, Contract.About about) {
        return new Rule(
                name + ".unreadable",
                name,
                new Rule.ReadableShare(),
                Severity.BLOCK,
                new Rule.Standing(
                        Rule.Author.CONTRACT,
                        Dimension.CONFORMITY,
                        owner(about),
                        "What could not be read is not in the release."),
                new Rule.Terms(Optional.empty(), Optional.empty(), OptionalDouble.of(files.readable()), List.of()),
                table.place());
    }

    static String owner(Contract.About about) {
        return about.owners().isEmpty() ? "" : about.owners().get(0);
    }

    private void key(YamlMap node) {
        if (table.keys().primary().isEmpty()) {
            return;
        }
        Place place = table.place();
        for (YamlMap column : node.maps("properties")) {
            if (column.isTrue(ColumnReader.PRIMARY_KEY)) {
                place = column.placeOf(ColumnReader.PRIMARY_KEY);
                break;
            }
        }
        add(
                "key",
                new Rule.Key(table.keys().primary(), Rule.Nulls.FAIL),
                Severity.BLOCK,
                Dimension.UNIQUENESS,
                "primaryKey: true",
                place);
    }

    /** Of text or not: what is cast is known when the sources are. */
    private void casts(List<WrittenCast> casts) {
        for (Column column : table.columns()) {
            casts.stream()
                    .filter(cast -> cast.isFor(column.name()))
                    .findFirst()
                    .ifPresent(cast -> rules.add(new Rule(
                            unusedId(column.name() + ".conform.cast"),
                            table.name(),
                            new Rule.TextCast(column.name()),
                            Severity.QUARANTINE,
                            new Rule.Standing(
                                    Rule.Author.CONTRACT,
                                    Dimension.CONFORMITY,
                                    owner,
                                    "A text that the query casts is NULL or a value of its type."),
                            cast.place())));
        }
    }

    private void column(YamlMap node, Column column) {
        for (Constraints.Constraint constraint : Constraints.of(node, column.type(), reading.zone(), problems)) {
            add(
                    column.name() + "." + constraint.name(),
                    new Rule.Row(constraint.predicate(), List.of(column.name())),
                    Severity.QUARANTINE,
                    constraint.dimension(),
                    constraint.says(),
                    constraint.place());
        }
        if (node.isTrue(UNIQUE)) {
            add(
                    column.name() + "." + UNIQUE,
                    new Rule.Key(List.of(column.name()), Rule.Nulls.PASS),
                    Severity.BLOCK,
                    Dimension.UNIQUENESS,
                    "unique: true",
                    node.placeOf(UNIQUE));
        }
        new QualityChecks(table, this, reading).ofColumn(column, node.maps(QUALITY));
    }

    private void references() {
        for (Table.Reference reference : table.keys().references()) {
            add(
                    String.join("+", reference.columns()) + ".reference",
                    new Rule.Reference(reference.columns(), reference.parent(), reference.parentColumns()),
                    Severity.QUARANTINE,
                    Dimension.CONSISTENCY,
                    "to: " + reference.parent() + "." + String.join("+", reference.parentColumns()),
                    reference.place());
        }
    }

    /** Adds a rule that bears no failing row; a name that is taken gets a number. */
    void add(String name, Rule.Check check, Severity severity, Dimension dimension, String says, Place place) {
        add(name, check, Rule.Terms.ALWAYS, severity, dimension, says, place);
    }

    /** Adds a rule; a name that is taken gets a number. */
    void add(
            String name,
            Rule.Check check,
            Rule.Terms terms,
            Severity severity,
            Dimension dimension,
            String says,
            Place place) {
        rules.add(new Rule(
                unusedId(name),
                table.name(),
                check,
                severity,
                new Rule.Standing(Rule.Author.CONTRACT, dimension, owner, "The contract says '" + says + "'."),
                terms,
                place));
    }

    private String unusedId(String name) {
        String id = table.name() + "." + name;
        for (int number = 2; !ids.add(id); number++) {
            id = table.name() + "." + name + "-" + number;
        }
        return id;
    }

    /** Reports what a source's contract states of its rows: those are judged where they are released. */
    static void noneOnSource(YamlMap table, Problems problems) {
        for (YamlMap column : table.maps("properties")) {
            noneOnColumn(column, problems);
        }
        refuse(table, QUALITY, problems);
        refuse(table, "relationships", problems);
    }

    /** Of a column, and of what lies inside an array or an object. */
    private static void noneOnColumn(YamlMap column, Problems problems) {
        for (String key : List.of(QUALITY, "relationships", "primaryKeyPosition", ColumnReader.TRANSFORM_SOURCES)) {
            refuse(column, key, problems);
        }
        for (String key : List.of(ColumnReader.REQUIRED, ColumnReader.PRIMARY_KEY, UNIQUE)) {
            if (column.isTrue(key)) {
                refuse(column, key, problems);
            }
        }
        Optional<YamlMap> options = column.map("logicalTypeOptions");
        if (options.isPresent()) {
            options.get().entries().forEach((key, entry) -> {
                boolean form = Set.of("timezone", "defaultTimezone").contains(key)
                        || (key.equals("format")
                                && !bounds(column, options.get().textOrEmpty(key)));
                if (!form) {
                    refuse(options.get(), key, problems);
                }
            });
        }
        column.maps("properties").forEach(field -> noneOnColumn(field, problems));
        column.map("items").ifPresent(element -> noneOnColumn(element, problems));
    }

    /** Whether a format leaves values out, as a form of dates and times does not. */
    private static boolean bounds(YamlMap column, String format) {
        return Set.of("string", "integer").contains(column.textOrEmpty("logicalType")) && !format.equals("i64");
    }

    private static void refuse(YamlMap owner, String key, Problems problems) {
        if (owner.has(key)) {
            problems.add(
                    Code.UNSUPPORTED,
                    owner.placeOfKey(key),
                    "'" + key + "' stands in a source's contract",
                    "a source's records are typed, and judged where they are released",
                    "state it in the product's contract");
        }
    }
}
