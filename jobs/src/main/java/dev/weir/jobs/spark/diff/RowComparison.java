package dev.weir.jobs.spark.diff;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RowsDiff.By;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares two tables by fingerprints. A first pass groups the fingerprints of keys and of all other values of both tables:
 * what stands on both sides with the same values falls out, and only short rows of numbers are shuffled. A second pass
 * looks at the columns of the rows that changed. Rows without a key, or whose key stands in several rows, are compared as a
 * multiset of whole rows.
 */
final class RowComparison {

    static final String[] ID = {"_i1", "_i2"};
    private static final String[] REST = {"_r1", "_r2"};
    private static final String BEFORE = "_before";
    private static final String AFTER = "_after";
    private static final long ROWS_IN_A_TASK = 1_000_000;

    private static final Column ADDED = col(BEFORE).equalTo(0);
    private static final Column REMOVED = col(AFTER).equalTo(0);
    private static final Column IN_BOTH = col(BEFORE).equalTo(1).and(col(AFTER).equalTo(1));

    private final Aligned tables;
    private final long rowsBefore;
    private final long rowsAfter;
    private final int examples;

    /**
     * A comparison; nothing is read yet.
     *
     * @param rowsBefore of the whole earlier table, even when some of its rows are left out on both sides
     * @param rowsAfter of the whole later table
     * @param examples how many rows of each kind are shown
     */
    RowComparison(Aligned tables, long rowsBefore, long rowsAfter, int examples) {
        this.tables = tables;
        this.rowsBefore = rowsBefore;
        this.rowsAfter = rowsAfter;
        this.examples = examples;
    }

    /**
     * The difference by these columns, where they are a key of both tables.
     *
     * @param key names of columns; none when there is no key
     */
    RowsDiff by(List<String> key) {
        if (key.isEmpty()) {
            return byRow("the table has no key");
        }
        Optional<List<Integer>> positions = tables.positions(key);
        if (positions.isEmpty()) {
            return byRow("not both releases have the key " + String.join(", ", key));
        }
        return byKey(key, positions.get());
    }

    private RowsDiff byKey(List<String> key, List<Integer> positions) {
        List<Integer> rest = new ArrayList<>(tables.all());
        rest.removeAll(positions);
        Column same = IN_BOTH.and(col(REST[0]).equalTo(0)).and(col(REST[1]).equalTo(0));
        Dataset<Row> moved = grouped(positions, rest).where(not(same)).persist();
        try {
            Row counted = moved.agg(
                            total(when(ADDED, 1)),
                            total(when(REMOVED, 1)),
                            total(when(IN_BOTH, 1)),
                            total(when(col(BEFORE).gt(1).or(col(AFTER).gt(1)), 1)))
                    .first();
            if (counted.getLong(3) > 0) {
                return byRow(
                        counted.getLong(3) + " values of the key " + String.join(", ", key) + " stand in several rows");
            }
            RowsDiff.Counts counts = new RowsDiff.Counts(
                    rowsBefore, rowsAfter, counted.getLong(0), counted.getLong(1), counted.getLong(2));
            try (ChangedRows changed =
                    new ChangedRows(tables, positions, rest, moved.where(IN_BOTH), counts.changed())) {
                Map<String, Long> columns = changed.columns();
                List<RowsDiff.Example> shown = new ArrayList<>(shown(moved, positions));
                shown.addAll(changed.examples(examples));
                return new RowsDiff(By.KEY, key, counts, columns, tables.uncompared(), shown, Optional.empty());
            }
        } finally {
            moved.unpersist();
        }
    }

    private RowsDiff byRow(String note) {
        Dataset<Row> moved = grouped(tables.all(), List.of())
                .where(not(col(BEFORE).equalTo(col(AFTER))))
                .persist();
        try {
            Row counted = moved.agg(
                            total(greatest(col(AFTER).minus(col(BEFORE)), lit(0))),
                            total(greatest(col(BEFORE).minus(col(AFTER)), lit(0))))
                    .first();
            return new RowsDiff(
                    By.ROW,
                    List.of(),
                    new RowsDiff.Counts(rowsBefore, rowsAfter, counted.getLong(0), counted.getLong(1), 0),
                    Map.of(),
                    tables.uncompared(),
                    shown(moved, tables.all()),
                    Optional.of(note));
        } finally {
            moved.unpersist();
        }
    }

    /** How often each fingerprint stands on either side, with what is left of the other columns when both are taken. */
    private Dataset<Row> grouped(List<Integer> id, List<Integer> rest) {
        Dataset<Row> both =
                fingerprints(tables.before(), id, rest, 1, 0).unionAll(fingerprints(tables.after(), id, rest, 0, 1));
        int usual = Integer.parseInt(both.sparkSession().conf().get("spark.sql.shuffle.partitions"));
        long tasks = Math.max(usual, (rowsBefore + rowsAfter) / ROWS_IN_A_TASK);
        return both.repartition((int) Math.min(tasks, 10_000), col(ID[0]), col(ID[1]))
                .groupBy(col(ID[0]), col(ID[1]))
                .agg(
                        sum(BEFORE).as(BEFORE),
                        sum(AFTER).as(AFTER),
                        expr("bit_xor(" + REST[0] + ")").as(REST[0]),
                        expr("bit_xor(" + REST[1] + ")").as(REST[1]));
    }

    private static Dataset<Row> fingerprints(
            Dataset<Row> rows, List<Integer> id, List<Integer> rest, int before, int after) {
        return rows.select(
                Digest.half(rows.schema(), id, 1).as(ID[0]),
                Digest.half(rows.schema(), id, 2).as(ID[1]),
                rest.isEmpty()
                        ? lit(0L).as(REST[0])
                        : Digest.half(rows.schema(), rest, 3).as(REST[0]),
                rest.isEmpty()
                        ? lit(0L).as(REST[1])
                        : Digest.half(rows.schema(), rest, 4).as(REST[1]),
                lit(before).as(BEFORE),
                lit(after).as(AFTER));
    }

    private static Column total(Column each) {
        return coalesce(sum(each.cast("bigint")), lit(0L));
    }

    /** Some rows that were added, and some that were removed. */
    private List<RowsDiff.Example> shown(Dataset<Row> moved, List<Integer> id) {
        List<RowsDiff.Example> shown = new ArrayList<>();
        if (examples > 0) {
            ShownRows rows = new ShownRows(tables, id, examples);
            shown.addAll(rows.of(
                    RowsDiff.Kind.ADDED, tables.after(), moved.where(col(BEFORE).lt(col(AFTER)))));
            shown.addAll(rows.of(
                    RowsDiff.Kind.REMOVED,
                    tables.before(),
                    moved.where(col(AFTER).lt(col(BEFORE)))));
        }
        return shown;
    }
}
