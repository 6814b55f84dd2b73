package dev.weir.jobs.engine.load;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.release.ExcludedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/** One row for each key: the last in order. A row of the run takes the place of one that is as late. */
record LatestMerge(ChangedTable table, Optional<ChangedTable> deletes, MergedRows merged) {
    private static final String KEY = "_weir_key_";
    private static final String OTHER = "_weir_other_";
    private static final String FATE = "_weir_fate";
    private static final String LATE = "late";
    private static final String DELETED = "deleted";
    private static final String DELETION = "deletion";
    private static final String BROUGHT = "brought";
    private static final String THERE = "_weir_there";

    MergeResult apply() {
        Dataset<Row> last = merged.last();
        Column order = ColumnsByName.column(merged.load().order());
        // Of the whole table the key and the order are read, once; rows of the run's keys stay.
        Dataset<Row> there = withLast(merged.keys(table.rows(), KEY, order.as(THERE), col(StagedTable.FILE)), last)
                .persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> candidates = with(last, LATE, there.where(not(goes())));
        if (deletes.isPresent()) {
            Dataset<Row> gone = withLast(
                    merged.keys(deletes.get().rows(), KEY, col(MergedRows.ORDER).as(THERE)), last);
            candidates = with(candidates, DELETED, gone.where(not(goes())));
        } else {
            candidates = candidates.withColumn(DELETED, lit(null).cast(DataTypes.BooleanType));
        }
        Dataset<Row> fates = candidates
                .withColumn(
                        FATE,
                        when(col(LATE).isNotNull(), LATE)
                                .when(col(DELETED).isNotNull(), DELETED)
                                .when(col(MergedRows.GONE), DELETION)
                                .otherwise(BROUGHT))
                .drop(LATE, DELETED)
                .persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> winners = fates.where(col(FATE).isin(BROUGHT, DELETION)).drop(FATE);
        try {
            Set<String> touched = table.touched(there.where(goes()));
            Dataset<Row> kept = table.rows(touched).join(merged.keys(winners, KEY), merged.same(KEY), "left_anti");
            Dataset<Row> brought = winners.where(not(col(MergedRows.GONE)));
            table.write(kept.unionByName(brought.select(ColumnsByName.columns(List.of(kept.columns())))));
            table.remove(touched);
            deletes.ifPresent(gone -> gone.write(merged.deleted(winners)));
            return counted(fates);
        } finally {
            fates.unpersist();
            there.unpersist();
        }
    }

    /** Whether the row that is there makes place for the run's. */
    private static Column goes() {
        return coalesce(col(THERE).leq(col(MergedRows.ORDER)), col(THERE).isNull());
    }

    private Dataset<Row> withLast(Dataset<Row> there, Dataset<Row> last) {
        return there.join(last.select(merged.narrow(col(MergedRows.ORDER))), merged.same(KEY));
    }

    /** The rows with a column that is NULL where none of the others has their key. */
    private Dataset<Row> with(Dataset<Row> rows, String name, Dataset<Row> others) {
        Dataset<Row> keys = merged.keys(others, OTHER).distinct();
        return rows.join(keys.withColumn(name, lit(true)), merged.same(OTHER), "left_outer")
                .drop(keys.columns());
    }

    /** Each row of the run, by what became of it. */
    private static MergeResult counted(Dataset<Row> fates) {
        Map<String, Long> rows = new HashMap<>();
        long run = 0;
        long keys = 0;
        for (Row fate : fates.groupBy(col(FATE))
                .agg(count(lit(1)), sum(col(MergedRows.VERSIONS)))
                .collectAsList()) {
            rows.put(fate.getString(0), fate.getLong(1));
            keys += fate.getLong(1);
            run += fate.getLong(2);
        }
        return new MergeResult(
                rows.getOrDefault(BROUGHT, 0L),
                new ExcludedRows(
                        0,
                        run - keys,
                        rows.getOrDefault(LATE, 0L),
                        rows.getOrDefault(DELETED, 0L),
                        rows.getOrDefault(DELETION, 0L)));
    }
}
