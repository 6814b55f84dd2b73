package dev.weir.jobs.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Shown;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.CheckLog;
import dev.weir.jobs.cli.workspace.ProductLog;
import dev.weir.jobs.cli.workspace.RecordedWorkspace;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.ReleaseReference;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds a release again and compares. */
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
public final class RerunCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RELEASE", description = "Such as clinical@12, clinical@paper-v1, clinical.")
    private String release = "";

    @Option(
            names = "--from",
            paramLabel = "N",
            description = {
                "Take release N as it was released, its content hash checked, and build only what came on top of it.",
            })
    private Optional<Long> from = Optional.empty();

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public RerunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = ProductLog.known(workspace, reference.product(), terminal);
        Manifest manifest = reference.in(opened.log());
        ProofFiles proof = new ProofFiles(opened.log().files(), manifest.product());
        Function<Manifest, Workspace> recorded =
                made -> RecordedWorkspace.of(workspace.root(), workspace.profile(), made, proof::object);
        Workspace then = recorded.apply(manifest);
        CheckLog.begin();
        RerunResult result;
        try (WeirSession session = WeirSession.reading(then)) {
            result = new Rerun(session, recorded, WeirVersion.number(), new ProgressListener(terminal))
                    .of(manifest, from.map(OptionalLong::of).orElse(OptionalLong.empty()));
        }
        switch (output.format()) {
            case TEXT -> text(result);
            case JSON -> terminal.json(json(result).toPrettyString());
        }
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
                terminal.result(name + "  the same " + rows(table.rows()) + ", "
                        + table.content().hash());
            } else {
                terminal.result(
                        name + "  not the same: " + rows(table.rows()) + " then, " + rows(table.rowsNow()) + " now");
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
        return Shown.count(count, "row");
    }

    /** {@code schemas/rerun.schema.json}. */
    static ObjectNode json(RerunResult result) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("release", result.release())
                .put("same", result.isSame())
                .put("version-then", result.then())
                .put("version-now", result.now());
        result.from().ifPresent(base -> node.put("from", base));
        result.parts().forEach(node.putArray("parts")::add);
        ArrayNode tables = node.putArray("tables");
        for (RerunResult.OfTable table : result.tables()) {
            ObjectNode entry = tables.addObject()
                    .put("table", table.name())
                    .put("same", table.isSame())
                    .put("rows-then", table.rows())
                    .put("rows-now", table.rowsNow())
                    .put("content-then", table.content().hash())
                    .put("content-now", table.contentNow().hash());
            table.differing().forEach(entry.putArray("differing-columns")::add);
        }
        return node;
    }
}
