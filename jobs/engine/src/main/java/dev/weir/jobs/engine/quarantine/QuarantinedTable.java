package dev.weir.jobs.engine.quarantine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run put aside of one table.
 *
 * @param table its name; {@code contract-id.table} of a source, whose records are unreadable
 * @param rows how many the run counted
 * @param state whether they can still be read
 * @param causes those asked for, the most frequent first; a row with several causes is in each
 */
public record QuarantinedTable(String table, long rows, State state, List<Cause> causes) {

    public QuarantinedTable {
        causes = List.copyOf(causes);
    }

    /** Whether the rows are still there. */
    public enum State {
        KEPT,
        /** Their table was dropped since. */
        DROPPED
    }

    /**
     * Rows that are out for one cause.
     *
     * @param rule the rule's id; of an unreadable record what is wrong with it
     * @param column the columns to blame
     * @param detail how the rule fails; no value of any row
     * @param rows how many
     * @param examples the first of them by file and line
     */
    public record Cause(
            String rule, Optional<String> column, Optional<String> detail, long rows, List<Example> examples) {
        public Cause {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A row.
     *
     * @param file relative to its source's root; empty where it comes from many records
     * @param line from 1
     * @param values the masked columns as a JSON object; empty of an unreadable record
     */
    public record Example(Optional<String> file, OptionalLong line, String values) {}
}
