package dev.weir.jobs.release.iceberg;

import java.util.List;
import org.apache.iceberg.BaseTransaction;
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

    /**
     * Commits one as it was prepared. Iceberg's own call does its updates once more on what somebody else has committed
     * meanwhile, but for those that went to the operations themselves, as a schema that is set by its id does.
     *
     * @throws org.apache.iceberg.exceptions.CommitFailedException when the table has changed since
     */
    static void commit(Transaction change) {
        BaseTransaction prepared = (BaseTransaction) change;
        prepared.underlyingOps().commit(prepared.startMetadata(), prepared.currentMetadata());
    }
}
