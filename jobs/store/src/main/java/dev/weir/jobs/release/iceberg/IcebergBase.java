package dev.weir.jobs.release.iceberg;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The snapshot that a change begins on. */
final class IcebergBase implements BaseRows {

    private static final String ICEBERG_FILE = "_file";

    private final SparkSession session;
    private final TableIdentifier name;
    private final Table table;
    private final OptionalLong snapshot;
    private final StructType schema;
    private final ChangedColumns columns;
    private @Nullable SnapshotFiles found;

    /**
     * @param snapshot empty where the rows come on top of none
     * @param schema of the whole table after the change
     */
    IcebergBase(
            SparkSession session,
            TableIdentity identity,
            Table table,
            OptionalLong snapshot,
            StructType schema,
            ChangedColumns columns) {
        this.session = session;
        this.name = IcebergStore.name(identity);
        this.table = table;
        this.snapshot = snapshot;
        this.schema = schema;
        this.columns = columns;
    }

    @Override
    public List<DataFile> files() {
        return snapshotFiles().list();
    }

    /** A snapshot never changes, so its manifests are read once. */
    private synchronized SnapshotFiles snapshotFiles() {
        if (found == null) {
            found = snapshot.isPresent() ? SnapshotFiles.of(table, snapshot.getAsLong()) : new SnapshotFiles(Map.of());
        }
        return found;
    }

    /** Columns are read by their ids: every file stays readable. */
    @Override
    public List<DataFile> stale() {
        return SmallFiles.tooMany(files());
    }

    @Override
    public Dataset<Row> rows() {
        if (snapshot.isEmpty()) {
            return none();
        }
        Schema there = SnapshotUtil.schemaFor(table, snapshot.getAsLong());
        Dataset<Row> rows = session.sql("SELECT *, " + ICEBERG_FILE + " FROM " + IcebergStore.quoted(name)
                + " VERSION AS OF " + snapshot.getAsLong());
        return staged(rows, there);
    }

    @Override
    public Dataset<Row> rows(Set<String> paths) {
        return rows(tasks(paths));
    }

    /** The rows of the files that a later snapshot has and this one has not. */
    Dataset<Row> added(long later) {
        Map<String, FileScanTask> tasks =
                new LinkedHashMap<>(SnapshotFiles.of(table, later).tasks());
        tasks.keySet().removeAll(snapshotFiles().tasks().keySet());
        return rows(List.copyOf(tasks.values())).drop(StagedTable.FILE);
    }

    /** Iceberg's own words for these files; errors when the snapshot has no such file. */
    List<org.apache.iceberg.DataFile> files(Set<String> paths) {
        return tasks(paths).stream().map(FileScanTask::file).toList();
    }

    private List<FileScanTask> tasks(Set<String> paths) {
        Map<String, FileScanTask> tasks = snapshotFiles().tasks();
        List<FileScanTask> found = new ArrayList<>();
        for (String path : paths) {
            FileScanTask task = tasks.get(path);
            if (task == null) {
                throw new IllegalStateException("Table '" + name + "' begins without '" + path + "'");
            }
            found.add(task);
        }
        return found;
    }

    private Dataset<Row> rows(List<FileScanTask> tasks) {
        if (tasks.isEmpty()) {
            return none();
        }
        String set = UUID.randomUUID().toString();
        ScanTaskSetManager.get().stageTasks(table, set, tasks);
        Dataset<Row> rows = session.read()
                .format("iceberg")
                .option(SparkReadOptions.SCAN_TASK_SET_ID, set)
                .load(IcebergStore.quoted(name));
        return staged(rows, table.schema());
    }

    /** A column that the base has not is NULL there; one that was narrower is as wide as it is now. */
    private Dataset<Row> staged(Dataset<Row> rows, Schema there) {
        List<Column> selected = new ArrayList<>();
        for (StructField field : schema.fields()) {
            String former = columns.former(field.name());
            Column value = there.findField(former) == null ? lit(null) : ColumnsByName.column(former);
            selected.add(value.cast(field.dataType()).as(field.name()));
        }
        selected.add(col(ICEBERG_FILE).as(StagedTable.FILE));
        return rows.select(selected.toArray(new Column[0]));
    }

    private Dataset<Row> none() {
        return session.createDataFrame(List.of(), schema.add(StagedTable.FILE, DataTypes.StringType));
    }
}
