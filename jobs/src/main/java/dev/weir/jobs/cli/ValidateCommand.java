package dev.weir.jobs.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds everything that is wrong in a workspace, without reading any data. */
@Command(
        name = "validate",
        description = {
            "Check contracts, products, transformations and rules: every problem at once, with file, line and remedy.",
            "Reads no data and starts no Spark."
        })
final class ValidateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Problem> problems = problems();
        if (output.format() == OutputFormat.JSON) {
            terminal.out().println(json(problems).toPrettyString());
        } else if (problems.isEmpty()) {
            terminal.result("@|green No problems.|@");
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

    private List<Problem> problems() {
        try {
            Workspaces.sound(workspace);
            return List.of();
        } catch (ProblemsException found) {
            return found.problems();
        }
    }

    private static ObjectNode json(List<Problem> problems) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("valid", problems.isEmpty());
        ArrayNode list = result.putArray("problems");
        for (Problem problem : problems) {
            list.addObject()
                    .put("code", problem.code().id())
                    .put("name", problem.code().title())
                    .put("file", problem.place().file())
                    .put("line", problem.place().line())
                    .put("column", problem.place().column())
                    .put("what", problem.what())
                    .put("why", problem.why())
                    .put("remedy", problem.remedy());
        }
        return result;
    }
}
