package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Markers that look for the same parent: one join of the rows with the parent's keys answers them all.
 *
 * @param reference how a row names its parent
 * @param markers their positions among the table's {@link TablePlan#markers}, in order
 */
public record ParentLookup(Rule.Reference reference, List<Integer> markers) {

    public ParentLookup {
        markers = List.copyOf(markers);
    }

    /** The look-ups of a table's markers, in the order of their first one. */
    public static List<ParentLookup> of(TablePlan table) {
        Map<Rule.Reference, List<Integer>> lookups = new LinkedHashMap<>();
        List<RulePlan> markers = table.markers();
        for (int i = 0; i < markers.size(); i++) {
            Optional<Rule.Reference> reference = reference(markers.get(i).rule().check());
            if (reference.isPresent()) {
                lookups.computeIfAbsent(reference.get(), key -> new ArrayList<>())
                        .add(i);
            }
        }
        return lookups.entrySet().stream()
                .map(lookup -> new ParentLookup(lookup.getKey(), lookup.getValue()))
                .toList();
    }

    private static Optional<Rule.Reference> reference(Rule.Check check) {
        if (check instanceof Rule.Row row) {
            return row.join();
        }
        return check instanceof Rule.Reference reference ? Optional.of(reference) : Optional.empty();
    }
}
