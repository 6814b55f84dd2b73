package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How the columns of a workspace hang together, as its contracts and queries stand now.
 *
 * @param plans of its products
 * @param leftOut the products that have problems, so that there is no plan of them
 * @param problems all that the workspace has
 */
public record WorkspaceLineage(
        Workspace workspace, List<Plan> plans, LineageGraph graph, List<String> leftOut, List<Problem> problems) {

    public WorkspaceLineage {
        plans = List.copyOf(plans);
        leftOut = List.copyOf(leftOut);
        problems = List.copyOf(problems);
    }

    /**
     * That of all products, for an answer that must be whole. Reads no data and starts no Spark.
     *
     * @throws ProblemsException with every problem of the workspace
     */
    public static WorkspaceLineage of(Desk desk) {
        Workspace workspace = desk.read();
        Planner planner = new Planner(Grammars.languages(), LawPack.of(workspace.law()));
        List<Plan> plans = products(workspace).stream()
                .map(product -> planner.plan(workspace, product, workspace.day(desk.now())))
                .toList();
        return of(workspace, plans, List.of(), List.of());
    }

    /**
     * That of the products without problems. Reads no data and starts no Spark.
     *
     * @param asked a product that must not be left out, where there is one of that name
     * @throws ProblemsException with every problem, where that product may have a part in one
     */
    public static WorkspaceLineage ofSound(Desk desk, String asked) {
        WorkspaceReader.Outcome outcome = desk.folder().readWhatCanBe();
        if (outcome.problems().isEmpty()) {
            return of(desk);
        }
        Set<String> sound = desk.folder().sound(outcome);
        if (sound.isEmpty()) {
            throw new ProblemsException(outcome.problems());
        }
        Workspace workspace = outcome.workspace().orElseThrow();
        Planner planner = new Planner(Grammars.languages(), LawPack.of(workspace.law()));
        List<Plan> plans = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String product : products(workspace)) {
            if (sound.contains(product)) {
                plans.add(planner.plan(workspace, product, workspace.day(desk.now())));
            } else {
                leftOut.add(product);
            }
        }
        if (leftOut.contains(asked)) {
            throw new ProblemsException(outcome.problems());
        }
        return of(workspace, plans, leftOut, outcome.problems());
    }

    private static WorkspaceLineage of(
            Workspace workspace, List<Plan> plans, List<String> leftOut, List<Problem> problems) {
        return new WorkspaceLineage(
                workspace, plans, LineageGraph.of(workspace, plans, new SparkSqlGrammar()), leftOut, problems);
    }

    private static List<String> products(Workspace workspace) {
        return workspace.products().stream().map(Product::id).sorted().toList();
    }
}
