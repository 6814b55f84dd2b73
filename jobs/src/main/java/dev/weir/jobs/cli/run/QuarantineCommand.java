package dev.weir.jobs.cli.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.text.Nearest;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.LastRun;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.quarantine.DebtReader;
import dev.weir.jobs.engine.quarantine.QuarantineReader;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is outside, by cause. */
@Command(
        name = "quarantine",
        description = {
            "Show the rows and records that did not get in.",
            "By table and cause, with file and line, masked, and since when. Of the last run, released or held, or of",
            "the run behind a release."
        })
public final class QuarantineCommand implements Callable<Integer> {

    /** Releases in which a row's first sight is looked for. */
    private static final int HISTORY = 20;

    private static final int FEW = 3;
    private static final int MANY = 20;

    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PRODUCT", description = "The product's id.")
    private @Nullable String product;

    @Option(names = "--release", paramLabel = "N", description = "The run behind this release.")
    private @Nullable Long release;

    @Option(names = "--rule", paramLabel = "RULE", description = "Rows that are out for this rule.")
    private @Nullable String rule;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Rows of this table, or records of this source, such as raw.visits.visits.")
    private @Nullable String table;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Rows shown of each cause; default: " + FEW + ", or " + MANY + " with --rule.")
    private @Nullable Integer limit;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public QuarantineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (product == null || (limit != null && limit < 0)) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("weir quarantine"),
                    product == null ? "No product is named" : "--limit " + limit + " is less than nothing",
                    "the command shows the quarantine of one product, and as many rows of each cause as are asked for",
                    "write for example 'weir quarantine clinical --limit 5'");
        }
        Workspace settings = Workspaces.settings(workspace);
        ReleaseLog log = StoredReleaseLog.of(settings);
        Optional<RunRecord> run = run(settings, log, product);
        if (run.isEmpty()) {
            Workspaces.requireProduct(Workspaces.read(workspace), product);
        }
        run.ifPresent(this::requireTable);
        Shelf shelf = run.map(record -> shelf(settings, log, record)).orElse(Shelf.EMPTY);
        switch (output.format()) {
            case TEXT -> new QuarantineText(terminal).print(product, run, shelf);
            case JSON -> terminal.json(QuarantineJson.print(product, run, shelf));
        }
        return ExitCode.DONE.status();
    }

    /**
     * What was found.
     *
     * @param parts by table
     * @param debt since when
     */
    record Shelf(List<QuarantinedTable> parts, QuarantineDebt debt) {

        static final Shelf EMPTY = new Shelf(List.of(), new QuarantineDebt(List.of()));

        Shelf {
            parts = List.copyOf(parts);
        }
    }

    private Optional<RunRecord> run(Workspace settings, ReleaseLog log, String of) {
        if (release != null) {
            return Optional.of(log.read(of, release).record());
        }
        return LastRun.of(of, log, new RunArchive(settings.root()));
    }

    private Shelf shelf(Workspace settings, ReleaseLog log, RunRecord run) {
        boolean empty = run.tables().stream().allMatch(count -> count.quarantined() == 0)
                && run.sources().stream().allMatch(count -> count.unreadable() == 0);
        if (empty) {
            return Shelf.EMPTY;
        }
        SparkLog.to(settings.root());
        int examples = limit != null ? limit : rule != null ? MANY : FEW;
        try (WeirSession session = WeirSession.reading(settings)) {
            DeadRuns.recover(session, run.run().product(), terminal);
            List<QuarantinedTable> parts = new QuarantineReader(session.spark(), session.warehouse())
                    .read(
                            run,
                            new QuarantineReader.Question(
                                    Optional.ofNullable(rule), Optional.ofNullable(table), examples));
            long last = run.ending().release().orElse(Long.MAX_VALUE);
            List<Manifest> releases = log.newest(run.run().product(), HISTORY).stream()
                    .filter(manifest -> manifest.number() <= last)
                    .toList();
            return new Shelf(parts, new DebtReader(session.spark(), session.warehouse()).read(run, releases));
        }
    }

    private void requireTable(RunRecord run) {
        if (table == null) {
            return;
        }
        List<String> known = Stream.concat(
                        run.tables().stream().map(count -> count.table()),
                        run.sources().stream().map(count -> count.table()))
                .toList();
        if (!known.contains(table)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("--table"),
                    "The run has no table '" + table + "'",
                    "it has " + String.join(", ", known),
                    Nearest.to(table, known)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("name one of these"));
        }
    }
}
