package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.table.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of one snapshot, by path. */
record SnapshotFiles(Map<String, FileScanTask> tasks) {

    /** @throws ProblemsException with {@link Code#TABLE_FEATURE} when rows are deleted by files of their own */
    static SnapshotFiles of(Table table, long snapshot) {
        return read(table, snapshot, () -> planned(table, snapshot));
    }

    /**
     * What a snapshot's metadata says.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} and the file that cannot be read
     */
    static <T> T read(Table table, long snapshot, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemsException e) {
            throw e;
        } catch (RuntimeException e) { // readers of damaged bytes throw many kinds
            damaged(table, table.snapshot(snapshot)).ifPresent(file -> {
                throw DescribedTable.damaged(table.name(), file, "the file is missing, or damaged", e);
            });
            throw e;
        }
    }

    /** The manifest list, or the first manifest, that cannot be read. */
    private static Optional<String> damaged(Table table, Snapshot snapshot) {
        String reading = snapshot.manifestListLocation();
        try {
            for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
                reading = manifest.path();
                try (CloseableIterable<org.apache.iceberg.DataFile> files =
                        ManifestFiles.read(manifest, table.io(), table.specs())) {
                    files.forEach(org.apache.iceberg.DataFile::location);
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(reading);
        }
    }

    private static SnapshotFiles planned(Table table, long snapshot) {
        Map<String, FileScanTask> tasks = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> planned =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            for (FileScanTask task : planned) {
                if (!task.deletes().isEmpty()) {
                    throw deletes(table);
                }
                tasks.put(task.file().location(), task);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of table '" + table.name() + "' cannot be listed", e);
        }
        return new SnapshotFiles(tasks);
    }

    /** The problem that rows are deleted by files of their own. */
    static ProblemsException deletes(Table table) {
        return ProblemsException.of(
                Code.TABLE_FEATURE,
                Place.of(table.location()),
                "Table '" + table.name() + "' has delete files",
                "Weir changes tables by whole data files, and does not keep what these ask for",
                "Rewrite its data files with Iceberg's 'rewrite_data_files', or make the release anew.");
    }

    List<DataFile> list() {
        return tasks.values().stream()
                .map(FileScanTask::file)
                .map(SnapshotFiles::plain)
                .toList();
    }

    /** A file as both formats have it. */
    static DataFile plain(org.apache.iceberg.DataFile file) {
        return new DataFile(file.location(), file.recordCount(), file.fileSizeInBytes());
    }
}
