package dev.weir.jobs.release.delta;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.LostRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableComments;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.storage.FullDisk;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Releases kept as Delta tables. A run leaves files in the table's folder, and commits them as the release's application
 * transaction before the release's manifest is there: Delta knows no versions beside its newest, so a manifest could otherwise
 * name one that does not exist yet. A table comes into being with its first release.
 *
 * <p>Readers by release see all tables at once. Readers of newest versions see a release a moment before its manifest, and one
 * table after the other.
 */
public final class DeltaStore implements TableStore {

    private final LazySpark spark;
    private final DeltaFiles files;

    public DeltaStore(LazySpark spark, DeltaFiles files) {
        this.spark = spark;
        this.files = files;
    }

    @Override
    public StagedTable stage(String run, TableIdentity table, StructType schema, LoadMode load) {
        DeltaHead head = DeltaHead.writable(spark.session(), table.location());
        return new DeltaStagedTable(
                spark.session(), table, schema, load, run, head, files, Optional.empty(), Optional.empty());
    }

    @Override
    public StagedTable change(String run, TableIdentity table, StructType schema, ChangeBase base) {
        DeltaHead head = DeltaHead.writable(spark.session(), table.location());
        return new DeltaStagedTable(
                spark.session(),
                table,
                schema,
                LoadMode.CHANGE,
                run,
                head,
                files,
                Optional.of(base(head, table, schema, base)),
                Optional.empty());
    }

    @Override
    public BaseRows base(TableIdentity table, StructType schema, ChangeBase base) {
        return base(DeltaHead.writable(spark.session(), table.location()), table, schema, base);
    }

    private DeltaBase base(DeltaHead head, TableIdentity table, StructType schema, ChangeBase base) {
        ChangeBase.Newest newest = base.newest();
        if (head.version() != find(newest.release(), table.location(), newest.version())) {
            throw ProblemsException.of(
                    Code.TABLE_CHANGED,
                    Place.of(table.location()),
                    "The newest version of table '" + table.identifier() + "' is not its last release",
                    "somebody else has written to it; only releases should",
                    "Find out who writes there and stop it, then make the table anew with --full: the same run again ends"
                            + " in the same way.");
        }
        long released = find(base.release(), table.location(), base.version());
        Snapshot there = snapshot(table, released);
        Snapshot now = released == head.version() ? there : snapshot(table, head.version());
        return new DeltaBase(log(table), there, now, schema, base);
    }

    @Override
    public StagedTable restore(String run, TableIdentity table, RunMark release, ReleasedTable former) {
        DeltaHead head = DeltaHead.writable(spark.session(), table.location());
        Snapshot there = snapshot(table, find(release, table.location(), former.version()));
        return new DeltaStagedTable(
                spark.session(),
                table,
                there.schema(),
                LoadMode.REPLACE,
                run,
                head,
                files,
                Optional.empty(),
                Optional.of(AddFiles.of(there).stream().map(AddFiles::again).toList()));
    }

    private DeltaLog log(TableIdentity table) {
        return DeltaLog.forTable(spark.session(), table.location());
    }

    private Snapshot snapshot(TableIdentity table, long version) {
        return log(table).getSnapshotAt(version, Option.empty(), Option.empty());
    }

    @Override
    public void prepare(RunMark mark, List<StagedEntry> entries, TableComments comments) {
        List<Runnable> commits = entries.stream()
                .<Runnable>map(entry -> () -> new DeltaCommit(spark.session(), mark, entry).release(comments.of(entry)))
                .toList();
        if (!commits.isEmpty()) {
            // of two that make the same release the first table lets one past, and the other has touched nothing
            ParallelCommits.together(spark.session(), commits.subList(0, 1));
            ParallelCommits.together(spark.session(), commits.subList(1, commits.size()));
        }
    }

    @Override
    public List<String> publish(RunMark mark, List<StagedEntry> entries, TableComments comments) {
        ParallelCommits.together(
                spark.session(),
                entries.stream()
                        .filter(entry ->
                                entry.version().isPresent() && !entry.load().isReleased())
                        .<Runnable>map(entry -> () -> new DeltaCommit(spark.session(), mark, entry).append())
                        .toList());
        return List.of();
    }

    @Override
    public void rollBack(RunMark mark, List<StagedEntry> entries) {
        for (StagedEntry entry : entries) {
            if (entry.load().isReleased()) {
                new DeltaCommit(spark.session(), mark, entry).undo();
            }
            Path folder = new Path(entry.table().location());
            try {
                delete(folder, mark);
            } catch (IOException e) {
                throw Warehouse.notWritable(entry.table().location(), e);
            }
        }
    }

    @Override
    public void require(RunMark release, ReleasedTable table) {
        find(release, table.version().location(), table.version());
    }

