package dev.weir.jobs.release;

import dev.weir.contracts.release.ReleasedTable;

/** A table that takes the rows of one run, visible to nobody else. */
public interface StagedTable extends StagedRows {

    /** Which table. */
    TableIdentity identity();

    /**
     * The version at which these rows will be read for ever, once the release is published.
     *
     * @throws IllegalStateException before the rows are written
     * @throws dev.weir.contracts.ProblemsException with {@code TABLE_CHANGED} when somebody else has changed the table since
     *     the run began
     */
    ReleasedTable.Version version();

    /** All that another process needs to publish or to remove these rows; as far as they are written. */
    StagedEntry entry();
}
