package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of one snapshot, by path. */
record SnapshotFiles(Map<String, FileScanTask> tasks) {

    /** @throws ProblemsException with {@link Code#TABLE_FEATURE} when rows are deleted by files of their own */
    static SnapshotFiles of(Table table, long snapshot) {
        Map<String, FileScanTask> tasks = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> planned =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            for (FileScanTask task : planned) {
                if (!task.deletes().isEmpty()) {
                    throw ProblemsException.of(
                            Code.TABLE_FEATURE,
                            Place.of(table.location()),
                            "Table '" + table.name() + "' has delete files",
                            "Weir changes tables by whole data files, and does not keep what these ask for",
                            "Rewrite its data files with Iceberg's 'rewrite_data_files', or make the release anew.");
                }
                tasks.put(task.file().location(), task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of table '" + table.name() + "' cannot be listed", e);
        }
        return new SnapshotFiles(tasks);
    }

    List<DataFile> list() {
        return tasks.values().stream()
                .map(FileScanTask::file)
                .map(file -> new DataFile(file.location(), file.recordCount(), file.fileSizeInBytes()))
                .toList();
    }
}
