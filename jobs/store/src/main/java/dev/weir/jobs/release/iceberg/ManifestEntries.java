package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.TableFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of many snapshots of one table. They share most of their manifests, and each is read once. */
final class ManifestEntries {

    private final Table table;
    private final Map<String, List<DataFile>> read = new HashMap<>();

    ManifestEntries(Table table) {
        this.table = table;
    }

    /** @throws dev.weir.contracts.ProblemsException as {@link SnapshotFiles#of} */
    List<DataFile> of(Snapshot snapshot) {
        return SnapshotFiles.read(table, snapshot.snapshotId(), () -> listed(snapshot));
    }

    /**
     * Whether every file that a snapshot needs is among these. Of a file that is not, nothing is read.
     *
     * @param there plain paths
     * @throws dev.weir.contracts.ProblemsException as {@link #of}
     */
    boolean isWhole(Snapshot snapshot, Set<String> there) {
        String list = snapshot.manifestListLocation();
        return (list == null || there.contains(TableFolder.plain(list)))
                && SnapshotFiles.read(
                        table,
                        snapshot.snapshotId(),
                        () -> snapshot.allManifests(table.io()).stream()
                                        .allMatch(manifest -> there.contains(TableFolder.plain(manifest.path())))
                                && listed(snapshot).stream()
                                        .allMatch(file -> there.contains(TableFolder.plain(file.path()))));
    }

    private List<DataFile> listed(Snapshot snapshot) {
        for (ManifestFile deletes : snapshot.deleteManifests(table.io())) {
            if (deletes.hasAddedFiles() || deletes.hasExistingFiles()) {
                throw SnapshotFiles.deletes(table);
            }
        }
        List<DataFile> files = new ArrayList<>();
        for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
            files.addAll(read.computeIfAbsent(manifest.path(), first -> entries(manifest)));
        }
        return List.copyOf(files);
    }

    private List<DataFile> entries(ManifestFile manifest) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<org.apache.iceberg.DataFile> entries =
                ManifestFiles.read(manifest, table.io(), table.specs())) {
            entries.forEach(file -> files.add(SnapshotFiles.plain(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The files of table '" + table.name() + "' cannot be listed", e);
        }
        return List.copyOf(files);
    }
}
