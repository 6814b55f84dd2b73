package dev.weir.jobs.release.iceberg;

import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * The columns that readers of a table's head saw before a run changed them. The table's own metadata keep their id, and that of the
 * run's, until the run publishes or is undone, so a run that dies is undone as well as one that fails. Where the columns have changed
 * once more since, they are another's, and stay.
 */
final class FormerColumns {

    private static final String PROPERTY = "weir.columns-before.";
    private static final String THEN = ":";

    private FormerColumns() {}

    /**
     * To be called when the columns have changed, in the same transaction. Where the run changes them once more, the first ones stay.
     *
     * @param before the id of the columns before the change
     */
    static void keep(Transaction transaction, String run, int before) {
        String after = Integer.toString(transaction.table().schema().schemaId());
        String first = Optional.ofNullable(transaction.table().properties().get(PROPERTY + run))
                .map(kept -> kept.split(THEN, 2)[0])
                .orElse(Integer.toString(before));
        transaction.updateProperties().set(PROPERTY + run, first + THEN + after).commit();
    }

    /** Of a run that publishes. */
    static void forget(Transaction transaction, String run) {
        if (transaction.table().properties().containsKey(PROPERTY + run)) {
            transaction.updateProperties().remove(PROPERTY + run).commit();
        }
    }

    /** Of a run that is undone, or leaves the table alone; empty where it has changed no columns. Not committed here. */
    static Optional<Transaction> givenBack(Table table, String run) {
        return Optional.ofNullable(table.properties().get(PROPERTY + run)).map(kept -> {
            String[] ids = kept.split(THEN, 2);
            int before = Integer.parseInt(ids[0]);
            Transaction transaction = table.newTransaction();
            boolean isOwn = Integer.toString(table.schema().schemaId()).equals(ids[ids.length - 1]);
            if (isOwn && table.schemas().containsKey(before)) {
                SchemaChange.columns(transaction, before);
            }
            forget(transaction, run);
            return transaction;
        });
    }
}
