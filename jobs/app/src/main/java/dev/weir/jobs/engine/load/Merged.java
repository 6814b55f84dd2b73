package dev.weir.jobs.engine.load;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.LeftOut;

/**
 * What became of the rows that a run merged.
 *
 * @param added that are in the table now
 * @param leftOut the others
 */
public record Merged(long added, LeftOut leftOut) {
    public Merged {
        requireNonNull(leftOut, "leftOut");
    }

    /** All of them. */
    public long rows() {
        return added + leftOut.rows();
    }
}
