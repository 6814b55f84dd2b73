package dev.weir.jobs.release.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * The branch of a table that one run writes to. Where it is not there it comes with the run's first rows: each commit of a
 * table writes a file that grows with the table's releases. A run that changes nothing has none.
 */
final class RunBranch {

    /** Of a snapshot: the run that wrote it. */
    static final String RUN = "weir.run";

    private final Table table;
    private final String name;
    private final String run;
    private final OptionalLong main;
    private final long start;

    /** Of a branch that is there, or of a table with a snapshot. */
    RunBranch(Table table, String name, String run) {
        this.table = table;
        this.name = name;
        this.run = run;
        this.main = main(table);
        Snapshot there = table.snapshot(name);
        this.start = there == null ? main.orElseThrow() : there.snapshotId();
    }

    Table table() {
        return table;
    }

    /** The table that rows for the branch are written to. */
    Table target() {
        return new AwaitedBranch((BaseTable) table, name);
    }

    String name() {
        return name;
    }

    String run() {
        return run;
    }

    /** What everybody saw when the run began; empty when nothing. */
    OptionalLong main() {
        return main;
    }

    /** Whether everybody sees something else by now. */
    boolean isOvertaken() {
        table.refresh();
        return !main.equals(main(table));
    }

    /** Where the branch began. */
    long start() {
        return start;
    }

    /** The branch's newest snapshot; before the run's first commit the one that it begins with. */
    Snapshot tip() {
        return newest().orElseGet(() -> table.snapshot(start));
    }

    /** What the run has written; empty before its first commit. */
    Optional<Snapshot> written() {
        return newest().filter(snapshot -> snapshot.snapshotId() != start);
    }

    private Optional<Snapshot> newest() {
        table.refresh();
        return Optional.ofNullable(table.snapshot(name));
    }

    /** The columns of the branch's newest snapshot. */
    Schema columns() {
        return SnapshotUtil.schemaFor(table, tip().snapshotId());
    }

    /**
     * Puts one snapshot in place of all that the run has written: the files that it added, without those removed. It has the
     * columns that the change makes, which no reader sees before the release is published.
     *
     * @param removal takes files out of those that the branch began with
     * @param columns changes the table's columns in the transaction that it is given, and gives back what undoes that
     */
    void settle(Consumer<OverwriteFiles> removal, ColumnsForNow columns) {
        IcebergStore.change(table, () -> {
            List<DataFile> added = added();
            Transaction transaction = table.newTransaction();
            Consumer<Transaction> undo = columns.change(transaction);
            Snapshot there = table.snapshot(name);
            if (there != null && there.snapshotId() != start) {
                transaction.manageSnapshots().replaceBranch(name, start).commit();
            }
            OverwriteFiles change = transaction.newOverwrite().toBranch(name).set(RUN, run);
            added.forEach(change::addFile);
            removal.accept(change);
            change.commit();
            undo.accept(transaction);
            MultiTableCommit.commit(transaction);
        });
        table.refresh();
    }

    /** A change of columns that holds for one snapshot. */
    @FunctionalInterface
    interface ColumnsForNow {
        Consumer<Transaction> change(Transaction transaction);
    }

    /** The files that the run has added to what the branch began with; none before its first commit. */
    List<DataFile> added() {
        List<DataFile> added = new ArrayList<>();
        for (Snapshot snapshot = written().orElse(null);
                snapshot != null && snapshot.snapshotId() != start;
                snapshot = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId())) {
            SnapshotChanges.builderFor(table)
                    .snapshot(snapshot)
                    .build()
                    .addedDataFiles()
                    .forEach(added::add);
        }
        return added;
    }

    private static OptionalLong main(Table table) {
        Snapshot current = table.currentSnapshot();
        return current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId());
    }

    /**
     * A table whose branch begins at the newest snapshot, there or not. Iceberg makes a branch so with the first rows that are
     * written to it; its table for Spark asks to see it before. What brings no file to it makes no snapshot.
     */
    private static final class AwaitedBranch extends BaseTable {

        private static final long serialVersionUID = 1L;

        private final String branch;

        AwaitedBranch(BaseTable table, String branch) {
            super(table.operations(), table.name());
            this.branch = branch;
        }

        @Override
        public @Nullable Snapshot snapshot(String name) {
            Snapshot there = super.snapshot(name);
            return there == null && name.equals(branch) ? currentSnapshot() : there;
        }

        @Override
        public AppendFiles newAppend() {
            return new NonEmptyAppend(super.newAppend());
        }
    }
}
