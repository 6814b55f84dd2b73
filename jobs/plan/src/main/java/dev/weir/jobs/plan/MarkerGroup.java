package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Markers that compare the rows which are equal in the same columns: one shuffle of the rows answers them all.
 *
 * @param columns the columns, by name in their alphabet's order
 * @param markers their positions among the table's {@link TablePlan#markers}, in order
 */
public record MarkerGroup(List<String> columns, List<Integer> markers) {

    public MarkerGroup {
        columns = List.copyOf(columns);
        markers = List.copyOf(markers);
    }

    /** The groups of a table's markers, in the order of their first one; markers that look for a parent are in none. */
    public static List<MarkerGroup> of(TablePlan table) {
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        List<RulePlan> markers = table.markers();
        for (int i = 0; i < markers.size(); i++) {
            Optional<List<String>> columns = columns(markers.get(i).rule().check());
            if (columns.isPresent()) {
                groups.computeIfAbsent(columns.get(), key -> new ArrayList<>()).add(i);
            }
        }
        return groups.entrySet().stream()
                .map(group -> new MarkerGroup(group.getKey(), group.getValue()))
                .toList();
    }

    private static Optional<List<String>> columns(Rule.Check check) {
        if (check instanceof Rule.Key key) {
            return Optional.of(key.columns().stream().sorted().toList());
        }
        if (check instanceof Rule.Depends depends) {
            return Optional.of(depends.on().stream().sorted().toList());
        }
        return Optional.empty();
    }
}
