package dev.weir.jobs.export;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.release.ReleaseLog;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.spark.WeirSession;
import org.apache.spark.sql.SparkSession;

/**
 * Where copies are made.
 *
 * @param workspace with products, recipients and processor
 * @param warehouse with the ledger
 * @param spark the engine
 * @param log of releases
 * @param releases whose tables are copied
 */
public record ExportSite(
        Workspace workspace, Warehouse warehouse, SparkSession spark, ReleaseLog log, Releases releases) {

    public ExportSite {
        requireNonNull(workspace, "workspace");
        requireNonNull(warehouse, "warehouse");
        requireNonNull(spark, "spark");
        requireNonNull(log, "log");
        requireNonNull(releases, "releases");
    }

    /** That of a session. */
    public static ExportSite of(WeirSession session) {
        return new ExportSite(
                session.workspace(), session.warehouse(), session.spark(), session.releaseLog(), session.releases());
    }
}
