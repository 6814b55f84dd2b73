package dev.weir.contracts.read;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.read.contract.TransformationReader;
import dev.weir.contracts.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What only a product as a whole can get wrong: its tables' names, inputs, references, categories and order. */
final class CrossChecks {

    /** The category of what is not about a person. */
    private static final String NOT_PERSONAL = "NONE";

    private final List<Contract> contracts;
    private final List<Source> sources;
    private final Set<String> ports;
    private final Map<String, TransformationReader.RowWise> facts;
    private final ReadContext reading;
    private final Problems problems;

    /**
     * @param sources in files, and those of releases that the product's input ports name
     * @param ports the ids of all contracts that products release
     * @param facts what the row-wise queries mention, by table
     */
    CrossChecks(
            List<Contract> contracts,
            List<Source> sources,
            Set<String> ports,
            Map<String, TransformationReader.RowWise> facts,
            ReadContext reading) {
        this.contracts = List.copyOf(contracts);
        this.sources = List.copyOf(sources);
        this.ports = Set.copyOf(ports);
        this.facts = Map.copyOf(facts);
        this.reading = reading;
        this.problems = reading.problems();
    }

    void check() {
        Map<String, Table> tables = tables();
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        for (Table table : tables.values()) {
            Set<String> before = new LinkedHashSet<>();
            if (table.making() instanceof Table.Query query) {
                inputs(table, query, before);
            }
            for (Table.Reference reference : table.keys().references()) {
                reference(table, reference, tables);
                // What a table says of itself is judged when it is there.
                if (!reference.parent().equals(table.name())) {
                    before.add(reference.parent());
                }
            }
            needs.put(table.name(), before);
            categories(table);
        }
        cycles(needs, tables);
        schedule();
    }

