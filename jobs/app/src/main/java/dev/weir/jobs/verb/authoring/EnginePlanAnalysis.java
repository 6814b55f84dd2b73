package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;

/** All of a plan that needs the engine: every query and rule analysed, as a run does before it reads anything. */
public final class EnginePlanAnalysis {

    private EnginePlanAnalysis() {}

    public static PlanAnalysis.Analysed of(Desk desk, String product) {
        Workspace read = desk.read(product);
        Plan plan = PlanReport.plan(desk, read, product);
        desk.caller().engineBeginsAside();
        try (WeirSession session = WeirSession.reading(read)) {
            return PlanAnalysis.of(session, plan);
        }
    }
}
