package dev.weir.jobs.spark;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.release.iceberg.EmbeddedCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Runs products of workspaces on disk in this process, beside the tests' shared session. */
public final class InProcess {

    private InProcess() {}

    /** The release that a run of the product makes. */
    public static Manifest release(SparkSession shared, Path workspace, String product) {
        Workspace read = WorkspaceReader.read(workspace, Optional.empty(), Map.of(), Grammars.languages());
        EmbeddedCatalogue catalogue = EmbeddedCatalogue.of(read.profile(), Warehouse.of(read));
        catalogue.open();
        SparkSession own = shared.newSession();
        catalogue.sparkSettings().forEach(own.conf()::set);
        SparkSession.setActiveSession(own);
        try {
            return new ProductRun(WeirSession.in(own, read), "1.0.0", event -> {})
                    .run(product, RunRequest.usual())
                    .manifest()
                    .orElseThrow();
        } finally {
            SparkSession.setActiveSession(shared);
        }
    }
}
