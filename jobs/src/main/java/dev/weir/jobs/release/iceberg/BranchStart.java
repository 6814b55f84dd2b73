package dev.weir.jobs.release.iceberg;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.release.StagedTable;
import dev.weir.jobs.release.TableIdentity;
import dev.weir.quality.ByName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.spark.ScanTaskSetManager;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the snapshot that a run's branch begins with means to the run. */
enum BranchStart {
    /** Nothing: the run's rows replace it, or come on top of it unseen. */
    UNSEEN,
    /** The run changes it. */
    CHANGED,
    /** It is what the run stages. */
    RESTORED;

    private static final String ICEBERG_FILE = "_file";

    boolean isStaged() {
        return this != UNSEEN;
    }

    SnapshotFiles files(RunBranch branch) {
        return this == CHANGED ? SnapshotFiles.of(branch.table(), branch.start()) : new SnapshotFiles(Map.of());
    }

    List<DataFile> files(RunBranch branch, Set<String> paths) {
        return tasks(branch, paths).stream().map(FileScanTask::file).toList();
    }

    Dataset<Row> rows(
            SparkSession session, TableIdentity identity, RunBranch branch, StructType schema, ChangedColumns columns) {
        if (this != CHANGED) {
            return none(session, schema);
        }
        Schema there = SnapshotUtil.schemaFor(branch.table(), branch.start());
        Dataset<Row> rows = session.sql("SELECT *, " + ICEBERG_FILE + " FROM "
                + IcebergStore.quoted(IcebergStore.name(identity)) + " VERSION AS OF " + branch.start());
        return staged(rows, there, schema, columns);
    }

    Dataset<Row> rows(
            SparkSession session,
            TableIdentity identity,
            RunBranch branch,
            StructType schema,
            ChangedColumns columns,
            Set<String> paths) {
        return rows(session, identity, branch, schema, columns, tasks(branch, paths));
    }

    /** The rows of the files that the branch has now and did not begin with. */
    Dataset<Row> added(
            SparkSession session, TableIdentity identity, RunBranch branch, StructType schema, ChangedColumns columns) {
        Map<String, FileScanTask> tasks = new LinkedHashMap<>(
                SnapshotFiles.of(branch.table(), branch.tip().snapshotId()).tasks());
        tasks.keySet().removeAll(files(branch).tasks().keySet());
        return rows(session, identity, branch, schema, columns, List.copyOf(tasks.values()))
                .drop(StagedTable.FILE);
    }

    private static Dataset<Row> rows(
            SparkSession session,
            TableIdentity identity,
            RunBranch branch,
            StructType schema,
            ChangedColumns columns,
            List<FileScanTask> tasks) {
        if (tasks.isEmpty()) {
            return none(session, schema);
        }
        String set = UUID.randomUUID().toString();
        ScanTaskSetManager.get().stageTasks(branch.table(), set, tasks);
        Dataset<Row> rows = session.read()
                .format("iceberg")
                .option(SparkReadOptions.SCAN_TASK_SET_ID, set)
                .load(IcebergStore.quoted(IcebergStore.name(identity)));
        return staged(rows, branch.table().schema(), schema, columns);
    }

    private List<FileScanTask> tasks(RunBranch branch, Set<String> paths) {
        Map<String, FileScanTask> tasks = files(branch).tasks();
        List<FileScanTask> found = new ArrayList<>();
        for (String path : paths) {
            FileScanTask task = tasks.get(path);
            if (task == null) {
                throw new IllegalStateException("Run " + branch.run() + " changes no file '" + path + "'");
            }
            found.add(task);
        }
        return found;
    }

    /** A column that the base has not is NULL there; one that was narrower is as wide as it is now. */
    private static Dataset<Row> staged(Dataset<Row> rows, Schema there, StructType schema, ChangedColumns columns) {
        List<Column> selected = new ArrayList<>();
        for (StructField field : schema.fields()) {
            String former = columns.former(field.name());
            Column value = there.findField(former) == null ? lit(null) : ByName.column(former);
            selected.add(value.cast(field.dataType()).as(field.name()));
        }
        selected.add(col(ICEBERG_FILE).as(StagedTable.FILE));
        return rows.select(selected.toArray(new Column[0]));
    }

    private static Dataset<Row> none(SparkSession session, StructType schema) {
        return session.createDataFrame(
                List.of(), schema.add(StagedTable.FILE, org.apache.spark.sql.types.DataTypes.StringType));
    }
}
