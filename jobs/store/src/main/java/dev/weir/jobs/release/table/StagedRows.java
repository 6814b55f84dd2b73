package dev.weir.jobs.release.table;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.SupportsWrite;

/** Rows that are written once, and can be read again before anybody else sees them. */
public interface StagedRows {

    /**
     * Where the rows go: a table of Spark's that is written once, in whole, by one plain {@code newWriteBuilder(info)} with
     * the columns that were staged, in their order.
     */
    SupportsWrite target();

    /** The rows that were written, with the columns that were staged, in their order; none before they are written. */
    Dataset<Row> rows();
}
