package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ErrorJson;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.SqlNoticeText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.draft.NewColumns;
import dev.weir.jobs.verb.authoring.WorkspaceValidation.Undescribed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@RequiresEngine(with = "--fix")
@Command(
        name = "validate",
        description = {
            "Check contracts, products, transformations and rules.",
            "Reports every problem at once, with file, line and remedy. Reads no data and starts no Spark.",
            "With --fix, where there is no problem, reads the sources and proposes their new columns as a diff."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir validate                              what is wrong",
            "  weir validate --fix                        columns that sources have and contracts do not",
            "  weir validate --fix | git apply            takes them over",
        })
public final class ValidateCommand extends PrintingCommand {

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(
            names = "--fix",
            description = "Read the sources, and propose what their contracts lack as a diff; nothing is written.")
    private boolean fix;

    public ValidateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Optional<WorkspaceValidation.Sound> sound = Optional.empty();
        List<Problem> problems = List.of();
        try {
            sound = Optional.of(WorkspaceValidation.of(workspace.named(), Instant.now()));
            strict.require(sound.get().notices());
        } catch (ProblemsException found) {
            problems = workspace.filled().asWritten(found).problems();
        }
        if (fix && problems.isEmpty()) {
            NewColumns.Proposed proposed = NewColumns.of(desk());
            print(() -> text(proposed), () -> json(proposed));
            ProblemsException.throwIfAny(proposed.unread());
            return ExitCode.DONE.status();
        }
        show(sound, problems);
        return problems.isEmpty()
                ? ExitCode.DONE.status()
                : new ProblemsException(problems).exit().status();
    }

    private void show(Optional<WorkspaceValidation.Sound> sound, List<Problem> problems) {
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

    private void text(WorkspaceValidation.Sound sound) {
        terminal.result(
                sound.workspace().products().isEmpty()
                        ? "@|green No problems,|@ and no product yet: 'weir init . --product NAME --from \"raw/**\"'"
                                + " drafts one from files, and docs/language/index.md shows how one is written."
                        : "@|green No problems.|@");
        SqlNoticeText.print(terminal, sound.notices());
        if (!sound.readings().isEmpty()) {
            terminal.result("@|bold,yellow Read from left to right|@: "
                    + DisplayText.count(sound.readings().size(), "condition")
                    + "; DQDL does not multiply before it adds, and brackets say what is meant");
            sound.readings().forEach(one -> terminal.plain("  " + one));
        }
        if (!sound.harmless().isEmpty()) {
            terminal.result("@|bold,yellow Called harmless|@: "
                    + DisplayText.count(sound.harmless().size(), "column"));
            sound.harmless().forEach(sentence -> terminal.plain("  " + sentence));
        }
        if (!sound.laxer().isEmpty()) {
            terminal.result("@|bold,yellow Laxer than the law pack|@: "
                    + DisplayText.count(sound.laxer().size(), "change") + " of the workspace's overlay");
            sound.laxer().forEach(sentence -> terminal.plain("  " + sentence));
        }
        if (!sound.named().isEmpty()) {
            terminal.result("@|bold,yellow Named otherwise|@: "
                    + DisplayText.count(sound.named().size(), "column"));
            sound.named()
                    .forEach(one -> terminal.plain(
                            "  " + one.place() + "  " + one.what() + ": " + one.why() + "; " + one.remedy()));
        }
        undescribed(sound.undescribed());
    }

    private void undescribed(List<Undescribed> all) {
        Map<String, List<Undescribed>> byFile =
                all.stream().collect(Collectors.groupingBy(Undescribed::file, LinkedHashMap::new, Collectors.toList()));
        byFile.forEach((file, keys) -> terminal.say("@|bold Not written for catalogues|@: "
                + keys.stream().map(Undescribed::key).collect(Collectors.joining(", ")) + " of " + file));
    }

    /** The diff alone is a result, so that it can be taken over as it is. */
    private void text(NewColumns.Proposed proposed) {
        proposed.changes().forEach(change -> terminal.out().print(change.diff()));
        proposed.leftOut().forEach(left -> terminal.say("@|bold,yellow Left out|@: " + left.file() + " " + left.why()));
        int columns = proposed.changes().stream()
                .mapToInt(change -> change.columns().size())
                .sum();
        terminal.say(
                columns == 0
                        ? "No new column is proposed."
                        : DisplayText.count(columns, "new column") + "; 'weir validate --fix | git apply' takes "
                                + (columns == 1 ? "it" : "them") + " over. A product releases no more by that.");
    }

    private static ObjectNode json(NewColumns.Proposed proposed) {
        ObjectNode result = Json.object();
        result.set("changes", Json.objects(proposed.changes(), change -> {
            ObjectNode json = Json.object()
                    .put("file", change.file())
                    .put("table", change.table())
                    .put("diff", change.diff());
            json.set("columns", Json.objects(change.columns(), DraftedText::json));
            return json;
        }));
        result.set(
                "left-out",
                Json.objects(
                        proposed.leftOut(),
                        left -> Json.object().put("of", left.file()).put("why", left.why())));
        return result;
    }

    /** As a result, not as commentary: the problems are what was asked for. */
    private void text(List<Problem> problems) {
        problems.forEach(problem -> terminal.out().println(problem));
        terminal.say("@|bold " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + "|@; 'weir explain CODE' says more about a code.");
    }

    private static ObjectNode json(Optional<WorkspaceValidation.Sound> sound, List<Problem> problems) {
        ObjectNode result = Json.object().put("valid", problems.isEmpty());
        result.set("problems", Json.objects(problems, ErrorJson::problem));
        result.set(
                "notices",
                SqlNoticeText.json(sound.map(WorkspaceValidation.Sound::notices).orElse(List.of())));
        result.set(
                "readings",
                Json.objects(
                        sound.map(WorkspaceValidation.Sound::readings).orElse(List.of()), ValidateCommand::reading));
        result.set(
                "harmless",
                Json.texts(sound.map(WorkspaceValidation.Sound::harmless).orElse(List.of())));
        result.set(
                "laxer", Json.texts(sound.map(WorkspaceValidation.Sound::laxer).orElse(List.of())));
        result.set(
                "named",
                Json.objects(sound.map(WorkspaceValidation.Sound::named).orElse(List.of()), ErrorJson::problem));
        result.set(
                "undescribed",
                Json.objects(
                        sound.map(WorkspaceValidation.Sound::undescribed).orElse(List.of()),
                        each -> Json.object()
                                .put("product", each.product())
                                .put("file", each.file())
                                .put("key", each.key())));
        return result;
    }

    private static ObjectNode reading(AmbiguousArithmetic one) {
        return Json.object()
                .put("rule", one.rule())
                .put("file", one.place().file())
                .put("line", one.place().line())
                .put("column", one.place().column())
                .put("written", one.written())
                .put("usual", one.usual());
    }
}
