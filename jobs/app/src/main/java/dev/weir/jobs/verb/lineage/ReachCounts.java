package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.jobs.plan.lineage.LineageGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many columns are made of a column or decided by it, over all ways of a graph; of thousands of columns within a second. */
final class ReachCounts {

    private final Map<InputColumn, Integer> numbers = new HashMap<>();
    private final List<int[]> next = new ArrayList<>();
    private final int[] seen;
    private final int[] open;

    ReachCounts(LineageGraph graph) {
        Map<Integer, List<Integer>> out = new HashMap<>();
        graph.steps()
                .forEach(step -> out.computeIfAbsent(number(step.from()), from -> new ArrayList<>())
                        .add(number(step.to())));
        for (int column = 0; column < numbers.size(); column++) {
            next.add(out.getOrDefault(column, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .distinct()
                    .toArray());
        }
        seen = new int[numbers.size()];
        open = new int[numbers.size()];
    }

    private int number(InputColumn column) {
        return numbers.computeIfAbsent(column, first -> numbers.size());
    }

    /** Of one column, itself not counted. */
    int of(InputColumn column) {
        Integer start = numbers.get(column);
        if (start == null) {
            return 0;
        }
        int mark = start + 1;
        int count = 1;
        open[0] = start;
        seen[start] = mark;
        for (int at = 0; at < count; at++) {
            for (int to : next.get(open[at])) {
                if (seen[to] != mark) {
                    seen[to] = mark;
                    open[count++] = to;
                }
            }
        }
        return count - 1;
    }
}
