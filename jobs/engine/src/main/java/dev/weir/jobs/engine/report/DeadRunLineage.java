package dev.weir.jobs.engine.report;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.EndingCause;
import dev.weir.lineage.EventRecorder;
import dev.weir.lineage.LostEvents;
import dev.weir.lineage.OpenLineageListener;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.ProductLineage.TableQuery;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.journal.DeadRun;
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
    public static void emit(Workspace workspace, DeadRun dead, LostEvents lost) {
        EventRecorder keeper = RunArtifacts.lineage(Warehouse.of(workspace));
        try (OpenLineageListener lineage =
                OpenLineageListener.open(workspace, System.getenv(), keeper, Optional.empty(), lost, LOG::warn)) {
            lineage.on(new RunEvent.Ended(record(dead), dead.manifest(), columns(workspace, dead), causes(dead)));
        }
    }

    /** A run that was held has come to its end. */
    private static List<EndingCause> causes(DeadRun dead) {
        return dead.outcome() == Outcome.FAILED ? List.of(new EndingCause.Died()) : List.of();
    }

    private static ProductLineage columns(Workspace workspace, DeadRun dead) {
        return dead.manifest()
                .map(manifest -> EventLineage.of(workspace, manifest).by(queries(workspace, manifest)))
                .orElse(ProductLineage.UNKNOWN);
    }

    /** Those of today, where the release was made by the same files; none where they may be others. */
    private static List<TableQuery> queries(Workspace workspace, Manifest manifest) {
        LawPack law = LawPack.of(workspace.law());
        boolean isSame = manifest.history().contentOf().isEmpty()
                && manifest.basis().lawPackSha256().equals(law.sha256())
                && workspace
                        .product(manifest.product())
                        .filter(product ->
                                product.files().equals(manifest.basis().files()))
                        .isPresent();
        if (!isSame) {
            return List.of();
        }
        try {
            return EventLineage.queries(new Planner(Grammars.languages(), law)
                    .plan(
                            workspace,
                            manifest.product(),
                            workspace.day(manifest.record().run().started())));
        } catch (ProblemsException e) {
            LOG.warn(
                    "The lineage events of {} have no queries, since there is no plan: {}",
                    manifest.reference(),
                    e.getMessage());
            return List.of();
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
