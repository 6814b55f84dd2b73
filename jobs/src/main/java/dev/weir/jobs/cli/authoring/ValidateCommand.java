package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.cli.terminal.ErrorJson;
import dev.weir.jobs.cli.terminal.LeftToRight;
import dev.weir.jobs.cli.terminal.Notices;
import dev.weir.jobs.cli.terminal.OutputFormat;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Soundness;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds everything that is wrong in a workspace, without reading any data. */
@Command(
        name = "validate",
        description = {
            "Check contracts, products, transformations and rules.",
            "Reports every problem at once, with file, line and remedy. Reads no data and starts no Spark."
        })
public final class ValidateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** How many the workspace has, when nothing is wrong with it. */
    private int products;

    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Reproducibility.Because> notices = new ArrayList<>();
        List<LeftToRight> readings = new ArrayList<>();
        List<String> harmless = new ArrayList<>();
        List<Problem> problems = problems(notices, readings, harmless);
        if (output.format() == OutputFormat.JSON) {
            terminal.json(json(problems, notices, readings, harmless).toPrettyString());
        } else if (problems.isEmpty()) {
            terminal.result(
                    products == 0
                            ? "@|green No problems,|@ and no product yet: docs/language.md shows how one is written."
                            : "@|green No problems.|@");
            Notices.tell(terminal, notices);
            LeftToRight.tell(terminal, readings);
            if (!harmless.isEmpty()) {
                terminal.result("@|bold,yellow Called harmless|@: " + harmless.size()
                        + (harmless.size() == 1 ? " column" : " columns"));
                harmless.forEach(sentence -> terminal.out().println("  " + sentence));
            }
        } else {
            // As a result, not as commentary: the problems are what was asked for.
            for (Problem problem : problems) {
                terminal.out().println(problem);
            }
            terminal.say("@|bold " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                    + "|@; 'weir explain CODE' says more about a code.");
        }
        return problems.isEmpty()
                ? ExitCode.DONE.status()
                : new ProblemsException(problems).exit().status();
    }

    private List<Problem> problems(
            List<Reproducibility.Because> notices, List<LeftToRight> readings, List<String> harmless) {
        try {
            Soundness.Sound sound = Workspaces.sound(workspace);
            products = sound.workspace().products().size();
            notices.addAll(sound.notices());
            readings.addAll(sound.readings());
            harmless.addAll(sound.harmless());
            strict.require(notices);
            return List.of();
        } catch (ProblemsException found) {
            return workspace.filled().asWritten(found).problems();
        }
    }

    private static ObjectNode json(
            List<Problem> problems,
            List<Reproducibility.Because> notices,
            List<LeftToRight> readings,
            List<String> harmless) {
        ObjectNode result = Json.object().put("valid", problems.isEmpty());
        result.set("problems", Json.objects(problems, ErrorJson::problem));
        result.set("notices", Notices.json(notices));
        result.set("readings", Json.objects(readings, LeftToRight::json));
        result.set("harmless", Json.texts(harmless));
        return result;
    }
}
