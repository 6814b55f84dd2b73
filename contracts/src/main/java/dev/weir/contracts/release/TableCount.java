package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

/**
 * What became of one table's rows.
 *
 * @param table its name
 * @param produced by the transformation
 * @param released that got in, or would have
 * @param quarantined that did not, for a rule's sake
 * @param dropped that a policy took out
 * @throws IllegalArgumentException when produced is not the sum of the others
 */
public record TableCount(String table, long produced, long released, long quarantined, long dropped) {

    public TableCount {
        requireNonNull(table, "table");
        if (produced != released + quarantined + dropped) {
            throw new IllegalArgumentException("Table '" + table + "': " + produced + " rows produced are not "
                    + released + " released, " + quarantined + " quarantined and " + dropped + " dropped");
        }
    }
}
