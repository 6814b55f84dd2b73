package dev.weir.jobs.engine.load;

import dev.weir.contracts.release.ExcludedRows;

/**
 * What became of the rows that a run merged.
 *
 * @param added that are in the table now
 * @param leftOut the others
 */
public record MergeResult(long added, ExcludedRows leftOut) {
    /** All of them. */
    public long rows() {
        return added + leftOut.rows();
    }
}
