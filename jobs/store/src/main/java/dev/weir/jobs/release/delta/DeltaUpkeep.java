package dev.weir.jobs.release.delta;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.RetainedVersions;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Looks after Delta tables. The whole log is read once, and the files of each version that stays are kept: the newest, and
 * those which the manifest of a kept release names. Every other Parquet file in the folder goes. The log itself stays as it
 * is, so a version whose files have gone is still listed, and can no longer be read. {@code VACUUM} is never run: it knows
 * ages, and no releases.
 */
public record DeltaUpkeep(SparkSession session, Warehouse warehouse) implements TableUpkeep {

    private static final String LOG = "_delta_log";

    @Override
    public List<TableIdentity> tables(String namespace) {
        return DeltaFolders.of(warehouse, namespace);
    }

    @Override
    public TableSurplus surplus(TableIdentity table, RetainedVersions kept) {
        History history = history(table, kept.of(table), Set.of());
        return new TableSurplus(table, 0, folder(table).beside(history.needed(), DeltaUpkeep::isOurs));
    }

    /** Rows, and what a commit to the log had written when it died. */
    private static boolean isOurs(String path) {
        return path.indexOf('/') < 0 ? path.endsWith(".parquet") : path.startsWith(LOG + "/.") && path.endsWith(".tmp");
    }

    @Override
    public void forget(TableIdentity table, RetainedVersions kept) {
        // the log keeps every version; only files go
    }

    @Override
    public void remove(TableIdentity table, TableSurplus.Left file) {
        folder(table).remove(file.path());
        folder(table).removeWhenEmpty();
    }

    @Override
    public Set<Long> there(TableIdentity table, Map<Long, ReleasedTable> releases) {
        Set<Long> versions = new HashSet<>();
        releases.values().forEach(release -> versions.add(release.version().number()));
        Set<Long> whole =
                history(table, versions, folder(table).list().keySet()).whole();
        Set<Long> found = new HashSet<>(releases.keySet());
        found.removeIf(release ->
                !whole.contains(requireNonNull(releases.get(release)).version().number()));
        return found;
    }

    @Override
    public Map<Long, List<DataFile>> files(TableIdentity table, Map<Long, ReleasedTable> releases) {
        Set<Long> versions = new HashSet<>();
        releases.values().forEach(release -> versions.add(release.version().number()));
        Map<Long, List<AddFile>> named = history(table, versions, Set.of()).named();
        Map<Long, List<DataFile>> files = new TreeMap<>();
        releases.forEach((number, release) -> {
            List<AddFile> found = named.get(release.version().number());
            if (found != null) {
                files.put(number, AddFiles.list(table.location(), found));
            }
        });
        return files;
    }

    @Override
    public Optional<List<DataFile>> newest(TableIdentity table) {
        History history = history(table, Set.of(), Set.of());
        return history.last().isEmpty()
                ? Optional.empty()
                : Optional.of(AddFiles.list(table.location(), history.last().get()));
    }

    /** By the names in the data files, which a column that was renamed keeps. */
    @Override
    public List<String> changedColumns(TableIdentity table, ReleasedTable released) {
        DeltaLog log = DeltaLog.forTable(session, table.location());
        Map<String, String> now = inFiles(log.update(false, Option.empty(), Option.empty()));
        Map<String, String> then =
                inFiles(log.getSnapshotAt(released.version().number(), Option.empty(), Option.empty()));
        return released.columns().stream()
                .map(ReleasedTable.ReleasedColumn::name)
                .filter(name -> !Objects.equals(now.get(name), then.get(name)))
                .toList();
    }

    private static Map<String, String> inFiles(Snapshot version) {
        Map<String, String> names = new HashMap<>();
        for (StructField field : version.schema().fields()) {
            names.put(field.name(), DeltaColumnMapping.getPhysicalName(field));
        }
        return names;
    }

    /**
     * The log's answer.
     *
     * @param needed plain paths of the files of all versions that stay
     * @param whole the versions that stay whose files are all there
     * @param named the files of each version that stays
     * @param last the files of the newest version; empty where there is none
     */
    private record History(
            Set<String> needed, Set<Long> whole, Map<Long, List<AddFile>> named, Optional<List<AddFile>> last) {}

    private History history(TableIdentity table, Set<Long> kept, Set<String> there) {
        Set<String> needed = new HashSet<>();
        Set<Long> whole = new HashSet<>();
        Map<Long, List<AddFile>> named = new HashMap<>();
        if (!DeltaFolders.isDelta(warehouse, table)) {
            return new History(needed, whole, named, Optional.empty());
        }
        Map<String, AddFile> live = new LinkedHashMap<>();
        Map<String, String> paths = new HashMap<>();
        boolean any = false;
        DeltaLog log = DeltaLog.forTable(session, table.location());
        log.update(false, Option.empty(), Option.empty());
        Iterator<Tuple2<Object, Seq<Action>>> commits = log.getChanges(0, true);
        while (commits.hasNext()) {
            any = true;
            Tuple2<Object, Seq<Action>> commit = commits.next();
            List<AddFile> added = new ArrayList<>();
            for (Action action : JavaConverters.seqAsJavaList(commit._2())) {
                if (action instanceof AddFile add) {
                    added.add(add);
                } else if (action instanceof RemoveFile remove) {
                    live.remove(remove.path());
                    paths.remove(remove.path());
                }
            }
            // a file may be removed and added again in one commit
            added.forEach(add -> {
                live.put(add.path(), add);
                paths.put(add.path(), AddFiles.path(table.location(), add));
            });
            long version = (long) commit._1();
            if (kept.contains(version)) {
                named.put(version, List.copyOf(live.values()));
                needed.addAll(paths.values());
                if (there.containsAll(paths.values())) {
                    whole.add(version);
                }
            }
        }
        needed.addAll(paths.values());
        return new History(needed, whole, named, any ? Optional.of(List.copyOf(live.values())) : Optional.empty());
    }

    private TableFolder folder(TableIdentity table) {
        return new TableFolder(table.location(), session.sessionState().newHadoopConf());
    }
}
