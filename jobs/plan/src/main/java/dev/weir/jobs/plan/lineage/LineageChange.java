package dev.weir.jobs.plan.lineage;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is made of other columns in one graph than in another.
 *
 * @param added a sentence for each way that is new, in order
 * @param gone one for each that was there before
 */
public record LineageChange(List<String> added, List<String> gone) {

    public LineageChange {
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }

    /** From one graph to another of the same product. */
    public static LineageChange between(LineageGraph before, LineageGraph after) {
        NavigableSet<String> was = ways(before);
        NavigableSet<String> is = ways(after);
        NavigableSet<String> added = new TreeSet<>(is);
        added.removeAll(was);
        was.removeAll(is);
        return new LineageChange(List.copyOf(added), List.copyOf(was));
    }

    public boolean isEmpty() {
        return added.isEmpty() && gone.isEmpty();
    }

    /** Each way with a sign before it: {@code +} of one that is new, {@code -} of one that is gone. */
    public Stream<String> lines() {
        return Stream.concat(
                added.stream().map(way -> "+ " + way), gone.stream().map(way -> "- " + way));
    }

    private static NavigableSet<String> ways(LineageGraph graph) {
        NavigableSet<String> ways = new TreeSet<>();
        graph.steps().forEach(step -> ways.add(step.to() + ": " + step.kind() + " of " + step.from()));
        for (String table : graph.tables()) {
            graph.rows(table)
                    .forEach(edge ->
                            ways.add("rows of " + table + ": " + edge.kind().by() + " " + edge.from()));
        }
        return ways;
    }
}
