package dev.weir.jobs.engine.diff;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RowsDiff.By;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/**
 * Compares two tables by fingerprints. A first pass joins the fingerprints of keys and of all other values of both tables:
 * what stands on both sides with the same values falls out, and only short rows of numbers are shuffled. A second pass
 * looks at the columns of the rows that changed. Rows without a key, or whose key stands in several rows, are compared as a
 * multiset of whole rows.
 */
final class RowComparison {

    static final String[] ID = {"_i1", "_i2"};
    private static final String[] REST = {"_r1", "_r2"};
    private static final String[] WAS = {"_w1", "_w2"};
    private static final String STATE = "_state";
    private static final String PAIRS = "_pairs";
    private static final String MORE = "_more";
    private static final long ROWS_IN_A_TASK = 1_000_000;

    private static final int SAME = 0;
    private static final int ADDED = 1;
    private static final int REMOVED = 2;
    private static final int CHANGED = 3;

    private final AlignedTables tables;
    private final long rowsBefore;
    private final long rowsAfter;
    private final long rowsShared;
    private final int examples;

    /**
     * A comparison; nothing is read yet.
     *
     * @param rowsBefore of the whole earlier table, even when some of its rows are left out on both sides
     * @param rowsAfter of the whole later table
     * @param rowsShared that are left out on both sides
     * @param examples how many rows of each kind are shown
     */
    RowComparison(AlignedTables tables, long rowsBefore, long rowsAfter, long rowsShared, int examples) {
        this.tables = tables;
        this.rowsBefore = rowsBefore;
        this.rowsAfter = rowsAfter;
        this.rowsShared = rowsShared;
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
        Dataset<Row> moved = joined(positions, rest).persist();
        try {
            Row counted = moved.agg(total(SAME), total(ADDED), total(REMOVED), total(CHANGED))
                    .first();
            long matched = counted.getLong(0) + counted.getLong(3);
            if (matched + counted.getLong(2) != rowsBefore - rowsShared
                    || matched + counted.getLong(1) != rowsAfter - rowsShared) {
                return byRow("the key " + String.join(", ", key) + " stands in several rows");
            }
            RowsDiff.Counts counts = new RowsDiff.Counts(
                    rowsBefore, rowsAfter, counted.getLong(1), counted.getLong(2), counted.getLong(3));
            try (DifferingRows changed =
                    new DifferingRows(tables, positions, rest, moved.where(is(CHANGED)), counts.changed())) {
                Map<String, Long> columns = changed.columns();
                List<RowsDiff.Example> shown =
                        new ArrayList<>(shown(moved.where(is(ADDED)), moved.where(is(REMOVED)), positions));
                shown.addAll(changed.examples(examples));
                return new RowsDiff(By.KEY, key, counts, columns, tables.uncompared(), shown, Optional.empty());
            }
        } finally {
            moved.unpersist();
        }
    }

    /**
     * Keys that moved, one row each, and in one row how many pairs of rows are the same. Where a key stands in several rows
     * of a side, there are more pairs than rows.
     */
    private Dataset<Row> joined(List<Integer> positions, List<Integer> rest) {
        Dataset<Row> before = spread(fingerprints(tables.before(), positions, rest))
                .withColumnRenamed(REST[0], WAS[0])
                .withColumnRenamed(REST[1], WAS[1]);
        Dataset<Row> after = spread(fingerprints(tables.after(), positions, rest));
        Column same = col(WAS[0]).equalTo(col(REST[0])).and(col(WAS[1]).equalTo(col(REST[1])));
        Column state = when(col(WAS[0]).isNull(), ADDED)
                .when(col(REST[0]).isNull(), REMOVED)
                .when(same, SAME)
                .otherwise(CHANGED);
        return before.join(after, JavaConverters.asScalaBuffer(List.of(ID)).toSeq(), "full_outer")
                .select(col(ID[0]), col(ID[1]), state.as(STATE))
                .groupBy(
                        when(is(SAME), 0L).otherwise(col(ID[0])).as(ID[0]),
                        when(is(SAME), 0L).otherwise(col(ID[1])).as(ID[1]),
                        col(STATE))
                .agg(count(lit(1)).as(PAIRS));
    }

    private static Column is(int state) {
        return col(STATE).equalTo(state);
    }

    private static Column total(int state) {
        return coalesce(sum(when(is(state), col(PAIRS))), lit(0L));
    }

    private RowsDiff byRow(String note) {
        Dataset<Row> both = fingerprints(tables.before(), tables.all(), List.of())
                .withColumn(MORE, lit(-1L))
                .unionAll(fingerprints(tables.after(), tables.all(), List.of()).withColumn(MORE, lit(1L)));
        Dataset<Row> moved = both.groupBy(col(ID[0]), col(ID[1]))
                .agg(sum(MORE).as(MORE))
                .where(not(col(MORE).equalTo(0)))
                .persist();
        try {
            Row counted = moved.agg(
                            coalesce(sum(greatest(col(MORE), lit(0L))), lit(0L)),
                            coalesce(sum(greatest(negate(col(MORE)), lit(0L))), lit(0L)))
                    .first();
            return new RowsDiff(
                    By.ROW,
                    List.of(),
                    counts(counted.getLong(0), counted.getLong(1)),
                    Map.of(),
                    tables.uncompared(),
                    shown(moved.where(col(MORE).gt(0)), moved.where(col(MORE).lt(0)), tables.all()),
                    Optional.of(note));
        } finally {
            moved.unpersist();
        }
    }

    private RowsDiff.Counts counts(long added, long removed) {
        if (rowsBefore + added - removed != rowsAfter) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of("weir diff"),
                    "A table does not have as many rows as its release's manifest says",
                    rowsBefore + " rows, " + added + " added and " + removed + " removed are not " + rowsAfter,
                    "Find out with 'weir verify --deep', and restore the warehouse from a copy.");
        }
        return new RowsDiff.Counts(rowsBefore, rowsAfter, added, removed, 0);
    }

    /** In as many partitions as keep what a task sorts small. */
    private Dataset<Row> spread(Dataset<Row> rows) {
        int usual = Integer.parseInt(rows.sparkSession().conf().get("spark.sql.shuffle.partitions"));
        long tasks = Math.max(usual, Math.max(rowsBefore, rowsAfter) / ROWS_IN_A_TASK);
        return rows.repartition((int) Math.min(tasks, 10_000), col(ID[0]), col(ID[1]));
    }

    private static Dataset<Row> fingerprints(Dataset<Row> rows, List<Integer> id, List<Integer> rest) {
        List<Column> columns = new ArrayList<>();
        columns.add(RowFingerprint.half(rows.schema(), id, 1).as(ID[0]));
        columns.add(RowFingerprint.half(rows.schema(), id, 2).as(ID[1]));
        columns.add(RowFingerprint.half(rows.schema(), rest, 3).as(REST[0]));
        columns.add(RowFingerprint.half(rows.schema(), rest, 4).as(REST[1]));
        return rows.select(columns.toArray(new Column[0]));
    }

    /** Some rows that were added, and some that were removed. */
    private List<RowsDiff.Example> shown(Dataset<Row> added, Dataset<Row> removed, List<Integer> id) {
        List<RowsDiff.Example> shown = new ArrayList<>();
        if (examples > 0) {
            DiffSample rows = new DiffSample(tables, id, examples);
            shown.addAll(rows.of(RowsDiff.Kind.ADDED, tables.after(), added));
            shown.addAll(rows.of(RowsDiff.Kind.REMOVED, tables.before(), removed));
        }
        return shown;
    }
}
