package dev.weir.jobs.release.iceberg;

import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A table whose branch begins at the newest snapshot, there or not. Iceberg makes a branch so with the first rows that are
 * written to it; its table for Spark asks to see it before. What brings no file to it makes no snapshot.
 */
final class AwaitedBranch extends BaseTable {

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
        return new AppendOfFiles(super.newAppend());
    }
}
