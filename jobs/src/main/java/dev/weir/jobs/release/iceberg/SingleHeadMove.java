package dev.weir.jobs.release.iceberg;

import java.util.List;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;

/** One after the other, for catalogues that know no other way: for a moment readers of heads see some tables moved. */
final class SingleHeadMove implements HeadMove {

    @Override
    public void commit(List<TableIdentifier> names, List<Transaction> changes) {
        changes.forEach(HeadMove::commit);
    }
}
