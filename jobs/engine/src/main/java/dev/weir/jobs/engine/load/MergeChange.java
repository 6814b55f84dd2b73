package dev.weir.jobs.engine.load;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.StagedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Merges a run's rows into a table by key. The state of a table is what all rows that were ever merged say, whenever they
 * came: of each key the row that is last in order, or with history every row from its order to the next. Keys that went are
 * remembered in a table of their own, so that a row which comes late does not bring them back.
 */
public final class MergeChange {

    private MergeChange() {}

    /**
     * Merges, and writes both tables.
     *
     * @param table staged for a change, or as a replacement: then the run's rows are all there are
     * @param deletes the same of the keys that went, with the columns of {@link #deleted}; where rows can go
     * @param rows that the run brings, as they are released, without the columns that the mode adds
     * @param key the columns of the primary key
     * @return what became of the rows
     */
    public static MergeResult apply(
            SparkSession spark,
            StagedTable table,
            Optional<StagedTable> deletes,
            Dataset<Row> rows,
            List<String> key,
            Load.Merge load) {
        MergedRows merged = new MergedRows(rows, key, load);
        ChangedTable changed = new ChangedTable(spark, table);
        Optional<ChangedTable> gone = deletes.map(staged -> new ChangedTable(spark, staged));
        return switch (load.history()) {
            case LATEST -> new LatestMerge(changed, gone, merged).apply();
            case TYPE_2 -> new HistoryMerge(changed, gone, merged).apply();
        };
    }

    /** The columns of a merged table, given those of the rows that a run brings: with those that the mode adds. */
    public static StructType columns(StructType rows, Load.Merge load) {
        StructType columns = rows;
        for (String added : load.added()) {
            columns = columns.add(added, rows.apply(load.order()).dataType());
        }
        return columns;
    }

    /** The columns of the table that remembers which keys went: those of the key, then the order from which on. */
    public static StructType deleted(StructType rows, List<String> key, Load.Merge load) {
        StructType columns = new StructType();
        for (String name : key) {
            columns = columns.add(rows.apply(name));
        }
        StructField order = rows.apply(load.order());
        return columns.add(MergedRows.ORDER, order.dataType());
    }

    /** The table that remembers which keys of a released table went, as a table of that release. */
    public static ReleasedTable remembered(ReleasedTable table, ReleasedTable.Version deletes) {
        List<ReleasedTable.ReleasedColumn> columns = new ArrayList<>();
        for (String name : table.key()) {
            table.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .forEach(columns::add);
        }
        columns.add(new ReleasedTable.ReleasedColumn(MergedRows.ORDER, "", "", "keep", "", ""));
        return new ReleasedTable(
                table.name(), deletes, columns, table.content(), table.files(), table.contract(), table.load());
    }
}
