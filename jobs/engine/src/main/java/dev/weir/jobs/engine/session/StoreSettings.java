package dev.weir.jobs.engine.session;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.release.delta.ConditionalLogStore;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A session's settings of object stores: its profile's, and how long to wait for one that does not answer. */
final class StoreSettings {

    private static final String HADOOP = "spark.hadoop.";
    private static final String STORE = "spark.hadoop.fs.s3a.";

    /**
     * Hadoop asks a store that is not there for a quarter of an hour, and one that is overloaded for days; half a minute is enough
     * for a network that stumbles, and a minute for a store that slows its clients down. What is uploaded has a time-out of its own.
     */
    private static final Map<String, String> PATIENCE = Map.of(
            "spark.hadoop.fs.s3a.attempts.maximum", "4",
            "spark.hadoop.fs.s3a.retry.limit", "4",
            "spark.hadoop.fs.s3a.retry.interval", "500ms",
            "spark.hadoop.fs.s3a.retry.throttle.limit", "6",
            "spark.hadoop.fs.s3a.connection.request.timeout", "15s",
            "spark.hadoop.fs.s3a.connection.timeout", "15s",
            "spark.hadoop.fs.s3a.connection.establish.timeout", "5s");

    /** Where what is being sent to a store waits; encrypted or masked, as it will lie there. */
    static final String UPLOADS = "spark.hadoop.fs.s3a.buffer.dir";

    private StoreSettings() {}

    /**
     * A Spark that another program has started may commit to Delta tables in buckets by other means.
     *
     * @throws ProblemsException with {@link Code#INVALID_VALUE} where it does
     */
    static void requireLogStore(SparkSession session, Workspace workspace) {
        String wanted = ConditionalLogStore.class.getName();
        String found = session.sparkContext().getConf().get(ConditionalLogStore.SETTING, "Delta's own");
        if (!found.equals(wanted)) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The warehouse '" + workspace.profile().storage().warehouse()
                            + "' cannot be used in this Spark: it commits to Delta tables in buckets by another log store",
                    ConditionalLogStore.SETTING + " is " + found + ", which may overwrite another machine's commit",
                    "Start that Spark with " + ConditionalLogStore.SETTING + "=" + wanted + ".");
        }
    }

    /**
     * How long to wait, by default of the submission. Of all clients for a store Hadoop keeps the one that was
     * made first, so this has to be known from the start.
     */
    static Map<String, String> patience() {
        Map<String, String> settings = new HashMap<>(PATIENCE);
        settings.keySet().removeIf(key -> System.getProperty(key) != null);
        return settings;
    }

    /** Gives them to a session, whichever program has started its Spark: so they reach what it reads, and no other session. */
    static void hold(SparkSession session, Map<String, String> profile) {
        Map<String, String> settings = new HashMap<>();
        PATIENCE.forEach((key, value) ->
                settings.put(key, session.sparkContext().getConf().get(key, value)));
        profile.forEach((key, value) -> {
            if (key.startsWith(STORE)) {
                settings.put(key, value);
            }
        });
        settings.forEach((key, value) -> session.conf().set(key.substring(HADOOP.length()), value));
    }
}
