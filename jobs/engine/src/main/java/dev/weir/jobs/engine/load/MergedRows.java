package dev.weir.jobs.engine.load;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import dev.weir.contracts.Load;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The rows that a run merges into a table: each sets its key's row, or deletes it, from its order on.
 *
 * @param rows as they are released, with the order and the column that says whether a row's key goes
 * @param key columns by which rows are the same; NULL is the same as NULL
 * @param load the table's
 */
record MergedRows(Dataset<Row> rows, List<String> key, Load.Merge load) {

    /** BOOLEAN: whether a row deletes its key. */
    static final String GONE = "_weir_gone";

    /** The order of a row. */
    static final String ORDER = "_weir_order";

    /** BIGINT: how many rows of the run a row stands for, itself included. */
    static final String VERSIONS = "_weir_versions";

    private static final String RANK = "_weir_rank";

    MergedRows {
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("Rows are merged by their key, and there is none");
        }
    }

    /** The last row of each key, with {@link #GONE}, {@link #ORDER} and {@link #VERSIONS}. */
    Dataset<Row> last() {
        return best(key);
    }

    /** The one row of each key and order, with the same. */
    Dataset<Row> each() {
        List<String> parts = new ArrayList<>(key);
        parts.add(ORDER);
        return best(parts);
    }

    /**
     * Of rows with the same order one that goes comes first, then the one that lies last: in the file whose name comes last, as it
     * would if each file had been loaded by itself. Without a place it is any, but always the same one of the same rows.
     */
    private Dataset<Row> best(List<String> parts) {
        Column gone = load.deletes()
                .map(deletes -> coalesce(ColumnsByName.column(deletes), lit(false)))
                .orElse(lit(false));
        List<Column> order =
                new ArrayList<>(List.of(col(ORDER).desc_nulls_last(), col(GONE).desc()));
        if (Arrays.asList(rows.columns()).containsAll(List.of(SinkColumns.FILE, SinkColumns.LINE))) {
            order.add(col(SinkColumns.FILE).desc_nulls_last());
            order.add(col(SinkColumns.LINE).desc_nulls_last());
        }
        Column[] all = ColumnsByName.columns(Stream.of(rows.columns())
                .filter(column -> !HiddenColumns.isHidden(column))
                .toList());
        order.add(xxhash64(all).desc());
        return rows.withColumn(GONE, gone)
                .withColumn(ORDER, ColumnsByName.column(load.order()))
                .withColumn(
                        RANK,
                        row_number()
                                .over(Window.partitionBy(ColumnsByName.columns(parts))
                                        .orderBy(order.toArray(new Column[0]))))
                .withColumn(VERSIONS, count(lit(1)).over(Window.partitionBy(ColumnsByName.columns(parts))))
                .where(col(RANK).equalTo(1))
                .drop(RANK);
    }

    /** The keys of rows under names of their own, to join with. */
    Dataset<Row> keys(Dataset<Row> of, String prefix, Column... more) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            columns.add(ColumnsByName.column(key.get(i)).as(prefix + i));
        }
        columns.addAll(List.of(more));
        return of.select(columns.toArray(new Column[0]));
    }

    /** Whether rows with the key's own names and rows with names of {@link #keys} have the same key. */
    Column same(String prefix) {
        Column same = lit(true);
        for (int i = 0; i < key.size(); i++) {
            same = same.and(ColumnsByName.column(key.get(i)).eqNullSafe(col(prefix + i)));
        }
        return same;
    }

    /** Which keys rows say went, and from when on. */
    Dataset<Row> deleted(Dataset<Row> of) {
        List<Column> columns = new ArrayList<>(List.of(ColumnsByName.columns(key)));
        columns.add(col(ORDER));
        return of.where(col(GONE)).select(columns.toArray(new Column[0]));
    }

    /** The key's own columns, and others. */
    Column[] narrow(Column... more) {
        List<Column> columns = new ArrayList<>(List.of(ColumnsByName.columns(key)));
        columns.addAll(List.of(more));
        return columns.toArray(new Column[0]);
    }
}
