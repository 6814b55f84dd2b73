package dev.weir.contracts.release;

import java.util.OptionalLong;

/**
 * What became of one table's rows.
 *
 * @param table its name
 * @param produced by the transformation
 * @param released that are in the table now, or would be
 * @param quarantined that did not, for a rule's sake
 * @param dropped that a policy took out: rows of people under 14, or of unknown age, where the table drops them
 * @param leftOut that the table's load does not release
 * @param ages what the rows tell of people's ages
 * @throws IllegalArgumentException when produced is not the sum of the others
 */
public record TableCount(
        String table, long produced, long released, long quarantined, long dropped, ExcludedRows leftOut, Ages ages) {

    public TableCount {
        if (produced != released + quarantined + dropped + leftOut.rows()) {
            throw new IllegalArgumentException("Table '" + table + "': " + produced + " rows produced are not "
                    + released + " released, " + quarantined + " quarantined, " + dropped + " dropped and "
                    + leftOut.rows()
                    + " left out");
        }
    }

    /** Counts of a table whose load leaves no row out. */
    public TableCount(String table, long produced, long released, long quarantined, long dropped, Ages ages) {
        this(table, produced, released, quarantined, dropped, ExcludedRows.NONE, ages);
    }

    /** The same of one in which nothing tells minors. */
    public TableCount(String table, long produced, long released, long quarantined, long dropped) {
        this(table, produced, released, quarantined, dropped, Ages.UNKNOWN);
    }

    /**
     * What rows tell of people's ages.
     *
     * @param minors among those that were judged and not dropped, rows of people under 14; empty where nothing tells them
     * @param ageless rows of which nothing tells the age: among the dropped where the table drops minors, else among the
     *     others; empty where no column could tell
     */
    public record Ages(OptionalLong minors, OptionalLong ageless) {

        /** Of rows that could not tell. */
        public static final Ages UNKNOWN = new Ages(OptionalLong.empty(), OptionalLong.empty());
    }
}
