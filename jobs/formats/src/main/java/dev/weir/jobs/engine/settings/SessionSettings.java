package dev.weir.jobs.engine.settings;

import dev.weir.contracts.settings.SparkSettings;
import dev.weir.quality.evaluation.RowFailure;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * The settings that decide what rows a query gives, and in which pieces they are worked on. They come from the workspace
 * and the sources alone: never from the machine's cores, memory, time zone or locale, and never from {@code spark:}.
 */
public final class SessionSettings {

    /** Into how many pieces work is cut where no size decides. */
    public static final int PIECES = 16;

    /** Further options of the executors' Java. */
    public static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

    private static final String TIME_ZONE = "spark.sql.session.timeZone";
    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";
    private static final String DEFAULT_PARALLELISM = "spark.default.parallelism";
    private static final String SQL = "spark.sql.";

    /** What an executor takes from its machine otherwise. Of an option that is given twice Java takes the last. */
    private static final String EXECUTORS_ALIKE =
            "-Duser.language=en -Duser.country=US -Duser.timezone=UTC -Dfile.encoding=UTF-8";

    private static final long BYTES_IN_A_PARTITION = 16L << 20;
    private static final long FEWEST_PARTITIONS = 2;
    private static final long MOST_PARTITIONS = 4096;

    private SessionSettings() {}

    /** The settings of every session of a workspace. */
    public static Map<String, String> of(ZoneId zone) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(TIME_ZONE, zone.getId());
        // What cannot be computed is an error, and never NULL.
        settings.put("spark.sql.ansi.enabled", "true");
        // A product of decimals has the scales of both added (ISO/IEC 9075-2, 6.27). Otherwise Spark cuts digits off.
        settings.put("spark.sql.decimalOperations.allowPrecisionLoss", "false");
        settings.put(RowFailure.KEPT_SETTING, RowFailure.KEPT);
        settings.put("spark.sql.caseSensitive", "false");
        settings.put("spark.sql.variable.substitute", "false");
        settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        settings.put(SHUFFLE_PARTITIONS, Integer.toString(PIECES));
        settings.put("spark.sql.leafNodeDefaultParallelism", "2");
        settings.put("spark.sql.files.minPartitionNum", Integer.toString(PIECES));
        settings.put("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
        settings.put("spark.sql.adaptive.advisoryPartitionSizeInBytes", "8m");
        settings.put("spark.databricks.delta.snapshotPartitions", "1");
        return settings;
    }

    /**
     * Settings that Spark knows before it starts. They say nothing to a session in a Spark that has started already.
     *
     * @param executorOptions what the profile gives the executors' Java, or nothing
     */
    public static Map<String, String> atStart(String executorOptions) {
        return Map.of(
                DEFAULT_PARALLELISM,
                Integer.toString(PIECES),
                EXECUTOR_OPTIONS,
                (executorOptions + " " + EXECUTORS_ALIKE).strip());
    }

    /**
     * Gives a session of Weir's own these settings, and takes every other away that may change results: Spark may
     * have been started with some, from {@code spark-defaults.conf} or the command line.
     */
    public static void hold(SparkSession session, Map<String, String> settings) {
        JavaConverters.mapAsJavaMap(session.conf().getAll()).keySet().stream()
                .filter(key -> key.startsWith(SQL) && !settings.containsKey(key))
                .filter(key -> SparkSettings.refusal(key).isPresent() && !key.startsWith("spark.sql.catalog."))
                .filter(session.conf()::isModifiable)
                .forEach(session.conf()::unset);
        settings.forEach(session.conf()::set);
    }

    /** From now on SQL of this session computes in that time zone. */
    public static void in(SparkSession session, ZoneId zone) {
        session.conf().set(TIME_ZONE, zone.getId());
    }

    /**
     * Cuts what follows in this session by how much there is to do.
     *
     * @param bytes of all that a run reads
     */
    public static void cut(SparkSession session, long bytes) {
        long partitions = Math.min(MOST_PARTITIONS, Math.max(FEWEST_PARTITIONS, bytes / BYTES_IN_A_PARTITION + 1));
        session.conf().set(SHUFFLE_PARTITIONS, partitions);
    }
}
