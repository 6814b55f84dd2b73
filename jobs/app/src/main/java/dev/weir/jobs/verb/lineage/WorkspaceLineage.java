package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.util.List;

/**
 * How the columns of a workspace hang together, as its contracts and queries stand now.
 *
 * @param plans of all its products
 */
public record WorkspaceLineage(Workspace workspace, List<Plan> plans, LineageGraph graph) {

    public WorkspaceLineage {
        plans = List.copyOf(plans);
    }

    /**
     * Reads no data and starts no Spark.
     *
     * @throws ProblemsException with every problem of the workspace: a way that leads through a product that cannot be planned would
     *     be missing
     */
    public static WorkspaceLineage of(Desk desk) {
        Workspace workspace = desk.read();
        Planner planner = new Planner(Grammars.languages(), LawPack.of(workspace.law()));
        List<Plan> plans = workspace.products().stream()
                .map(Product::id)
                .sorted()
                .map(product -> planner.plan(workspace, product, workspace.day(desk.now())))
                .toList();
        return new WorkspaceLineage(workspace, plans, LineageGraph.of(workspace, plans, new SparkSqlGrammar()));
    }
}
