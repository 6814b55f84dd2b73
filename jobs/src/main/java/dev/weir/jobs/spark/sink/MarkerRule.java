package dev.weir.jobs.spark.sink;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Severity;

/**
 * A rule that was answered before the sink, such as a key or a reference: its answer comes with the row, in the column
 * {@link SinkColumns#MARK_PREFIX} with the rule's position among the marker rules.
 *
 * @param id the rule
 * @param column to blame in a reason; several with a comma and a space between; empty when none is known
 * @param severity {@code QUARANTINE} takes the row out; the others only count
 */
public record MarkerRule(String id, String column, Severity severity) {

    public MarkerRule {
        requireNonNull(id, "id");
        requireNonNull(column, "column");
        requireNonNull(severity, "severity");
    }
}
