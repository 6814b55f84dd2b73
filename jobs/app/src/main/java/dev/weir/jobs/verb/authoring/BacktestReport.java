package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.engine.backtest.Backtest;
import dev.weir.jobs.engine.backtest.BacktestResult;
import dev.weir.jobs.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an edited rule file would have said of the last releases.
 *
 * @param replaced the file that it stands for; empty where it stands beside those that are there
 */
public record BacktestReport(BacktestResult result, Optional<String> replaced) {

    /**
     * Changes nothing.
     *
     * @param last how many releases, the newest first
     */
    public static BacktestReport of(Desk desk, String product, Path rules, int last) {
        EditedRules edited = EditedRules.read(desk.folder(), rules);
        Workspace read = edited.workspace();
        Product asked = LookupByName.product(read, product);
        Plan plan = PlanReport.plan(desk, read, product);
        return Engine.aside(desk, read, product, session -> {
            PlanAnalysis.of(session, plan);
            return new BacktestReport(new Backtest(session).of(asked, last), edited.replaced());
        });
    }
}
