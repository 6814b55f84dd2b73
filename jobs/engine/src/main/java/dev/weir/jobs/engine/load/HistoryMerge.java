package dev.weir.jobs.engine.load;

import static org.apache.spark.sql.functions.any_value;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.ExcludedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Every row of a key, each valid from its order to the next row's, or to when the key went (type 2). A row that comes late
 * takes its place between those that are there.
 *
 * <p>Of the run's keys alone a time line is made, of narrow rows: what is there and what the run brings, each with the order
 * of the next. The files of rows that it replaces, or ends elsewhere, are written anew.
 */
record HistoryMerge(ChangedTable table, Optional<ChangedTable> deletes, MergedRows merged) {
    private static final String KEY = "_weir_key_";
    private static final String AT = "_weir_at";
    private static final String NEXT = "_weir_next";
    private static final String BROUGHT = "_weir_brought";
    private static final String THERE = "_weir_there";
    private static final String UNTIL = "_weir_until";
    private static final String REPLACED = "_weir_replaced";

    MergeResult apply() {
        Dataset<Row> each = merged.each();
        Dataset<Row> line = line(each).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Dataset<Row> moved =
                    line.where(col(THERE)).where(col(BROUGHT).or(not(col(UNTIL).eqNullSafe(col(NEXT)))));
            Set<String> touched = table.touched(moved);
            Dataset<Row> kept = ended(table.rows(touched), moved);
            Dataset<Row> brought = each.where(not(col(MergedRows.GONE)))
                    .join(
                            merged.keys(line.where(col(BROUGHT)), KEY, col(AT), col(NEXT)),
                            merged.same(KEY).and(col(MergedRows.ORDER).eqNullSafe(col(AT))))
                    .withColumn(Load.Merge.VALID_FROM, col(AT))
                    .withColumn(Load.Merge.VALID_TO, col(NEXT))
                    .select(columns(kept));
            table.write(kept.unionByName(brought));
            table.remove(touched);
            deletes.ifPresent(gone -> gone.write(merged.deleted(each)));
            return counted(each, brought.count());
        } finally {
            line.unpersist();
        }
    }

    /** Of the rows with one key and order all but one are superseded; late ones take their place. */
    private static MergeResult counted(Dataset<Row> each, long brought) {
        Row counts = each.agg(
                        count(lit(1)),
                        coalesce(sum(col(MergedRows.VERSIONS)), lit(0L)),
                        count(when(col(MergedRows.GONE), true)))
                .head();
        return new MergeResult(
                brought, new ExcludedRows(0, counts.getLong(1) - counts.getLong(0), 0, 0, counts.getLong(2)));
    }

    private static Column[] columns(Dataset<Row> rows) {
        return ColumnsByName.columns(List.of(rows.columns()));
    }

    /**
     * One row for each key of the run and each order that anything is known of: whether the run brings it, whether it is a
     * row of the table, in which file and until when, and the next order.
     */
    private Dataset<Row> line(Dataset<Row> each) {
        Dataset<Row> keys = merged.keys(each, KEY).distinct();
        Dataset<Row> line = marks(each, col(MergedRows.ORDER), lit(true), lit(false), lit(null), lit(null))
                .unionByName(marks(
                        table.rows().join(keys, merged.same(KEY), "left_semi"),
                        col(Load.Merge.VALID_FROM),
                        lit(false),
                        lit(true),
                        col(Load.Merge.VALID_TO),
                        col(StagedTable.FILE)));
        if (deletes.isPresent()) {
            line = line.unionByName(marks(
                    deletes.get().rows().join(keys, merged.same(KEY), "left_semi"),
                    col(MergedRows.ORDER),
                    lit(false),
                    lit(false),
                    lit(null),
                    lit(null)));
        }
        return line.groupBy(merged.narrow(col(AT)))
                .agg(
                        max(col(BROUGHT)).as(BROUGHT),
                        max(col(THERE)).as(THERE),
                        max(col(UNTIL)).as(UNTIL),
                        any_value(col(StagedTable.FILE), lit(true)).as(StagedTable.FILE))
                .withColumn(
                        NEXT,
                        lead(col(AT), 1)
                                .over(Window.partitionBy(merged.narrow()).orderBy(col(AT))));
    }

    private Dataset<Row> marks(Dataset<Row> rows, Column at, Column brought, Column there, Column until, Column file) {
        return rows.select(merged.narrow(
                at.as(AT),
                brought.as(BROUGHT),
                there.as(THERE),
                until.cast(rows.select(at).schema().fields()[0].dataType()).as(UNTIL),
                file.cast("string").as(StagedTable.FILE)));
    }

    /** The rows that stay, each with the end that it has now. */
    private Dataset<Row> ended(Dataset<Row> rows, Dataset<Row> moved) {
        Column[] columns = columns(rows);
        return rows.join(
                        merged.keys(moved, KEY, col(AT), col(NEXT), col(BROUGHT).as(REPLACED)),
                        merged.same(KEY).and(col(Load.Merge.VALID_FROM).eqNullSafe(col(AT))),
                        "left_outer")
                .where(col(REPLACED).isNull().or(not(col(REPLACED))))
                .withColumn(
                        Load.Merge.VALID_TO,
                        when(col(REPLACED).isNotNull(), col(NEXT)).otherwise(col(Load.Merge.VALID_TO)))
                .select(columns);
    }
}
