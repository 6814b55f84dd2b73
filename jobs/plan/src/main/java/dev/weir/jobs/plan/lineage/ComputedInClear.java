package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Columns of a release that are computed, row by row, from what the same release masks, and that their contract calls {@code NONE}. Nothing
 * forbids that: a length of stay is no date. But {@code salary + 0} is the salary, and only people can tell the two apart, so each is
 * named. What is computed of dates is left out: how dates move is checked elsewhere.
 */
public final class ComputedInClear {

    private static final String NONE = "NONE";
    private static final String DATE = "DATE";
    private static final Set<EdgeKind> BY_ROW =
            Set.of(EdgeKind.IDENTITY, EdgeKind.TRANSFORMATION, EdgeKind.CONDITIONAL);

    private ComputedInClear() {}

    /**
     * One sentence for each table that has such columns.
     *
     * @param graph of one product
     */
    public static List<String> sentences(LineageGraph graph) {
        Set<InputColumn> masked = graph.steps().stream()
                .filter(step -> step.kind() == EdgeKind.IDENTITY && isMasked(graph, step.to()))
                .map(LineageStep::from)
                .collect(Collectors.toSet());
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        for (LineageStep step : graph.steps()) {
            if (masked.contains(step.from()) && BY_ROW.contains(step.kind()) && isClear(graph, step.to())) {
                columns.computeIfAbsent(step.to().table(), table -> new TreeSet<>())
                        .add(step.to().column() + " (from " + step.from().column() + ")");
            }
        }
        return columns.entrySet().stream()
                .map(table -> table.getKey() + " releases what is computed from masked values: "
                        + String.join(", ", table.getValue())
                        + "; state a category or weirMask where that still tells what a person has")
                .toList();
    }

    private static boolean isMasked(LineageGraph graph, InputColumn column) {
        return graph.column(column)
                .filter(found -> found.mask().isPresent()
                        && !found.category().orElse(NONE).equals(DATE))
                .isPresent();
    }

    private static boolean isClear(LineageGraph graph, InputColumn column) {
        return graph.column(column)
                .filter(found -> found instanceof WorkspaceColumn.OfProduct
                        && found.mask().isEmpty()
                        && found.category().orElse(NONE).equals(NONE))
                .isPresent();
    }
}
