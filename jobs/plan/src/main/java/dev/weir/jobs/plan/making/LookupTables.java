package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.OtherTable;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.SourceRead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tables that checks look into beside their own: a table of the product by its name, a source's by {@code
 * contract-id.table}, a released one by {@code product.table}, or {@code product.table@number}.
 */
record LookupTables(
        Workspace workspace,
        ReleasedSources released,
        Product product,
        Map<String, List<ColumnMask>> masks,
        InputResolver inputs,
        Problems problems) {
    private static final Pattern RELEASED = Pattern.compile("([A-Za-z0-9_]+)\\.([^.@]+)(?:@([1-9][0-9]{0,8}))?");

    /** A table, its columns as its contract has them, and what becomes of their values; no masks where they are clear. */
    private record Found(Input input, Table table, List<ColumnMask> masks) {}

    /**
     * What a rule looks into.
     *
     * @param inputs the tables, each once
     * @param columns of tables of the product, by the table's name
     * @param isComparable whether the masks of both tables keep what is compared comparable
     */
    record Looked(List<Input> inputs, Map<String, List<String>> columns, boolean isComparable) {

        /** How the rule is answered over staged rows, and what that costs. */
        String cost(DqdlFacts facts) {
            if (inputs.isEmpty()) {
                return "asked of the staged rows by Deequ: a pass over the columns it names";
            }
            boolean counted = facts.leaves().stream().allMatch(LookupTables::isFromStates)
                    && inputs.stream().allMatch(input -> input.origin() == Input.Origin.TABLE);
            return "compared with "
                    + String.join(
                            ", ", inputs.stream().map(LookupTables::described).toList())
                    + (counted ? ": from what both passes added up" : ": a job over both once they are there");
        }
    }

    /** What a rule looks into; what cannot be looked into is among the problems. */
    Looked of(Rule rule, DqdlFacts facts, DqdlRules dqdl) {
        List<Input> found = new ArrayList<>();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        boolean comparable = true;
        for (String name : dqdl.others(facts)) {
            Optional<Found> other = find(name);
            if (other.isEmpty()) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        rule.place(),
                        "Rule '" + rule.id() + "' looks into '" + name + "'",
                        "there is no table of that name in the product, in a source or in another product",
                        NearestName.remedy(name, names(), "write a table's name, contract-id.table or product.table"));
                continue;
            }
            found.add(other.get().input());
            List<String> looked = columns(rule, facts, name, other.get(), dqdl);
            if (other.get().input().origin() == Input.Origin.TABLE) {
                columns.put(other.get().input().name(), looked);
            }
            comparable &= comparable(rule, facts, name, other.get(), looked);
        }
        return new Looked(found, columns, comparable);
    }

    private Optional<Found> find(String name) {
        Optional<Table> own = product.table(name);
        if (own.isPresent()) {
            return Optional.of(new Found(
                    new Input(name, Input.Origin.TABLE, name), own.get(), masks.getOrDefault(name, List.of())));
        }
        Optional<Input> known = inputs.find(name);
        if (known.isPresent()) {
            Input input = known.get();
            return Optional.of(new Found(
                    input,
                    input.origin() == Input.Origin.SOURCE
                            ? inputs.source(input.name()).table()
                            : product.table(input.name()).orElseThrow(),
                    masks.getOrDefault(input.name(), List.of())));
        }
        Matcher written = RELEASED.matcher(name);
        return written.matches()
                ? workspace
                        .product(written.group(1))
                        .flatMap(other -> other.table(written.group(2))
                                .map(table -> new Found(
                                        new Input(name, Input.Origin.RELEASE, name),
                                        table,
                                        this.released.masks(other).getOrDefault(table.name(), List.of()))))
                : Optional.empty();
    }

    /** The columns of the other table that the rule looks into; one that is not there is a problem. */
    private List<String> columns(Rule rule, DqdlFacts facts, String name, Found other, DqdlRules dqdl) {
        List<String> there = other.table().columns().stream().map(Column::name).toList();
        Set<String> looked = new LinkedHashSet<>();
        there.stream().filter(column -> dqdl.asks(facts, name, column)).forEach(looked::add);
        for (Leaf leaf : facts.leaves()) {
            for (OtherTable table : leaf.others()) {
                for (String column : table.table().text().equals(name) ? table.columns() : List.<String>of()) {
                    Optional<String> known = WrittenColumn.among(there, column);
                    if (known.isPresent()) {
                        looked.add(known.get());
                    } else {
                        problems.add(
                                Code.UNKNOWN_NAME,
                                rule.place(),
                                "Rule '" + rule.id() + "' looks into column '" + column + "' of '" + name + "'",
                                "that table has no such column",
                                NearestName.remedy(column, there, "it has " + String.join(", ", there)));
                    }
                }
            }
        }
        return List.copyOf(looked);
    }

    /**
     * Whether what the masks made of both tables' values can be compared as it lies there. Where not, the clear columns of
     * both have to be: those of a release are gone.
     */
    private boolean comparable(Rule rule, DqdlFacts facts, String name, Found other, List<String> looked) {
        boolean comparable = true;
        for (Leaf leaf : facts.leaves()) {
            for (OtherTable table : leaf.others()) {
                if (table.table().text().equals(name) && !isFromStates(leaf, other)) {
                    comparable &= pairsAreAlike(rule, leaf, table, other);
                }
            }
            boolean computes = leaf.type()
                    .filter(type -> type == RuleType.CUSTOM_SQL || type == RuleType.AGGREGATE_MATCH)
                    .isPresent();
            comparable &= !computes
                    || other.masks().stream().allMatch(mask -> mask.keeps() || !looked.contains(mask.column()));
        }
        if (other.input().origin() == Input.Origin.RELEASE) {
            for (ColumnMask mask : other.masks()) {
                if (!mask.keeps() && looked.contains(mask.column())) {
                    problems.add(
                            Code.INVALID_RULE,
                            rule.place(),
                            "Rule '" + rule.id() + "' looks into '" + name + "." + mask.column() + "'",
                            "its values were masked (" + mask.mask().display() + ") when it was released",
                            "compare with the source that both come from, or with a column that is kept");
                }
            }
        }
        return comparable;
    }

    private boolean pairsAreAlike(Rule rule, Leaf leaf, OtherTable table, Found other) {
        List<Word> own = leaf.columns();
        boolean alike = true;
        for (int i = 0;
                i < table.columns().size() && own.size() == table.columns().size();
                i++) {
            alike &= alike(
                    mask(masks.getOrDefault(rule.table(), List.of()), own.get(i).text()),
                    mask(other.masks(), table.columns().get(i)));
        }
        return alike;
    }

    private static Optional<ColumnMask> mask(List<ColumnMask> masks, String column) {
        return masks.stream()
                .filter(mask -> WrittenColumn.means(column, mask.column()))
                .findFirst();
    }

    private static boolean alike(Optional<ColumnMask> ours, Optional<ColumnMask> theirs) {
        if (ours.isPresent() && theirs.isPresent()) {
            return ours.get().matches(theirs.get());
        }
        return ours.map(ColumnMask::keeps).orElse(true)
                && theirs.map(ColumnMask::keeps).orElse(true);
    }

    private static boolean isFromStates(Leaf leaf, Found other) {
        return isFromStates(leaf) && other.input().origin() != Input.Origin.RELEASE;
    }

    /** Numbers of rows and sums are known of both tables when their passes end. */
    private static boolean isFromStates(Leaf leaf) {
        return leaf.type()
                .filter(type -> type == RuleType.ROW_COUNT_MATCH || type == RuleType.AGGREGATE_MATCH)
                .isPresent();
    }

    private static String described(Input input) {
        return switch (input.origin()) {
            case SOURCE -> "the source '" + input.name() + "', landed for it";
            case TABLE -> "the staged '" + input.name() + "'";
            case RELEASE -> "the released '" + input.name() + "'";
        };
    }

    private Set<String> names() {
        TreeSet<String> names = new TreeSet<>();
        product.tables().forEach(table -> names.add(table.name()));
        workspace
                .sources()
                .forEach(source ->
                        source.contract().tables().forEach(table -> names.add(SourceRead.name(source, table))));
        workspace.products().stream()
                .filter(other -> !other.id().equals(product.id()))
                .forEach(other -> other.tables().forEach(table -> names.add(other.id() + "." + table.name())));
        return names;
    }
}
