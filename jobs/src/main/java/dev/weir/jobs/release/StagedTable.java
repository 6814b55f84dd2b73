package dev.weir.jobs.release;

import dev.weir.contracts.release.ReleasedTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.SupportsWrite;

/** A table that takes the rows of one run, visible to nobody else. */
public interface StagedTable {

    /** Which table. */
    TableIdentity identity();

    /**
     * Where the rows go: a table of Spark's that is written once, in whole, by one plain {@code newWriteBuilder(info)} with
     * the columns that were staged, in their order.
     */
    SupportsWrite target();

    /** The rows that were written, with the columns that were staged, in their order; none before they are written. */
    Dataset<Row> rows();

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
