package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.engine.sql.UnfixedOrder;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.change.ChangeSinceRelease;
import dev.weir.jobs.plan.change.ContractEvolution;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of a product would do.
 *
 * @param since what has changed since the last release; empty before the first
 * @param readers by the id of each contract that another product reads, those products
 * @param notices what in its queries may come out differently on another machine, as far as their text tells
 */
public record PlanReport(
        Plan plan,
        Optional<ChangeSinceRelease> since,
        Map<String, List<Product>> readers,
        List<Reproducibility.Because> notices) {

    public PlanReport {
        readers = Map.copyOf(readers);
        notices = List.copyOf(notices);
    }

    /** Reads no data and starts no Spark. */
    public static PlanReport of(Desk desk, String product) {
        Workspace read = desk.read(product);
        Plan plan = plan(desk, read, product);
        return new PlanReport(plan, since(read, plan), readers(read, product), UnfixedOrder.of(plan));
    }

    private static Map<String, List<Product>> readers(Workspace workspace, String product) {
        Map<String, List<Product>> readers = new HashMap<>();
        for (Product other : workspace.products()) {
            other.reads().stream()
                    .filter(source -> source.release()
                            .filter(release -> release.product().equals(product))
                            .isPresent())
                    .map(source -> source.contract().id())
                    .distinct()
                    .forEach(contract -> readers.computeIfAbsent(contract, first -> new ArrayList<>())
                            .add(other));
        }
        return readers;
    }

    static Plan plan(Desk desk, Workspace read, String product) {
        return new Planner(Grammars.languages(), LawPack.of(read.law())).plan(read, product, read.day(desk.now()));
    }

    private static Optional<ChangeSinceRelease> since(Workspace workspace, Plan plan) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        return log.latest(plan.product().id())
                .map(last -> ChangeSinceRelease.of(
                        last, plan, ReleasedLineage.of(log, last), () -> LineageGraph.of(plan, new SparkSqlGrammar())));
    }

    /** What has changed in each contract of a product since its last release; none before the first. */
    static List<ContractEvolution> changes(Workspace workspace, Plan plan) {
        return StoredReleaseLog.of(workspace)
                .latest(plan.product().id())
                .map(last -> ContractEvolution.since(last, plan))
                .orElse(List.of());
    }
}
