package dev.weir.quality;

import dev.weir.quality.evaluation.RowFailure;
import dev.weir.quality.expressions.SafeExpressions;
import dev.weir.quality.functions.WeirFunctions;
import org.apache.spark.sql.SparkSession;

/** The one session of this module's tests. */
public final class SparkFixture {

    private SparkFixture() {}

    /** Starts on first use; ends with the process. */
    public static SparkSession spark() {
        return Holder.SPARK;
    }

    private static final class Holder {
        static final SparkSession SPARK = SparkSession.builder()
                .master("local[2]")
                .appName("quality-rules tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.session.timeZone", "Asia/Shanghai")
                .config("spark.sql.ansi.enabled", true)
                .config("spark.sql.decimalOperations.allowPrecisionLoss", false)
                .config(RowFailure.KEPT_SETTING, RowFailure.KEPT)
                .config("spark.sql.extensions", WeirFunctions.EXTENSION + "," + SafeExpressions.EXTENSION)
                .config("spark.sql.variable.substitute", false)
                .config("spark.sql.codegen.fallback", false)
                .getOrCreate();
    }
}
