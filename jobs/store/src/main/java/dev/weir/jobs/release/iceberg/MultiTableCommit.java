package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.catalogue.Moved;
import dev.weir.jobs.release.catalogue.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * Prepared changes of several tables, committed together by the catalogue.
 *
 * @param catalogue that commits them: all, or none
 */
record MultiTableCommit(Function<List<TableChange>, Moved> catalogue) {
    /**
     * Commits one as it was prepared. Iceberg's own call does its updates once more on what another client has committed
     * meanwhile, but for those that went to the operations themselves, as a schema that is set by its id does.
     *
     * @throws CommitFailedException when the table has changed since
     */
    static void commit(Transaction change) {
        BaseTransaction prepared = (BaseTransaction) change;
        prepared.underlyingOps().commit(prepared.startMetadata(), prepared.currentMetadata());
    }

    /**
     * @param names of the tables
     * @param changes one for each, not committed
     * @throws CommitFailedException when a table has changed since; the caller looks again
     */
    void commit(List<TableIdentifier> names, List<Transaction> changes) {
        List<TableChange> prepared = new ArrayList<>();
        for (int index = 0; index < changes.size(); index++) {
            BaseTransaction change = (BaseTransaction) changes.get(index);
            TableIdentifier name = names.get(index);
            prepared.add(new TableChange(
                    name.namespace().toString(),
                    name.name(),
                    change.underlyingOps(),
                    change.startMetadata(),
                    change.currentMetadata()));
        }
        Moved moved = catalogue.apply(prepared);
        switch (moved.ending()) {
            case ALL -> {}
            case CHANGED -> throw new CommitFailedException("A table has changed since its new head was prepared");
            case REFUSED ->
                throw new CommitFailedException(
                        moved.answer().orElseThrow(), "The catalogue did not take the new heads");
            case UNKNOWN -> throw new CommitStateUnknownException(moved.answer().orElseThrow());
        }
    }
}
