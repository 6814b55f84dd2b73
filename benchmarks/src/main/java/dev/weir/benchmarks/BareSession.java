package dev.weir.benchmarks;

import org.apache.spark.sql.SparkSession;

/** What nobody can do without: a session and one trivial job. The measure for the start of a run. */
public final class BareSession {

    private BareSession() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        try (SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost")
                .getOrCreate()) {
            if (spark.range(1000).count() != 1000) {
                throw new IllegalStateException("Spark does not count");
            }
        }
    }
}
