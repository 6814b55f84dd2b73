package dev.weir.jobs.release.iceberg;

import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * The columns that readers of a table's head saw before a run changed them. The table's own metadata keep their id until the
 * run publishes or is undone, so a run that dies is undone as well as one that fails.
 */
final class FormerColumns {

    private static final String PROPERTY = "weir.columns-before.";

    private FormerColumns() {}

    /** To be called before the columns change, in the same transaction. */
    static void keep(Transaction transaction, String run) {
        transaction
                .updateProperties()
                .set(
                        PROPERTY + run,
                        Integer.toString(transaction.table().schema().schemaId()))
                .commit();
    }

    /** Of a run that publishes. */
    static void forget(Transaction transaction, String run) {
        if (transaction.table().properties().containsKey(PROPERTY + run)) {
            transaction.updateProperties().remove(PROPERTY + run).commit();
        }
    }

    /** Of a run that is undone, or leaves the table alone; empty where it has changed no columns. Not committed here. */
    static Optional<Transaction> givenBack(Table table, String run) {
        return Optional.ofNullable(table.properties().get(PROPERTY + run)).map(schema -> {
            Transaction transaction = table.newTransaction();
            SchemaChange.columns(transaction, Integer.parseInt(schema));
            forget(transaction, run);
            return transaction;
        });
    }
}
