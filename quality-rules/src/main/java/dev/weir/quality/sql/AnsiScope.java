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
        return with(true, spark, analysis);
    }

    /**
     * Runs what makes or analyses Deequ's own expressions, which take a NULL for what cannot be computed: a text that is no number
     * is counted as none, and does not end the job. What people write is never evaluated so.
     */
    public static <T, E extends Exception> T outside(SparkSession spark, Work<T, E> analysis) throws E {
        return with(false, spark, analysis);
    }

    private static <T, E extends Exception> T with(boolean ansi, SparkSession spark, Work<T, E> analysis) throws E {
        synchronized (spark) {
            String before = spark.conf().get(SETTING);
            spark.conf().set(SETTING, ansi);
            try {
                return analysis.run();
            } finally {
                spark.conf().set(SETTING, before);
            }
        }
    }
}
