package dev.weir.contracts.settings;

import java.util.List;
import java.util.Optional;

/**
 * Which settings of Spark a profile may make: those that say where Spark runs, how much it may take, and how it reaches
 * storage. Everything else is refused, since it may change what rows a query gives, or in which order they are worked on;
 * a setting of a coming Spark is refused as well until it is listed here.
 */
public final class SparkSettings {

    private static final String ZONE = "spark.sql.session.timeZone";

    /** Beginnings of names; one without a full stop at its end is a whole name. */
    private static final List<String> ALLOWED = List.of(
            "spark.app.",
            "spark.archives",
            "spark.authenticate",
            "spark.authenticate.",
            "spark.blockManager.",
            "spark.broadcast.",
            "spark.cleaner.",
            "spark.cores.max",
            "spark.decommission.",
            "spark.driver.",
            "spark.driverEnv.",
            "spark.dynamicAllocation.",
            "spark.eventLog.",
            "spark.excludeOnFailure.",
            "spark.executor.",
            "spark.executorEnv.",
            "spark.files",
            "spark.hadoop.fs.",
            "spark.history.",
            "spark.io.compression.",
            "spark.jars",
            "spark.jars.",
            "spark.kerberos.",
            "spark.kryoserializer.",
            "spark.kubernetes.",
            "spark.local.dir",
            "spark.locality.",
            "spark.log.",
            "spark.master",
            "spark.memory.",
            "spark.metrics.",
            "spark.network.",
            "spark.port.maxRetries",
            "spark.redaction.",
            "spark.reducer.",
            "spark.resources.",
            "spark.rpc.",
            "spark.scheduler.",
            "spark.shuffle.",
            "spark.speculation",
            "spark.speculation.",
            "spark.sql.broadcastTimeout",
            "spark.sql.debug.maxToStringFields",
            "spark.sql.maxMetadataStringLength",
            "spark.sql.ui.",
            "spark.ssl.",
            "spark.stage.",
            "spark.storage.",
            "spark.submit.",
            "spark.task.",
            "spark.ui.",
            "spark.yarn.");

    /** Of those the ones that Weir sets itself. */
    private static final List<String> OWN = List.of("spark.hadoop.fs.file.impl", "spark.hadoop.fs.file.impl.");

    private SparkSettings() {}

    /** Why a profile may not make a setting, and what to do; empty where it may. */
    public static Optional<Refusal> refusal(String key) {
        if (!isOf(OWN, key) && isOf(ALLOWED, key)) {
            return Optional.empty();
        }
        return Optional.of(
                key.equals(ZONE)
                        ? new Refusal(
                                "the time zone of a workspace is the same in every profile and on every machine",
                                "write 'defaultTimezone' at the top of weir.yaml")
                        : new Refusal(
                                "a profile says where Spark runs and how much it may take; this setting may change what"
                                        + " a release contains, or Weir sets it itself",
                                "take it out"));
    }

    private static boolean isOf(List<String> names, String key) {
        return names.stream().anyMatch(name -> name.endsWith(".") ? key.startsWith(name) : key.equals(name));
    }

    /**
     * Why a setting is refused.
     *
     * @param why a sentence without its full stop
     * @param remedy what to do
     */
    public record Refusal(String why, String remedy) {}
}
