package dev.weir.quality.evaluation;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * An optimised plan in which AND and OR are asked from left to right. Spark's optimiser makes {@code e AND (a OR b)} of
 * {@code (a AND e) OR (b AND e)}: what both guards keep {@code e} from would be asked of it first.
 */
public final class GuardedPlan {

    private static final String REORDERING = "org.apache.spark.sql.catalyst.optimizer.BooleanSimplification";

    private GuardedPlan() {}

    /** The plan of rows that were not looked at yet. */
    public static LogicalPlan of(Dataset<Row> rows) {
        SparkSession spark = rows.sparkSession();
        synchronized (spark) {
            String before = spark.conf().get(RowFailure.KEPT_SETTING, "");
            spark.conf().set(RowFailure.KEPT_SETTING, before.isEmpty() ? REORDERING : before + "," + REORDERING);
            try {
                return rows.queryExecution().optimizedPlan();
            } finally {
                if (before.isEmpty()) {
                    spark.conf().unset(RowFailure.KEPT_SETTING);
                } else {
                    spark.conf().set(RowFailure.KEPT_SETTING, before);
                }
            }
        }
    }
}
