package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.weir.jobs.plan.HiddenColumns;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that lie in an interval and those that do not, before a row is judged or moved. It lets those in the interval
 * through, or all. A partition counts once however often it is computed, since what is said again replaces what it had said.
 */
public final class IntervalTally extends AccumulatorV2<Boolean, IntervalTally.Counted> {

    private static final int INSIDE = 0;
    private static final int OUTSIDE = 1;

    private final boolean letsAll;
    private final Map<Integer, long[]> partitions = new TreeMap<>();
    private transient long @Nullable [] own;

    /** @param letsAll whether rows outside are counted alone */
    IntervalTally(boolean letsAll) {
        this.letsAll = letsAll;
    }

    /** How many rows were let through, and how many were not; records that could not be read are neither. */
    public record Counted(long inside, long outside) {}

    /** A tally that a session's tasks can reach; of one frame of rows. */
    public static IntervalTally registered(SparkSession spark) {
        return registered(spark, false);
    }

    /** One that lets every row through. */
    public static IntervalTally countingOnly(SparkSession spark) {
        return registered(spark, true);
    }

    private static IntervalTally registered(SparkSession spark, boolean letsAll) {
        IntervalTally tally = new IntervalTally(letsAll);
        spark.sparkContext().register(tally, "weir interval");
        return tally;
    }

    /**
     * The rows of the interval, or all where they are counted only, and records that could not be read.
     *
     * @param rows as {@link Conform#rows} gives them
     * @param within whether a row is of the interval; one that is NULL is let through, and not counted
     */
    public Dataset<Row> within(Dataset<Row> rows, Column within) {
        Column read = when(col(HiddenColumns.UNREADABLE).isNotNull(), lit(null).cast(DataTypes.BooleanType))
                .otherwise(within);
        return rows.where(new Column(new CountedCondition(read.expr(), this)));
    }

    /** Counts one row; answers whether it is let through. Called in tasks. */
    public boolean lets(boolean inside) {
        long[] counts = own;
        if (counts == null) {
            counts = counts(TaskContext.getPartitionId());
            own = counts;
        }
        counts[inside ? INSIDE : OUTSIDE]++;
        return inside || letsAll;
    }

    private synchronized long[] counts(int partition) {
        return partitions.computeIfAbsent(partition, first -> new long[2]);
    }

    @Override
    public synchronized boolean isZero() {
        return partitions.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<Boolean, Counted> copy() {
        IntervalTally copy = new IntervalTally(letsAll);
        partitions.forEach((partition, counts) -> copy.partitions.put(partition, counts.clone()));
        return copy;
    }

    @Override
    public synchronized void reset() {
        partitions.clear();
        own = null;
    }

    @Override
    public void add(Boolean inside) {
        lets(inside);
    }

    @Override
    public void merge(AccumulatorV2<Boolean, Counted> other) {
        Map<Integer, long[]> theirs = ((IntervalTally) other.copy()).partitions;
        synchronized (this) {
            partitions.putAll(theirs);
        }
    }

    @Override
    public synchronized Counted value() {
        long inside = 0;
        long outside = 0;
        for (long[] counts : partitions.values()) {
            inside += counts[INSIDE];
            outside += counts[OUTSIDE];
        }
        return new Counted(inside, outside);
    }
}
