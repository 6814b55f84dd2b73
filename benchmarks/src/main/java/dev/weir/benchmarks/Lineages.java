package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.report.EventLineage;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.LineageGraphJson;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.OpenLineageListener;
import dev.weir.lineage.ProductLineage;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What lineage costs a run of many wide tables: the graph of its columns, the file of it among the evidence, and the events, written to
 * the spool and sent to a file, set against the run that has them in it. Then one query of many expressions and joins, followed by its
 * text. A first round is discarded.
 */
public final class Lineages {

    private static final int EXPRESSIONS = 2000;
    private static final int JOINS = 30;

    private Lineages() {}

    /** Arguments: the folder of the workspace, the rounds. */
    public static void main(String[] arguments) throws IOException, SqlSyntaxException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        int rounds = Integer.parseInt(arguments[1]);
        Workspace workspace = new WorkspaceFolder(root, Optional.empty(), Map.of()).read();
        List<Cost> runs = new ArrayList<>();
        List<Cost> lineages = new ArrayList<>();
        Plan plan = plan(workspace);
        out.println("round\twhat\tcpu-s\twall-s");
        try (WeirSession session = WeirSession.open(workspace)) {
            for (int round = 0; round <= rounds; round++) {
                RunResult[] result = new RunResult[1];
                measured(out, round, "run", runs, () -> result[0] = run(session));
                measured(out, round, "lineage", lineages, () -> lineage(workspace, plan, result[0]));
            }
        }
        double run = Cost.median(runs).cpu();
        double lineage = Cost.median(lineages).cpu();
        out.printf(Locale.ROOT, "median\tlineage / run\t%.3f / %.2f = %.4f%n", lineage, run, lineage / run);
        long before = HeapAfterCollection.now();
        LineageGraph graph = graph(plan);
        ProductLineage events = EventLineage.of(graph);
        long after = HeapAfterCollection.now();
        out.printf(
                Locale.ROOT,
                "heap\t%d MiB for %d columns of %d tables%n",
                after - before,
                graph.columns().count(),
                events.tables().size());
        expressions(out);
    }

    private static RunResult run(WeirSession session) {
        RunResult result = new ProductRun(session, "benchmark", event -> {})
                .run("many", RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
        return result;
    }

    /** All that a run does for lineage. */
    private static void lineage(Workspace workspace, Plan plan, RunResult result) {
        LineageGraph graph = graph(plan);
        if (LineageGraphJson.print(graph).isEmpty()) {
            throw new IllegalStateException("No lineage");
        }
        try (OpenLineageListener listener = OpenLineageListener.open(workspace, Map.of(), sentence -> {
            throw new IllegalStateException(sentence);
        })) {
            RunEvent.Started began = new RunEvent.Started(
                    result.record().run().id(),
                    plan.product(),
                    plan.reads().stream().map(read -> read.name()).toList(),
                    result.record().run().started());
            listener.on(began);
            listener.on(new RunEvent.Ended(
                    result.record(), result.manifest(), EventLineage.of(graph).by(EventLineage.queries(plan))));
        }
    }

    private static Plan plan(Workspace workspace) {
        return new Planner(Grammars.languages(), LawPack.of(workspace.law())).plan(workspace, "many", LocalDate.EPOCH);
    }

    private static LineageGraph graph(Plan plan) {
        return LineageGraph.of(plan, new SparkSqlGrammar());
    }

    private static void measured(PrintStream out, int round, String what, List<Cost> costs, Runnable job) {
        Cost cost = Cost.of(job);
        out.printf(Locale.ROOT, "%d\t%s\t%.3f\t%.3f%n", round, what, cost.cpu(), cost.wall());
        if (round > 0) {
            costs.add(cost);
        }
    }

    /** Another text each time: the grammar knows those that it has read. */
    private static void expressions(PrintStream out) throws SqlSyntaxException {
        SqlOrigins.Tables tables = table -> List.of("id", "a", "b", "c");
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            int salt = round;
            String sql = IntStream.range(0, EXPRESSIONS)
                            .mapToObj(i -> "coalesce(t" + i % JOINS + ".a, 0) + t" + (i + 7) % JOINS + ".b * "
                                    + (i + salt) + " AS e" + i)
                            .collect(Collectors.joining(",\n", "SELECT ", "\nFROM s.x.t t"))
                    + IntStream.range(0, JOINS)
                            .mapToObj(i -> "\nJOIN s.x.t" + i + " t" + i + " ON t" + i + ".id = t.id")
                            .collect(Collectors.joining());
            long from = System.nanoTime();
            SqlOrigins found = new SparkSqlGrammar().origins(sql, tables);
            double took = (System.nanoTime() - from) / 1e9;
            if (!found.untraced().isEmpty() || found.columns().size() != EXPRESSIONS) {
                throw new IllegalStateException("Not followed: " + found.untraced());
            }
            out.printf(Locale.ROOT, "%d\texpressions\t%.3f%n", round, took);
            best = Math.min(best, took);
        }
        out.printf(Locale.ROOT, "best\t%d expressions, %d joins\t%.3f s%n", EXPRESSIONS, JOINS, best);
    }
}
