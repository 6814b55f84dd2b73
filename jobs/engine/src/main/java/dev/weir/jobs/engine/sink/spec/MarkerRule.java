package dev.weir.jobs.engine.sink.spec;

import dev.weir.contracts.Severity;
import java.util.List;

/**
 * A rule that was answered before the sink, such as a key or a reference: its answer comes with the row, in the column
 * {@link SinkColumns#MARK_PREFIX} with the rule's position among the marker rules: NULL where the row passes, empty
 * where the rule is not about it, else how it fails.
 *
 * @param id the rule
 * @param column to blame in a reason; several with a comma and a space between; empty when none is known
 * @param severity {@code QUARANTINE} takes the row out; the others only count
 * @param silences ids of row rules that a row which breaks this one does not break
 */
public record MarkerRule(String id, String column, Severity severity, List<String> silences) {

    /** A rule without an effect on others. */
    public MarkerRule(String id, String column, Severity severity) {
        this(id, column, severity, List.of());
    }

    public MarkerRule {
        silences = List.copyOf(silences);
    }
}
