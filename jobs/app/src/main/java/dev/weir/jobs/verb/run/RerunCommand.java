package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.engine.rerun.RerunResult;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
@Command(
        name = "rerun",
        description = {
            "Build a release again from what it was made of, and compare content hashes.",
            "Takes its recorded sources, contracts, rules and key versions, whatever they are today. A table that is",
            "loaded in parts is built part by part, each as the release that brought it was made. Nothing is released,",
            "locked or left on disk.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir rerun clinical@12              the same rows, or the tables and columns where they differ",
            "  weir rerun clinical@paper-v1        by a tag",
            "  weir rerun clinical@12 --from 9     on top of the rows of clinical@9, whose sources are gone",
            "  weir rerun clinical --output json   the newest release, for tools",
            "",
            "Ends with 0 when every table has the same content, with 4 when one has not, with 6 when a source file is",
            "gone or has changed."
        })
public final class RerunCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "RELEASE", description = "Such as clinical@12, clinical@paper-v1, clinical.")
    private String release = "";

    @Option(
            names = "--from",
            paramLabel = "N",
            description = {
                "Take release N as it was released, its content hash checked, and build only what came on top of it.",
            })
    private Optional<Long> from = Optional.empty();

    public RerunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        RerunResult result = ReleaseRerun.of(desk(), release, from, ProgressListener.on(terminal));
        print(() -> text(result), () -> json(result));
        return (result.isSame() ? ExitCode.DONE : ExitCode.COMPLIANCE).status();
    }

    private void text(RerunResult result) {
        int widest = result.tables().stream()
                .mapToInt(table -> table.name().length())
                .max()
                .orElse(0);
        for (RerunResult.OfTable table : result.tables()) {
            String name = "@|bold " + table.name() + "|@"
                    + " ".repeat(widest - table.name().length());
            if (table.isSame()) {
                terminal.result(name + "  the same " + rows(table.content().rows()) + ", "
                        + table.content().hash());
            } else {
                terminal.result(name + "  not the same: " + rows(table.content().rows()) + " then, "
                        + rows(table.contentNow().rows()) + " now");
                terminal.result("  then  " + table.content().hash());
                terminal.result("  now   " + table.contentNow().hash());
                terminal.result("  in    "
                        + (table.differing().isEmpty()
                                ? "no column by itself: the same values stand in other rows"
                                : String.join(", ", table.differing())));
            }
        }
        terminal.result(
                result.isSame()
                        ? result.release() + " comes out the same."
                        : result.release() + " does not come out the same.");
        if (result.parts().size() > 1) {
            terminal.result("It was built of " + result.parts().size() + " parts: those of "
                    + result.parts().get(0) + " to "
                    + result.parts().get(result.parts().size() - 1) + ".");
        }
        result.from().ifPresent(base -> terminal.result("The rows of " + base + " were taken as they were released."));
        if (!result.then().equals(result.now())) {
            terminal.result("It was made with Weir " + result.then() + "; this is Weir " + result.now() + ".");
        }
    }

    private static String rows(long count) {
        return DisplayText.count(count, "row");
    }

    /** {@code schemas/rerun.schema.json}. */
    static ObjectNode json(RerunResult result) {
        ObjectNode node = Json.object()
                .put("release", result.release())
                .put("same", result.isSame())
                .put("version-then", result.then())
                .put("version-now", result.now());
        result.from().ifPresent(base -> node.put("from", base));
        node.set("parts", Json.texts(result.parts()));
        node.set("tables", Json.objects(result.tables(), RerunCommand::table));
        return node;
    }

    private static ObjectNode table(RerunResult.OfTable table) {
        return Json.object()
                .put("table", table.name())
                .put("same", table.isSame())
                .put("rows-then", table.content().rows())
                .put("rows-now", table.contentNow().rows())
                .put("content-then", table.content().hash())
                .put("content-now", table.contentNow().hash())
                .set("differing-columns", Json.texts(table.differing()));
    }
}