    /** Tables of one product are released together, so their contracts are due by one schedule. */
    private void schedule() {
        Optional<Contract> first = Optional.empty();
        for (Contract contract : contracts) {
            Optional<String> cron = contract.terms().schedule().cron();
            if (cron.isEmpty()) {
                continue;
            }
            if (first.isPresent() && !first.get().terms().schedule().cron().equals(cron)) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        Place.of(contract.file().path()),
                        "the contract '" + contract.id() + "' is due by '" + cron.get() + "', and '"
                                + first.get().id() + "' by '"
                                + first.get().terms().schedule().cron().orElse("") + "'",
                        "one product releases both, at one time",
                        "give both the same 'schedule', or take one out");
            }
            first = first.or(() -> Optional.of(contract));
        }
    }

    /** Whether a rule that refers to another table finds it; tells when not, but for relationships: those are reported. */
    boolean hasParent(Rule rule) {
        if (!(rule.check() instanceof Rule.Reference reference)) {
            return true;
        }
        List<String> names = new ArrayList<>();
        for (Contract contract : contracts) {
            for (Table table : contract.tables()) {
                if (table.name().equals(rule.table())
                        && table.keys().references().stream()
                                .anyMatch(stated -> stated.columns().equals(reference.columns())
                                        && stated.parent().equals(reference.parent()))) {
                    return true;
                }
                table.columns().forEach(column -> names.add(table.name() + "." + column.name()));
            }
        }
        String written = reference.parent() + "." + reference.parentColumns().get(0);
        if (!names.contains(written) && !reading.wasUnread(reference.parent()) && !reading.wasUnread(written)) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    rule.place(),
                    "the check looks for values in '" + written + "'",
                    "the product has no such column",
                    NearestName.remedy(written, names, "name a column of the product"));
        }
        return names.contains(written);
    }

    private Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        Map<String, Table> seen = new HashMap<>();
        for (Contract contract : contracts) {
            for (Table table : contract.tables()) {
                Table same = seen.putIfAbsent(table.name().toLowerCase(Locale.ROOT), table);
                if (same == null) {
                    tables.put(table.name(), table);
                } else {
                    problems.add(
                            Code.DUPLICATE_NAME,
                            table.place(),
                            "the product has two tables '" + table.name() + "'",
                            "the other stands at " + same.place() + "; upper and lower case are one",
                            "rename one of them");
                }
            }
        }
        return tables;
    }

    private void inputs(Table table, Table.Query query, Set<String> before) {
        for (String written : query.inputs()) {
            Optional<QueryInput> input = QueryInput.find(written, contracts, sources);
            if (input.isPresent()) {
                if (input.get().source().isEmpty()) {
                    before.add(input.get().table().name());
                }
                if (facts.containsKey(table.name())) {
                    mentions(table, query, input.get().table(), facts.get(table.name()));
                }
            } else if (unnamed(written).isPresent() && !isUnread(written)) {
                problems.add(
                        Code.MISSING_FIELD,
                        query.placeOf(written),
                        "the table '" + table.name() + "' reads '" + written + "'",
                        "another product releases it, and no input port of this product names it",
                        "add an input port with 'contractId: "
                                + unnamed(written).get() + "'");
            } else if (!isUnread(written)) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        query.placeOf(written),
                        "the table '" + table.name() + "' reads '" + written + "'",
                        "no source, no input port and no table of the product has this name",
                        NearestName.remedy(
                                written, inputNames(), "add a source's contract with this id, or name another"));
            }
        }
    }

    /** The columns that a row-wise query mentions are its input's, or its own further to the left. */
    private void mentions(Table table, Table.Query query, Table input, TransformationReader.RowWise rowWise) {
        for (String name : rowWise.columns()) {
            if (!has(input, name)
                    && !has(table, name)
                    && !reading.wasUnread(input.name() + "." + name)
                    && !reading.wasUnread(table.name() + "." + name)) {
                List<String> names = input.columnNames();
                problems.add(
                        Code.UNKNOWN_NAME,
                        rowWise.placeOf(name),
                        "the query of '" + table.name() + "' names the column '" + name + "'",
                        "its input '" + query.inputs().get(0) + "' has no such column",
                        NearestName.remedy(name, names, "it has " + String.join(", ", names)));
            }
        }
    }

    /** The contract of another product that has the table, and that no input port names. */
    private Optional<String> unnamed(String written) {
        return ports.stream()
                .filter(id -> written.equals(id) || written.startsWith(id + "."))
                .filter(id ->
                        contracts.stream().noneMatch(contract -> contract.id().equals(id)))
                .filter(id -> sources.stream()
                        .noneMatch(source -> source.contract().id().equals(id)))
                .findFirst();
    }

    private static boolean has(Table table, String name) {
        return table.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private boolean isUnread(String written) {
        int dot = written.lastIndexOf('.');
        return reading.wasUnreadContract(written)
                || (dot > 0 && reading.wasUnread(written.substring(0, dot)))
                || reading.wasUnread(written.substring(dot + 1));
    }

    private Set<String> inputNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Source source : sources) {
            add(source.contract(), names);
        }
        for (Contract contract : contracts) {
            add(contract, names);
        }
        return names;
    }

    private static void add(Contract contract, Set<String> names) {
        if (contract.tables().size() == 1) {
            names.add(contract.id());
        }
        contract.tables().forEach(table -> names.add(contract.id() + "." + table.name()));
    }

    private void reference(Table table, Table.Reference reference, Map<String, Table> tables) {
        Table parent = tables.get(reference.parent());
        if (parent == null) {
            if (!reading.wasUnread(reference.parent()) && !reading.wasUnreadContract("")) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        reference.place(),
                        "a relationship goes to the table '" + reference.parent() + "'",
                        "the product has no such table",
                        NearestName.remedy(reference.parent(), tables.keySet(), "name a table of the product"));
            }
            return;
        }
        for (int i = 0; i < reference.columns().size(); i++) {
            Optional<Column> child = column(table, reference.columns().get(i), reference.place());
            Optional<Column> key = column(parent, reference.parentColumns().get(i), reference.place());
            if (child.isPresent() && key.isPresent()) {
                sameKey(table, child.get(), parent, key.get(), reference.place());
            }
        }
    }

    private Optional<Column> column(Table table, String name, Place place) {
        Optional<Column> column = table.column(name);
        if (column.isEmpty()) {
            String what = "a relationship names the column '" + table.name() + "." + name + "'";
            reading.unknownColumn(table, name, place, what);
        }
        return column;
    }

    private void sameKey(Table table, Column child, Table parent, Column key, Place place) {
        String from = table.name() + "." + child.name();
        String to = parent.name() + "." + key.name();
        if (!EquivalentTypes.fit(child.type(), key.type())) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    place,
                    "'" + from + "' has the type " + child.type().display(),
                    "it refers to '" + to + "', whose type is " + key.type().display(),
                    "give both the same type");
        }
        if (reading.wasUnread(from) || reading.wasUnread(to)) {
            return;
        }
        if (isCodeList(parent, key) && isKept(child)) {
            return; // the plan, which knows the law's masks, asks that both are released as they are
        }
        if (!child.meaning().category().equals(key.meaning().category())) {
            problems.add(
                    Code.INVALID_MASK,
                    place,
                    "'" + from + "' has the category "
                            + child.meaning().category().orElse("of none"),
                    "it refers to '" + to + "', whose category is "
                            + key.meaning().category().orElse("none stated")
                            + ", and masked keys join only within one category",
                    "give both the same 'classification'");
        } else if (!isSame(child.meaning().mask(), key.meaning().mask())) {
            problems.add(
                    Code.INVALID_MASK,
                    place,
                    "'" + from + "' and '" + to + "' have different masks",
                    "one refers to the other, and masked keys join only when both are masked in one way",
                    "give both the same 'weirMask', or neither");
        }
    }

    /** Whether a table has nothing about persons in it, and its key is released as it is: everybody may know it. */
    private static boolean isCodeList(Table table, Column key) {
        return isKept(key)
                && table.keys().subject().isEmpty()
                && table.columns().stream()
                        .allMatch(column -> column.meaning().category().equals(Optional.of(NOT_PERSONAL)));
    }

    private static boolean isKept(Column column) {
        return column.meaning().mask().map(mask -> mask.method().equals("keep")).orElse(true);
    }

    private static boolean isSame(Optional<MaskChoice> one, Optional<MaskChoice> other) {
        return one.isPresent() == other.isPresent()
                && (one.isEmpty()
                        || other.isEmpty()
                        || (one.get().method().equals(other.get().method())
                                && one.get().parameters().equals(other.get().parameters())));
    }

    private void categories(Table table) {
        for (Column column : table.columns()) {
            if (column.meaning().category().isEmpty() && !reading.wasUnread(table.name() + "." + column.name())) {
                problems.add(
                        Code.UNCLASSIFIED,
                        column.place(),
                        "the column '" + table.name() + "." + column.name() + "' has no category",
                        "every released column says what it holds in law",
                        "add 'classification': a category such as NAME or HEALTH, or NONE when it is not about a"
                                + " person");
            }
        }
    }

    private void cycles(Map<String, Set<String>> needs, Map<String, Table> tables) {
        Set<String> done = new LinkedHashSet<>();
        for (String table : needs.keySet()) {
            walk(table, new ArrayList<>(), needs, tables, done);
        }
    }

    private void walk(
            String table,
            List<String> path,
            Map<String, Set<String>> needs,
            Map<String, Table> tables,
            Set<String> done) {
        int begins = path.indexOf(table);
        if (begins >= 0) {
            List<String> circle = new ArrayList<>(path.subList(begins, path.size()));
            circle.add(table);
            Table first = tables.get(table);
            problems.add(
                    Code.CYCLE,
                    first == null ? Place.of("contracts") : first.place(),
                    circle.size() == 2
                            ? "the table '" + table + "' needs itself"
                            : "the tables need one another in a circle: " + String.join(" → ", circle),
                    "a table is made after those that it reads and those that it refers to",
                    "take one of these queries or relationships out");
            return;
        }
        if (done.contains(table) || !needs.containsKey(table)) {
            return;
        }
        path.add(table);
        for (String before : needs.getOrDefault(table, Set.of())) {
            walk(before, path, needs, tables, done);
        }
        path.remove(path.size() - 1);
        done.add(table);
    }
}
