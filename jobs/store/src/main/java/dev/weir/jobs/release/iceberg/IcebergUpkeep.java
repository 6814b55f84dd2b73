package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.RetainedVersions;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.actions.SizeBasedFileRewritePlanner;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.SparkSession;

/**
 * Looks after Iceberg tables. A snapshot stays when a kept release names it, when a tag of a kept release or anybody else's
 * reference leads to it, or when it is the newest; never for its age. The others are expired, and every file in the table's
 * folder goes that no snapshot which stays can reach, and no metadata: so what a dead run or a dead clean-up left goes too. Of a
 * table that is read in its newest version alone the others go, whatever release they are of, and many small files become few.
 */
public record IcebergUpkeep(SparkSession session) implements TableUpkeep {

    @Override
    public List<TableIdentity> tables(String namespace) {
        List<TableIdentity> tables = new ArrayList<>();
        NamespaceTables.of(session, namespace)
                .forEach((name, table) ->
                        tables.add(new TableIdentity(TableFormat.ICEBERG, namespace, name, table.location())));
        return tables;
    }

    @Override
    public TableSurplus surplus(TableIdentity identity, RetainedVersions kept) {
        Optional<Table> found = find(identity);
        if (found.isEmpty()) {
            return new TableSurplus(identity, 0, List.of());
        }
        Table table = found.get();
        Set<Long> staying = staying(identity, table, kept);
        int going = 0;
        for (Snapshot snapshot : table.snapshots()) {
            going += staying.contains(snapshot.snapshotId()) ? 0 : 1;
        }
        Set<String> history = history(table);
        String root = TableFolder.plain(identity.location()) + "/";
        return new TableSurplus(
                identity,
                going,
                folder(identity)
                        .beside(
                                needed(table, staying),
                                path -> (path.startsWith("data/") || path.startsWith("metadata/"))
                                        && !history.contains(root + path)));
    }

    /**
     * Earlier metadata, whose files stay for readers that have begun with them. No release needs one: commits take the oldest
     * away, and after a clock was set back the log may still name it.
     */
    private static Set<String> history(Table table) {
        Set<String> files = new HashSet<>();
        ((BaseTable) table)
                .operations()
                .current()
                .previousFiles()
                .forEach(file -> files.add(TableFolder.plain(file.file())));
        return files;
    }

