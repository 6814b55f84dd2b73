package dev.weir.jobs.cli.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.CheckLog;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.LastRun;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.quarantine.Retried;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges again what is outside. */
@Command(
        name = "retry",
        description = {
            "Judge again what the last run left outside, after a fix in rules or source: which rows would get in now,",
            "which are still out and why, which are gone. Writes nothing: the next 'weir run' lets each in once, since"
                    + " it",
            "makes each table anew from the whole source.",
            "Ends with 0 when a run would release, with 3 when it would not."
        })
public final class RetryCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Rows shown of each class and cause; default: ${DEFAULT-VALUE}.")
    private int limit = 3;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public RetryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--limit"),
                    "'" + limit + "' is no number of rows",
                    "fewer than none cannot be shown",
                    "give 0 or more");
        }
        Workspace read = Workspaces.read(workspace);
        Workspaces.requireProduct(read, product);
        Optional<RunRecord> open = LastRun.of(product, StoredReleaseLog.of(read), new RunArchive(read.root()));
        if (open.isEmpty()) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of("runs/" + product),
                    "'" + product + "' has no run yet",
                    "there is nothing outside that could be judged again",
                    "run it first, or try the sources with 'weir check " + product + "'");
        }
        CheckLog.begin();
        Retried retried;
        try (WeirSession session = WeirSession.reading(read)) {
            DeadRuns.recover(session, product, terminal);
            retried = new CheckRun(session, WeirVersion.number(), new ProgressListener(terminal))
                    .retry(open.get(), limit);
        }
        switch (output.format()) {
            case TEXT -> new RetryText(terminal).print(retried);
            case JSON -> terminal.json(RetryJson.print(retried));
        }
        return (retried.trial().ending().outcome() == Outcome.RELEASED ? ExitCode.DONE : ExitCode.QUALITY).status();
    }
}
