package dev.weir.jobs.engine.report;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.lineage.EndingCause;
import dev.weir.lineage.EventRecorder;
import dev.weir.lineage.OpenLineageListener;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells lineage of the ending of a run that died, in the place of the run itself. */
public final class DeadRunLineage {

    private static final Logger LOG = LoggerFactory.getLogger(DeadRunLineage.class);

    private DeadRunLineage() {}

    /** By the transports of the workspace; a destination that is down does not stop the command. */
    public static void emit(Workspace workspace, DeadRun dead) {
        EventRecorder keeper = RunArtifacts.lineage(Warehouse.of(workspace));
        try (OpenLineageListener lineage =
                OpenLineageListener.open(workspace, System.getenv(), keeper, Optional.empty(), LOG::warn)) {
            lineage.on(new RunEvent.Ended(
                    record(dead), dead.manifest(), columns(workspace, dead), List.of(new EndingCause.Died())));
        }
    }

    /** As the release was signed with it: the queries of today may be others. */
    private static ProductLineage columns(Workspace workspace, DeadRun dead) {
        try {
            return dead.manifest()
                    .flatMap(manifest -> ReleasedLineage.of(StoredReleaseLog.of(workspace), manifest))
                    .map(EventLineage::of)
                    .orElse(ProductLineage.UNKNOWN);
        } catch (ProblemsException e) {
            LOG.warn("The lineage event of run {} says nothing of columns: {}", dead.run(), e.getMessage());
            return ProductLineage.UNKNOWN;
        }
    }

    /** What is known: of a release its manifest has everything, of any other run its ending alone. */
    private static RunRecord record(DeadRun dead) {
        return dead.manifest()
                .map(Manifest::record)
                .orElseGet(() -> new RunRecord(
                        new RunRecord.Run(
                                dead.run(),
                                dead.product(),
                                "unknown",
                                dead.began(),
                                Clock.systemUTC().instant()),
                        new RunRecord.Ending(dead.outcome(), OptionalLong.empty(), List.of(dead.summary())),
                        List.of(),
                        List.of(),
                        List.of()));
    }
}
