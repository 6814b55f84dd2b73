package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.fault.FaultyDriver;
import org.apache.spark.sql.SparkSession;

/** The embedded catalogue behind a driver that may fail. */
public final class FaultyCatalogue {

    private FaultyCatalogue() {}

    /** Sets the session's catalogue to it; before its first use. */
    public static IcebergStore store(SparkSession session, EmbeddedCatalogue catalogue) {
        String address = FaultyDriver.through(catalogue.uri());
        session.conf().set("spark.sql.catalog." + EmbeddedCatalogue.NAME + ".uri", address);
        return new IcebergStore(session, new SqlHeadMove(address, EmbeddedCatalogue.NAME));
    }
}
