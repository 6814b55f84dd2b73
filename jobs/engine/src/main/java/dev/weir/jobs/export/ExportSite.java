package dev.weir.jobs.export;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Where copies are made.
 *
 * @param workspace with products, recipients and processor
 * @param warehouse with the ledger
 * @param spark the engine
 * @param authenticity of releases: no row of one leaves whose manifest was not signed
 * @param releases whose tables are copied
 */
public record ExportSite(
        Workspace workspace, Warehouse warehouse, SparkSession spark, Authenticity authenticity, Releases releases) {
    /** A folder of a disk for copies and temporary files: the warehouse, or the workspace where that lies in a bucket. */
    Path disk() {
        return warehouse.disk().orElse(workspace.root());
    }

    public static ExportSite of(WeirSession session) {
        return new ExportSite(
                session.workspace(),
                session.warehouse(),
                session.spark(),
                Authenticity.of(session.workspace(), StoredReleaseLog.of(session.workspace())),
                session.releases());
    }
}
