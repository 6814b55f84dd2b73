package dev.weir.jobs.cli.authoring;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.workspace.CheckLog;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;

/** All of {@code weir plan} that needs the engine. */
final class PlanAnalysing {

    private PlanAnalysing() {}

    static PlanAnalysis.Analysed of(Workspace workspace, Plan plan) {
        CheckLog.begin();
        try (WeirSession session = WeirSession.reading(workspace)) {
            return PlanAnalysis.of(session, plan);
        }
    }
}
