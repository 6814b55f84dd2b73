package dev.weir.contracts.lineage;

import java.util.Comparator;

/**
 * One step from an input column to what is made of it.
 *
 * @param from where it begins
 * @param kind what the column does there
 */
public record LineageEdge(InputColumn from, EdgeKind kind) implements Comparable<LineageEdge> {

    private static final Comparator<LineageEdge> ORDER =
            Comparator.comparing(LineageEdge::from).thenComparing(LineageEdge::kind);

    @Override
    public int compareTo(LineageEdge other) {
        return ORDER.compare(this, other);
    }

    /** {@code raw.visits.stop, aggregation}. */
    @Override
    public String toString() {
        return from + ", " + kind;
    }
}
