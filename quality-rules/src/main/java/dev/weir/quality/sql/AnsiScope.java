package dev.weir.quality.sql;

import org.apache.spark.sql.SparkSession;

/**
 * ANSI semantics for what is analysed meanwhile: an overflow, a division by zero or an index outside an array is then an
 * error and never NULL. Expressions remember it; the session does not.
 */
public final class AnsiScope {

    private static final String SETTING = "spark.sql.ansi.enabled";

    private AnsiScope() {}

    /** An analysis, and what it may throw. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs an analysis with ANSI semantics. */
    public static <T, E extends Exception> T in(SparkSession spark, Work<T, E> analysis) throws E {
        synchronized (spark) {
            String before = spark.conf().get(SETTING);
            spark.conf().set(SETTING, true);
            try {
                return analysis.run();
            } finally {
                spark.conf().set(SETTING, before);
            }
        }
    }
}
