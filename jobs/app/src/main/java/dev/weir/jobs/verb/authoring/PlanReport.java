package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.UnfixedOrder;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.change.ContractEvolution;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;

/**
 * What a run of a product would do.
 *
 * @param changes in each contract since the last release; none before the first
 * @param notices what in its queries may come out differently on another machine, as far as their text tells
 */
public record PlanReport(Plan plan, List<ContractEvolution> changes, List<Reproducibility.Because> notices) {

    public PlanReport {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }

    /** Reads no data and starts no Spark. */
    public static PlanReport of(Desk desk, String product) {
        Workspace read = desk.read(product);
        Plan plan = plan(desk, read, product);
        return new PlanReport(plan, changes(read, plan), UnfixedOrder.of(plan));
    }

    static Plan plan(Desk desk, Workspace read, String product) {
        return new Planner(Grammars.languages(), LawPack.of(read.law())).plan(read, product, read.day(desk.now()));
    }

    /** What has changed in each contract of a product since its last release; none before the first. */
    static List<ContractEvolution> changes(Workspace workspace, Plan plan) {
        return StoredReleaseLog.of(workspace)
                .latest(plan.product().id())
                .map(last -> ContractEvolution.since(last, plan))
                .orElse(List.of());
    }
}