    @Override
    public OptionalLong newestRelease(Warehouse warehouse, String product) {
        return DeltaFolders.of(warehouse, product).stream()
                .map(table -> newestRelease(table, product))
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    private OptionalLong newestRelease(TableIdentity table, String product) {
        try {
            return DeltaHead.release(log(table).update(false, Option.empty(), Option.empty()), product);
        } catch (Exception e) { // Delta's and Hadoop's own, of many kinds and undeclared, at a damaged log
            Optional<String> full = FullDisk.in(e);
            if (full.isPresent()) {
                throw new ProblemsException(List.of(full(table, full.get())), e);
            }
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(table.location()),
                    "The log of the Delta table '" + table.identifier() + "' cannot be read",
                    e.getClass().getSimpleName() + ": a file of it is missing or damaged",
                    "Restore the warehouse from a copy.",
                    e);
        }
    }

    private static Problem full(TableIdentity table, String words) {
        return new Problem(
                Code.NOT_WRITABLE,
                Place.of(table.location()),
                "The log of the Delta table '" + table.identifier() + "' cannot be read while a disk is full",
                "Spark keeps what it reads of it in files of its own, and the system says '" + words + "'",
                "Free some space, then run the command again; the table is as it was.");
    }

    @Override
    public Dataset<Row> read(RunMark release, ReleasedTable table) {
        return spark.session()
                .read()
                .format("delta")
                .option("versionAsOf", find(release, table.version().location(), table.version()))
                .load(table.version().location())
                .select(columns(table));
    }

    /** Delta's reader tells the file of a row, and not where in the file it lies. */
    @Override
    public Dataset<Row> located(RunMark release, ReleasedTable table) {
        List<Column> located = new ArrayList<>(List.of(columns(table)));
        located.add(functions.col("_metadata.file_path").as(ROW_FILE));
        located.add(functions.lit(null).cast(DataTypes.LongType).as(ROW_PLACE));
        return spark.session()
                .read()
                .format("delta")
                .option("versionAsOf", find(release, table.version().location(), table.version()))
                .load(table.version().location())
                .select(located.toArray(new Column[0]));
    }

    private static Column[] columns(ReleasedTable table) {
        return table.columns().stream()
                .map(column -> ColumnsByName.column(column.name()))
                .toArray(Column[]::new);
    }

    @Override
    public List<DataFile> files(RunMark release, ReleasedTable table) {
        String location = table.version().location();
        return AddFiles.list(
                location,
                AddFiles.of(DeltaLog.forTable(spark.session(), location)
                        .getSnapshotAt(find(release, location, table.version()), Option.empty(), Option.empty())));
    }

    @Override
    public Optional<Dataset<Row>> read(RunMark release, ReleasedTable table, Set<String> files) {
        String location = table.version().location();
        DeltaLog log = DeltaLog.forTable(spark.session(), location);
        Snapshot snapshot = log.getSnapshotAt(find(release, location, table.version()), Option.empty(), Option.empty());
        List<AddFile> wanted = AddFiles.of(snapshot).stream()
                .filter(file -> files.contains(AddFiles.path(location, file)))
                .toList();
        if (wanted.stream().anyMatch(file -> file.deletionVector() != null)) {
            return Optional.empty();
        }
        return Optional.of(log.createDataFrame(
                        snapshot, JavaConverters.asScalaBuffer(wanted).toSeq(), false, Option.empty())
                .select(columns(table)));
    }

    /**
     * The version that the manifest names, when it carries the release's transaction.
     *
     * @param location where the table lies; the manifest names where it lay
     */
    private long find(RunMark release, String location, ReleasedTable.Version table) {
        Iterator<Tuple2<Object, Seq<Action>>> commits =
                DeltaLog.forTable(spark.session(), location).getChanges(table.number(), false);
        if (commits.hasNext()) {
            Tuple2<Object, Seq<Action>> commit = commits.next();
            for (Action action : JavaConverters.seqAsJavaList(commit._2())) {
                if ((long) commit._1() == table.number()
                        && action instanceof SetTransaction transaction
                        && transaction.appId().equals(DeltaCommit.application(release.product()))
                        && transaction.version() == release.release().orElseThrow()) {
                    return table.number();
                }
            }
        }
        throw ProblemsException.of(
                Code.RELEASE_MISSING,
                Place.of(location),
                "Version " + table.number() + " of table '" + table.identifier() + "' is gone, or not the one of"
                        + " release " + release.release().orElseThrow(),
                "the table was dropped or restored, or its log was cleaned by hand",
                LostRows.remedy(release.product(), release.release().orElseThrow())
                        + " 'weir doctor' says how to go on then.");
    }

    /** Every file that a run writes has its id in the name: the journal's files, and those of a writer that died before. */
    private void delete(Path folder, RunMark mark) throws IOException {
        FileSystem system = folder.getFileSystem(spark.hadoop());
        if (!system.exists(folder)) {
            return;
        }
        for (FileStatus left : system.listStatus(folder, path -> path.getName().contains(mark.run()))) {
            system.delete(left.getPath(), false);
        }
        if (system.listStatus(folder).length == 0) {
            system.delete(folder, false);
        }
    }
}
