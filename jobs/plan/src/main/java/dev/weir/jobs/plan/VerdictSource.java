package dev.weir.jobs.plan;

import java.util.Locale;

/** Where a rule's verdict comes from. */
public enum VerdictSource {
    /** A predicate that the sink evaluates on each row, before the mask. */
    ROW,
    /**
     * A hidden column that is computed before the sink: the row's failure in words, or NULL. For what no single row can
     * answer and yet has to be known before the row is routed, or masked.
     */
    MARKER,
    /** From additive states that the sink keeps of the clear values: no further pass. */
    STATES,
    /** From the staged rows, grouped by the key. */
    KEY_COMPARE,
    /** From the staged rows, joined with the parent's. */
    REFERENCE_COMPARE,
    /** From the staged rows, by Deequ. */
    STAGED,
    /** From clear columns that the sink kept aside, when all rows are there. */
    ASIDE,
    /** From the headers of the source's files, or the keys of their records. */
    SCHEMA,
    /** From the numbers of records and rows that the run counts in any case. */
    COUNTS,
    /** From what the pass has kept of this release and what releases before it have left: no row is read. */
    HISTORY,
    /** Not evaluated: the rule is not in force on the day of the run. */
    DORMANT;

    /** Whether it is known when the pass over the table's rows ends. */
    public boolean inPass() {
        return this == ROW || this == MARKER || this == STATES;
    }

    /** Whether it needs a job of its own over staged rows. */
    public boolean afterStaging() {
        return this == KEY_COMPARE || this == REFERENCE_COMPARE || this == STAGED || this == ASIDE;
    }

    /** The name as people see it, such as {@code key-compare}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
