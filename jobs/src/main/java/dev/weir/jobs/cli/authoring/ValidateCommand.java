package dev.weir.jobs.cli.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.ErrorJson;
import dev.weir.jobs.cli.terminal.Notices;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.desk.authoring.LeftToRight;
import dev.weir.jobs.desk.authoring.Soundness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds everything that is wrong in a workspace, without reading any data. */
@Command(
        name = "validate",
        description = {
            "Check contracts, products, transformations and rules.",
            "Reports every problem at once, with file, line and remedy. Reads no data and starts no Spark."
        })
public final class ValidateCommand extends PrintingCommand {

    @Mixin
    private StrictOption strict = new StrictOption();

    public ValidateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Optional<Soundness.Sound> sound = Optional.empty();
        List<Problem> problems = List.of();
        try {
            sound = Optional.of(Soundness.of(workspace.named(), Instant.now()));
            strict.require(sound.get().notices());
        } catch (ProblemsException found) {
            problems = workspace.filled().asWritten(found).problems();
        }
        tell(sound, problems);
        return problems.isEmpty()
                ? ExitCode.DONE.status()
                : new ProblemsException(problems).exit().status();
    }

    private void tell(Optional<Soundness.Sound> sound, List<Problem> problems) {
        print(
                () -> {
                    if (problems.isEmpty()) {
                        text(sound.orElseThrow());
                    } else {
                        text(problems);
                    }
                },
                () -> json(sound, problems));
    }

    private void text(Soundness.Sound sound) {
        terminal.result(
                sound.workspace().products().isEmpty()
                        ? "@|green No problems,|@ and no product yet: 'weir init . --product NAME --from \"raw/**\"' drafts one from files, and"
                                + " docs/language.md shows how one is written."
                        : "@|green No problems.|@");
        Notices.tell(terminal, sound.notices());
        if (!sound.readings().isEmpty()) {
            terminal.result("@|bold,yellow Read from left to right|@: "
                    + Shown.count(sound.readings().size(), "condition")
                    + "; DQDL does not multiply before it adds, and brackets say what is meant");
            sound.readings().forEach(one -> terminal.out().println("  " + one));
        }
        if (!sound.harmless().isEmpty()) {
            terminal.result("@|bold,yellow Called harmless|@: "
                    + Shown.count(sound.harmless().size(), "column"));
            sound.harmless().forEach(sentence -> terminal.out().println("  " + sentence));
        }
    }

    /** As a result, not as commentary: the problems are what was asked for. */
    private void text(List<Problem> problems) {
        problems.forEach(problem -> terminal.out().println(problem));
        terminal.say("@|bold " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + "|@; 'weir explain CODE' says more about a code.");
    }

    private static ObjectNode json(Optional<Soundness.Sound> sound, List<Problem> problems) {
        ObjectNode result = Json.object().put("valid", problems.isEmpty());
        result.set("problems", Json.objects(problems, ErrorJson::problem));
        result.set("notices", Notices.json(sound.map(Soundness.Sound::notices).orElse(List.of())));
        result.set(
                "readings",
                Json.objects(sound.map(Soundness.Sound::readings).orElse(List.of()), ValidateCommand::reading));
        result.set("harmless", Json.texts(sound.map(Soundness.Sound::harmless).orElse(List.of())));
        return result;
    }

    private static ObjectNode reading(LeftToRight one) {
        return Json.object()
                .put("rule", one.rule())
                .put("file", one.place().file())
                .put("line", one.place().line())
                .put("column", one.place().column())
                .put("written", one.written())
                .put("usual", one.usual());
    }
}
