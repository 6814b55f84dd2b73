package dev.weir.quality.dqdl;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Deequ's own expressions, which take a NULL for what cannot be computed: a text that is no number is counted as none, and does
 * not end the job. What people write is never evaluated so.
 */
final class DeequSemantics {

    private static final String ANSI = "spark.sql.ansi.enabled";

    private DeequSemantics() {}

    /** Runs what makes or analyses such expressions; they remember it, the session does not. */
    static <T> T in(SparkSession spark, Supplier<T> work) {
        synchronized (spark) {
            String before = spark.conf().get(ANSI);
            spark.conf().set(ANSI, false);
            try {
                return work.get();
            } finally {
                spark.conf().set(ANSI, before);
            }
        }
    }
}
