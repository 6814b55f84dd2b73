package dev.weir.jobs.cli.authoring;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.json.ReproducibilityJson;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Notices;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.desk.authoring.PlanAnalysing;
import dev.weir.jobs.desk.authoring.Planned;
import dev.weir.jobs.engine.analysis.PlanAnalysis;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.change.Evolution;
import dev.weir.jobs.plan.text.PlanJson;
import dev.weir.jobs.plan.text.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a run would do. */
@NeedsEngine(with = "--analyse")
@Command(
        name = "plan",
        description = {
            "Show what a run will do.",
            "What is read, how each table is made, how each rule is answered, what is masked. Reads no data, and",
            "starts Spark for '--analyse' alone."
        })
public final class PlanCommand extends ProductCommand {

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

    public PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (analyse) {
            return analysed();
        }
        Planned planned = Planned.of(desk(), product);
        strict.require(planned.notices());
        Plan plan = planned.plan();
        printDocument(
                () -> {
                    terminal.out().print(explain ? PlanText.explain(plan) : PlanText.print(plan));
                    planned.changes().forEach(this::changes);
                    Notices.tell(terminal, planned.notices());
                },
                () -> PlanJson.print(plan, planned.changes(), planned.notices()));
        return ExitCode.DONE.status();
    }

    private int analysed() {
        PlanAnalysis.Analysed analysed = PlanAnalysing.of(desk(), product);
        strict.require(analysed.reproducibility().because());
        print(
                () -> {
                    terminal.result(Shown.count(analysed.queries(), "query", "queries") + " and "
                            + Shown.count(analysed.rules(), "rule") + " analysed; nothing stands against them.");
                    Notices.tell(terminal, analysed.reproducibility().because());
                },
                () -> Json.object()
                        .put("product", product)
                        .put("queries", analysed.queries())
                        .put("rules", analysed.rules())
                        .set("reproducible", ReproducibilityJson.node(analysed.reproducibility())));
        return ExitCode.DONE.status();
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
