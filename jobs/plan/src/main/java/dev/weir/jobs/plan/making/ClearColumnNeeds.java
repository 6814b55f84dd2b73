package dev.weir.jobs.plan.making;

import dev.weir.contracts.Column;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ClearColumns;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Gathers, rule by rule, which clear columns have to be kept aside. */
final class ClearColumnNeeds {

    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Map<String, Set<String>> rules = new HashMap<>();

    /** @param by the rule that needs columns of a table, or {@code table.weirMinors} whose rows go with its rows */
    void keep(String table, Collection<String> wanted, String by) {
        columns.computeIfAbsent(table, name -> new HashSet<>()).addAll(wanted);
        rules.computeIfAbsent(table, name -> new LinkedHashSet<>()).add(by);
    }

    /** What is kept of a table. */
    ClearColumns of(Table table) {
        Set<String> wanted = columns.getOrDefault(table.name(), Set.of());
        return new ClearColumns(
                table.columns().stream()
                        .map(Column::name)
                        .filter(wanted::contains)
                        .toList(),
                rules.getOrDefault(table.name(), Set.of()).stream().toList());
    }
}
