package dev.weir.jobs.cli.released;

import dev.weir.catalogue.page.DiffPage;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.Released;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.diff.ReleaseComparison;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what changed from one release to another. */
@Command(
        name = "diff",
        description = {
            "Say what changed from one release to another.",
            "Columns, rows added, removed and changed by key, with the columns that changed, metrics, rules, sources",
            "and contract versions. Tables with equal content hashes are not read, nor are files that both share.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir diff clinical@11 clinical@12",
            "  weir diff clinical@12                                      with the one before it",
            "  weir diff clinical@paper-v1 clinical --examples 5          with rows, as they were released",
            "  weir diff clinical@11 clinical@12 --output html > diff.html",
        })
public final class DiffCommand implements Callable<Integer> {

    private static final int MOST_EXAMPLES = 1_000;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RELEASE", description = "The earlier one, such as clinical@11.")
    private String first = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "The later one; without it, the first is compared with the one before it.")
    private @Nullable String second;

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            split = ",",
            description = "The columns that say which row is which, where they are not the table's primary key.")
    private List<String> key = List.of();

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "0",
            description = "Show so many rows of each kind, as they were released; default: ${DEFAULT-VALUE}.")
    private int examples;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    /** How the difference is printed. */
    enum Format {
        TEXT,
        JSON,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (examples < 0 || examples > MOST_EXAMPLES) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--examples"),
                    "'" + examples + "' is no number of examples",
                    "it goes from 0 to " + MOST_EXAMPLES,
                    "read more with 'weir read'");
        }
        Workspace settings = Workspaces.settings(workspace);
        Pair pair = pair(StoredReleaseLog.of(settings));
        SparkLog.to(settings.root());
        ReleaseDiff diff;
        try (WeirSession session = WeirSession.reading(settings)) {
            Releases releases = session.releases();
            DeadRuns.recover(session, pair.after().product(), terminal);
            diff = new ReleaseComparison(releases, key, examples).of(pair.before(), pair.after());
        }
        switch (format) {
            case TEXT -> new DiffText(terminal).print(diff);
            case JSON -> terminal.json(DiffJson.of(diff).toPrettyString());
            case HTML -> terminal.out().print(DiffPage.html(diff));
        }
        return ExitCode.DONE.status();
    }

    private record Pair(Manifest before, Manifest after) {}

    private Pair pair(StoredReleaseLog log) {
        ReleaseReference one = ReleaseReference.whole(first);
        Released.requireProduct(workspace, log, one.product());
        Manifest named = one.in(log);
        String other = second;
        if (other != null) {
            ReleaseReference two = ReleaseReference.whole(other);
            Released.requireProduct(workspace, log, two.product());
            return new Pair(named, two.in(log));
        }
        if (named.number() == 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(named.reference()),
                    named.reference() + " is the first release",
                    "there is none before it to compare it with",
                    "name two releases");
        }
        return new Pair(log.read(named.product(), named.number() - 1), named);
    }
}
