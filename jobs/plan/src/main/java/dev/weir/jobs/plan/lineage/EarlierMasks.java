package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What hid values before they came into columns that have no mask of their own. A column stands as its category reaches it; one without
 * a category as the category that shows most of itself there.
 */
final class EarlierMasks {

    private static final String NONE = "NONE";

    private EarlierMasks() {}

    static Map<InputColumn, AppliedMask> in(LineageGraph graph) {
        Map<InputColumn, CategoryReach.Place> shown = new TreeMap<>();
        List<String> categories = graph.columns()
                .flatMap(column -> category(column).stream())
                .distinct()
                .sorted()
                .toList();
        for (String category : categories) {
            for (CategoryReach.Place place : CategoryReach.of(graph, category).places()) {
                if (category(place.column()).orElse(category).equals(category)) {
                    shown.merge(place.column().name(), place, (one, two) -> two.showsMoreThan(one) ? two : one);
                }
            }
        }
        Map<InputColumn, AppliedMask> masks = new TreeMap<>();
        shown.forEach((name, place) -> place.maskBefore().ifPresent(mask -> masks.put(name, mask)));
        return masks;
    }

    private static Optional<String> category(WorkspaceColumn column) {
        return column.category().filter(code -> !code.equals(NONE));
    }
}
