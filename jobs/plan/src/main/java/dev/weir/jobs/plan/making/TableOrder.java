package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which tables are made: a table follows its parents, since a row is judged against the parent rows that got
 * in, and the tables that its query reads. Otherwise the product's own order stands.
 */
final class TableOrder {

    private TableOrder() {}

    /** @param rules of the product: those that stewards wrote may refer to further parents */
    static List<Table> of(List<Table> tables, Map<String, TableQuery> queries, List<Rule> rules, Problems problems) {
        Map<String, Set<String>> needs = new HashMap<>();
        for (Table table : tables) {
            needs.put(table.name(), needs(table, queries.get(table.name())));
        }
        for (Rule rule : rules) {
            if (rule.check() instanceof Rule.Reference reference
                    && !reference.parent().equals(rule.table())) {
                needs.getOrDefault(rule.table(), new HashSet<>()).add(reference.parent());
            }
        }
        List<Table> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        List<Table> left = new ArrayList<>(tables);
        while (!left.isEmpty()) {
            Table next = left.stream()
                    .filter(table -> done.containsAll(needs.getOrDefault(table.name(), Set.of())))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                circle(left, needs, problems);
                return tables;
            }
            done.add(next.name());
            left.removeIf(table -> done.contains(table.name()));
            order.add(next);
        }
        return order;
    }

    private static Set<String> needs(Table table, @org.jspecify.annotations.Nullable TableQuery query) {
        Set<String> needs = new LinkedHashSet<>();
        table.keys().references().stream()
                .map(Table.Reference::parent)
                .filter(parent -> !parent.equals(table.name()))
                .forEach(needs::add);
        if (query != null) {
            query.inputs().stream()
                    .filter(input -> input.origin() == Input.Origin.TABLE)
                    .forEach(input -> needs.add(input.name()));
        }
        return needs;
    }

    private static void circle(List<Table> left, Map<String, Set<String>> needs, Problems problems) {
        List<String> names = left.stream().map(Table::name).toList();
        Table first = left.get(0);
        String others = String.join(", ", needs.getOrDefault(first.name(), Set.of()));
        problems.add(
                Code.CYCLE,
                first.place(),
                "The tables " + String.join(", ", names) + " cannot be put in an order",
                "a row is judged against the parent rows that got in, and '" + first.name() + "' waits for " + others,
                "take one relationship, one reference of a rule or one input out of the circle");
    }
}
