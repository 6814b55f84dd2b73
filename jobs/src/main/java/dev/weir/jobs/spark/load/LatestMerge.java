package dev.weir.jobs.spark.load;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.weir.jobs.release.StagedTable;
import dev.weir.quality.ByName;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** One row for each key: the last in order. A row of the run takes the place of one that is as late. */
final class LatestMerge {

    private static final String KEY = "_weir_key_";
    private static final String LATE = "_weir_late_";
    private static final String THERE = "_weir_there";

    private final ChangedTable table;
    private final Optional<ChangedTable> deletes;
    private final MergedRows merged;

    LatestMerge(ChangedTable table, Optional<ChangedTable> deletes, MergedRows merged) {
        this.table = table;
        this.deletes = deletes;
        this.merged = merged;
    }

    /** How many rows of the run are in the table now. */
    long apply() {
        Dataset<Row> last = merged.last();
        Column order = ByName.column(merged.load().order());
        // Of the whole table the key and the order are read, once; rows of the run's keys stay.
        Dataset<Row> there = withLast(merged.keys(table.rows(), KEY, order.as(THERE), col(StagedTable.FILE)), last)
                .persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> timely = without(last, there.where(not(goes())));
        if (deletes.isPresent()) {
            Dataset<Row> gone = withLast(
                    merged.keys(deletes.get().rows(), KEY, col(MergedRows.ORDER).as(THERE)), last);
            timely = without(timely, gone.where(not(goes())));
        }
        Dataset<Row> winners = timely.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Set<String> touched = table.touched(there.where(goes()));
            Dataset<Row> kept = table.rows(touched).join(merged.keys(winners, KEY), merged.same(KEY), "left_anti");
            Dataset<Row> brought = winners.where(not(col(MergedRows.GONE)));
            table.write(kept.unionByName(MergedRows.plain(brought)));
            table.remove(touched);
            deletes.ifPresent(gone -> gone.write(merged.deleted(winners)));
            return brought.count();
        } finally {
            winners.unpersist();
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

    private Dataset<Row> without(Dataset<Row> last, Dataset<Row> late) {
        return last.join(merged.keys(late, LATE), merged.same(LATE), "left_anti");
    }
}
