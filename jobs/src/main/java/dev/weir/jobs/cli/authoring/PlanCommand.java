package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.json.ReproducibilityJson;
import dev.weir.jobs.cli.terminal.Notices;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.UnfixedOrder;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.change.Evolution;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.jobs.plan.text.PlanJson;
import dev.weir.jobs.plan.text.PlanText;
import dev.weir.privacy.law.LawPack;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a run would do. */
@Command(
        name = "plan",
        description = {
            "Show what a run will do.",
            "What is read, how each table is made, how each rule is answered, what is masked. Reads no data, and",
            "starts Spark for '--analyse' alone."
        })
public final class PlanCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(names = "--explain", description = "Say why, and what it costs.")
    private boolean explain;

    @Option(
            names = "--analyse",
            description = {
                "Let Spark analyse every query and rule, as a run does before it reads anything:",
                "everything that is wrong with their types and columns, with file and line."
            })
    private boolean analyse;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace read = Workspaces.read(workspace);
        Plan plan =
                new Planner(Grammars.languages(), LawPack.of(read.law())).plan(read, product, read.day(Instant.now()));
        if (analyse) {
            analysed(read, plan);
            return ExitCode.DONE.status();
        }
        List<Reproducibility.Because> notices = UnfixedOrder.of(plan);
        strict.require(notices);
        switch (output.format()) {
            case TEXT -> {
                terminal.out().print(explain ? PlanText.explain(plan) : PlanText.print(plan));
                Workspaces.changes(read, plan).forEach(this::changes);
                Notices.tell(terminal, notices);
            }
            case JSON -> terminal.json(PlanJson.print(plan, Workspaces.changes(read, plan), notices));
        }
        return ExitCode.DONE.status();
    }

    private void analysed(Workspace read, Plan plan) {
        PlanAnalysis.Analysed analysed = PlanAnalysing.of(read, plan);
        strict.require(analysed.reproducibility().because());
        switch (output.format()) {
            case TEXT -> {
                terminal.result(count(analysed.queries(), "query", "queries") + " and "
                        + count(analysed.rules(), "rule", "rules") + " analysed; nothing stands against them.");
                Notices.tell(terminal, analysed.reproducibility().because());
            }
            case JSON -> {
                ObjectNode json = Json.object()
                        .put("product", product)
                        .put("queries", analysed.queries())
                        .put("rules", analysed.rules());
                json.set("reproducible", ReproducibilityJson.node(analysed.reproducibility()));
                terminal.json(json.toPrettyString());
            }
        }
    }

    private static String count(int number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }

    private void changes(Evolution evolution) {
        if (!evolution.changes().isEmpty()) {
            terminal.result("\nchanged in " + evolution.contract().id() + " since " + evolution.release() + " (version "
                    + evolution.version() + ", now " + evolution.contract().version() + ")");
            evolution.lines().forEach(line -> terminal.out().println("  " + line));
            evolution
                    .problem()
                    .ifPresent(problem -> terminal.result(
                            "  @|bold,red " + problem.code().id() + "|@  " + problem.what() + "; " + problem.remedy()));
        }
    }
}
