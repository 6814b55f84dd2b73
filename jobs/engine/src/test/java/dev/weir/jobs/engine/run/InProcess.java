package dev.weir.jobs.engine.run;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
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
        SparkSession.setActiveSession(shared);
        try (WeirSession session = WeirSession.open(read)) {
            return new ProductRun(session, "1.0.0", event -> {})
                    .run(product, RunRequest.usual())
                    .manifest()
                    .orElseThrow();
        }
    }
}
