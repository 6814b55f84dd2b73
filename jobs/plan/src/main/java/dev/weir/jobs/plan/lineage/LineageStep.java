package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import java.util.Comparator;

/**
 * One step between two columns of a workspace, within one query.
 *
 * @param from the column that the query reads
 * @param kind what the query does with it
 * @param to the column that the query gives
 */
public record LineageStep(InputColumn from, EdgeKind kind, InputColumn to) implements Comparable<LineageStep> {

    private static final Comparator<LineageStep> ORDER = Comparator.comparing(LineageStep::from)
            .thenComparing(LineageStep::kind)
            .thenComparing(LineageStep::to);

    @Override
    public int compareTo(LineageStep other) {
        return ORDER.compare(this, other);
    }
}
