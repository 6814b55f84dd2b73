package dev.weir.jobs.release.iceberg;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;

/** An append that makes a snapshot of a table where it has files for it, and none otherwise. */
final class NonEmptyAppend implements AppendFiles {

    private final AppendFiles append;
    private boolean any;

    NonEmptyAppend(AppendFiles append) {
        this.append = append;
    }

    @Override
    public AppendFiles appendFile(DataFile file) {
        any = true;
        append.appendFile(file);
        return this;
    }

    @Override
    public AppendFiles appendManifest(ManifestFile file) {
        any = true;
        append.appendManifest(file);
        return this;
    }

    @Override
    public void commit() {
        if (any) {
            append.commit();
        }
    }

    @Override
    public Snapshot apply() {
        return append.apply();
    }

    @Override
    public Object updateEvent() {
        return append.updateEvent();
    }

    @Override
    public AppendFiles set(String property, String value) {
        append.set(property, value);
        return this;
    }

    @Override
    public AppendFiles deleteWith(Consumer<String> deletes) {
        append.deleteWith(deletes);
        return this;
    }

    @Override
    public AppendFiles stageOnly() {
        append.stageOnly();
        return this;
    }

    @Override
    public AppendFiles scanManifestsWith(ExecutorService threads) {
        append.scanManifestsWith(threads);
        return this;
    }

    @Override
    public AppendFiles toBranch(String branch) {
        append.toBranch(branch);
        return this;
    }
}
