package dev.weir.jobs.release.iceberg;

import java.util.List;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;

/** How prepared changes of several tables are committed. */
interface HeadMove {

    /**
     * Commits them.
     *
     * @param names of the tables
     * @param changes one for each, not committed
     * @throws org.apache.iceberg.exceptions.CommitFailedException when a table has changed since; the caller looks again
     */
    void commit(List<TableIdentifier> names, List<Transaction> changes);
}
