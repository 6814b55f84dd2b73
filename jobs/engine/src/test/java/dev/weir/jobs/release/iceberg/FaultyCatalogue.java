package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.PendingMetadata;
import dev.weir.jobs.release.catalogue.SqliteHeads;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.releases.fault.FaultyDriver;
import org.apache.spark.sql.SparkSession;

/** The embedded catalogue behind a driver that may fail. */
public final class FaultyCatalogue {

    private static final String ADDRESS = "spark.sql.catalog." + Catalogue.NAME + ".uri";

    private FaultyCatalogue() {}

    /** Sets the session's catalogue to it; before its first use. */
    public static IcebergStore store(SparkSession session, Catalogue catalogue) {
        String address = FaultyDriver.through(catalogue.sparkSettings().getOrDefault(ADDRESS, ""));
        session.conf().set(ADDRESS, address);
        return new IcebergStore(
                LazySpark.of(session),
                new MultiTableCommit(
                        changes -> PendingMetadata.commit(changes, heads -> SqliteHeads.move(address, heads))));
    }
}