    @Override
    public void forget(TableIdentity identity, RetainedVersions kept) {
        Optional<Table> found = find(identity);
        if (found.isEmpty()) {
            return;
        }
        Table table = found.get();
        if (kept.isNewestAlone(identity)) {
            writeSmallFilesAsFew(table);
        }
        IcebergStore.change(table, () -> {
            TableClock.settle(table, Instant.now());
            Set<Long> staying = staying(identity, table, kept);
            Set<String> tags = new TreeSet<>(table.refs().keySet());
            tags.removeIf(name -> !goes(identity, name, table, kept));
            Set<Long> going = new TreeSet<>();
            table.snapshots().forEach(snapshot -> going.add(snapshot.snapshotId()));
            going.removeAll(staying);
            if (going.isEmpty() && tags.isEmpty()) {
                return;
            }
            Transaction transaction = table.newTransaction();
            if (!tags.isEmpty()) {
                ManageSnapshots references = transaction.manageSnapshots();
                tags.forEach(references::removeTag);
                references.commit();
            }
            if (!going.isEmpty()) {
                // by name alone: no snapshot is ever too old; and the files go in a step of their own
                ExpireSnapshots expire = transaction
                        .expireSnapshots()
                        .expireOlderThan(0)
                        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE);
                going.forEach(expire::expireSnapshotId);
                expire.commit();
            }
            transaction.commitTransaction();
        });
    }

    /** The rows stay as they are, in files of a usual size. Where there are few files nothing happens. */
    private void writeSmallFilesAsFew(Table table) {
        if (table.currentSnapshot() == null
                || SmallFiles.tooMany(
                                SnapshotFiles.of(table, table.currentSnapshot().snapshotId())
                                        .list())
                        .isEmpty()) {
            return;
        }
        IcebergStore.change(table, () -> TableClock.settle(table, Instant.now()));
        SparkActions.get(session)
                .rewriteDataFiles(table)
                .binPack()
                .option(SizeBasedFileRewritePlanner.MIN_INPUT_FILES, "2")
                .execute();
        table.refresh();
    }

    @Override
    public void remove(TableIdentity table, TableSurplus.Left file) {
        folder(table).remove(file.path());
    }

    @Override
    public Set<Long> there(TableIdentity table, Map<Long, ReleasedTable> releases) {
        Set<Long> there = new HashSet<>();
        find(table).ifPresent(found -> {
            Set<String> files = folder(table).list().keySet();
            ManifestEntries entries = new ManifestEntries(found);
            releases.forEach((number, released) -> {
                Snapshot snapshot = found.snapshot(released.version().number());
                if (snapshot != null && entries.isWhole(snapshot, files)) {
                    there.add(number);
                }
            });
        });
        return there;
    }

    @Override
    public Map<Long, List<DataFile>> files(TableIdentity table, Map<Long, ReleasedTable> releases) {
        Map<Long, List<DataFile>> files = new TreeMap<>();
        find(table).ifPresent(found -> {
            ManifestEntries entries = new ManifestEntries(found);
            releases.forEach((number, released) -> {
                Snapshot snapshot = found.snapshot(released.version().number());
                if (snapshot != null) {
                    files.put(number, entries.of(snapshot));
                }
            });
        });
        return files;
    }

    @Override
    public Optional<List<DataFile>> newest(TableIdentity table) {
        Optional<Table> found = find(table);
        Snapshot newest = found.map(Table::currentSnapshot).orElse(null);
        return newest == null ? Optional.empty() : Optional.of(new ManifestEntries(found.get()).of(newest));
    }

    @Override
    public List<String> changedColumns(TableIdentity table, ReleasedTable released) {
        Table found = find(table).orElseThrow();
        Schema then = SnapshotUtil.schemaFor(found, released.version().number());
        return released.columns().stream()
                .map(ReleasedTable.ReleasedColumn::name)
                .filter(name -> then.findField(name) != null)
                .filter(name -> found.schema().findField(name) == null
                        || found.schema().findField(name).fieldId()
                                != then.findField(name).fieldId())
                .toList();
    }

    private static Set<Long> staying(TableIdentity identity, Table table, RetainedVersions kept) {
        Set<Long> staying = new HashSet<>(kept.of(identity));
        table.refs().forEach((name, reference) -> {
            if (!goes(identity, name, table, kept)) {
                staying.add(reference.snapshotId());
            }
        });
        return staying;
    }

    /** Whether a reference is the tag of a release, and the table needs it no more. */
    private static boolean goes(TableIdentity identity, String name, Table table, RetainedVersions kept) {
        SnapshotRef reference = table.refs().get(name);
        OptionalLong release = reference == null ? OptionalLong.empty() : ReleaseTag.release(name, reference);
        if (reference == null || release.isEmpty()) {
            return false;
        }
        Snapshot newest = table.currentSnapshot();
        if (newest != null && kept.isNewestAlone(identity)) {
            return reference.snapshotId() != newest.snapshotId();
        }
        return !kept.releases().contains(release.getAsLong());
    }

    /** Plain paths of all files that these snapshots reach, and of the newest metadata. */
    private static Set<String> needed(Table table, Set<Long> snapshots) {
        Set<String> needed = new HashSet<>();
        TableMetadata metadata = ((BaseTable) table).operations().current();
        needed.add(TableFolder.plain(metadata.metadataFileLocation()));
        ReachableFileUtil.statisticsFilesLocationsForSnapshots(table, snapshots)
                .forEach(file -> needed.add(TableFolder.plain(file)));
        Map<String, ManifestFile> manifests = new HashMap<>();
        FileIO io = table.io();
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshots.contains(snapshot.snapshotId())) {
                if (snapshot.manifestListLocation() != null) {
                    needed.add(TableFolder.plain(snapshot.manifestListLocation()));
                }
                snapshot.allManifests(io).forEach(manifest -> manifests.put(manifest.path(), manifest));
            }
        }
        for (ManifestFile manifest : manifests.values()) {
            needed.add(TableFolder.plain(manifest.path()));
            try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, io, table.specs())) {
                paths.forEach(path -> needed.add(TableFolder.plain(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return needed;
    }

    private TableFolder folder(TableIdentity table) {
        return new TableFolder(table.location(), session.sessionState().newHadoopConf());
    }

    private Optional<Table> find(TableIdentity table) {
        return NamespaceTables.find(session, IcebergStore.name(table));
    }
}
