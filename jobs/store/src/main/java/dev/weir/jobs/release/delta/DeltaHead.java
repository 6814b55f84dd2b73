package dev.weir.jobs.release.delta;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The newest version of a Delta table, as far as staging needs it.
 *
 * @param version -1 when the table is not there
 */
record DeltaHead(long version) {

    /** What a table may use and still take files that were written outside Delta's own writer. */
    private static final Set<String> KEPT = new LinkedHashSet<>(List.of("appendOnly", "invariants", "timestampNtz"));

    /** Settings of a table that make it refuse a replacement, or judge rows. */
    private static final String APPEND_ONLY = "delta.appendOnly";

    private static final String INVARIANTS = "delta.invariants";

    static DeltaHead of(SparkSession session, String location) {
        DeltaLog log = DeltaLog.forTable(session, location);
        return new DeltaHead(log.update(false, Option.empty(), Option.empty()).version());
    }

    /**
     * The same, of a table that a run is to write to.
     *
     * @throws ProblemsException with {@link Code#TABLE_FEATURE} naming each feature that Weir cannot keep
     */
    static DeltaHead writable(SparkSession session, String location) {
        DeltaLog log = DeltaLog.forTable(session, location);
        Snapshot snapshot = log.update(false, Option.empty(), Option.empty());
        if (snapshot.version() >= 0) {
            Set<String> foreign = foreign(snapshot);
            if (!foreign.isEmpty()) {
                throw ProblemsException.of(
                        Code.TABLE_FEATURE,
                        Place.of(location),
                        "The Delta table uses " + String.join(", ", foreign),
                        "Weir writes its files itself and does not keep what these ask for",
                        "Take the features off the table, or let the product have a table of its own.");
            }
        }
        return new DeltaHead(snapshot.version());
    }

    /** The last release of the product that a version holds; empty where it holds none. */
    static OptionalLong release(Snapshot snapshot, String product) {
        Option<Object> number = snapshot.version() < 0
                ? Option.empty()
                : snapshot.transactions().get(DeltaCommit.application(product));
        long release = number.isEmpty() ? 0 : (long) number.get();
        return release > 0 ? OptionalLong.of(release) : OptionalLong.empty();
    }

    private static Set<String> foreign(Snapshot snapshot) {
        Set<String> foreign = new TreeSet<>();
        JavaConverters.setAsJavaSet(snapshot.protocol().implicitlyAndExplicitlySupportedFeatures())
                .forEach(feature -> foreign.add(feature.name()));
        foreign.removeAll(KEPT);
        if (Boolean.parseBoolean(
                JavaConverters.mapAsJavaMap(snapshot.metadata().configuration()).getOrDefault(APPEND_ONLY, "false"))) {
            foreign.add("appendOnly");
        }
        if (snapshot.metadata().schemaString().contains("\"" + INVARIANTS + "\"")) {
            foreign.add("invariants");
        }
        if (!snapshot.metadata().partitionColumns().isEmpty()) {
            foreign.add("partition columns");
        }
        return foreign;
    }
}
