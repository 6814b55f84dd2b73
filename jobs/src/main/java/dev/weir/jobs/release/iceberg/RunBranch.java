package dev.weir.jobs.release.iceberg;

import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The branch of a table on which one run writes, and the snapshot at which it began. */
final class RunBranch {

    private final Table table;
    private final String name;
    private final String run;
    private final long base;

    /** Of a branch that exists. */
    RunBranch(Table table, String name, String run) {
        this.table = table;
        this.name = name;
        this.run = run;
        this.base = table.snapshot(name).snapshotId();
    }

    Table table() {
        return table;
    }

    String name() {
        return name;
    }

    String run() {
        return run;
    }

    /** What the run has written; empty before its first commit. */
    Optional<Snapshot> written() {
        table.refresh();
        return Optional.ofNullable(table.snapshot(name)).filter(snapshot -> snapshot.snapshotId() != base);
    }
}
