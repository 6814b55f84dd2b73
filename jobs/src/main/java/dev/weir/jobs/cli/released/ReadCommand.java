package dev.weir.jobs.cli.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.Doubts;
import dev.weir.jobs.cli.workspace.Released;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.rows.ReleaseRows;
import dev.weir.jobs.engine.rows.RowFormat;
import dev.weir.jobs.engine.rows.RowsAsked;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes rows of a release. */
@Command(
        name = "read",
        description = {
            "Read rows of a release.",
            "They come as CSV, JSON lines, Parquet or an Arrow stream; on a terminal, as a table. They are as they",
            "were released, masks included, and are written as they are read, so a table may be of any size. Readers",
            "need no Weir: docs/reading.md and the release's page have lines for other engines."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir read clinical.encounters@12                              the first rows, on a terminal",
            "  weir read clinical.encounters@12 --where \"stopped_at >= '2026-01-01'\" > new.csv",
            "  weir read clinical.encounters@12 --columns encounter_id,stopped_at --limit 100",
            "  weir read clinical.encounters@12 --output parquet --to encounters.parquet",
            "  weir read clinical.encounters@12 --output json | head",
        })
public final class ReadCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "PRODUCT.TABLE[@NUMBER]",
            description = "A table of a release; of the last one without a number. The table may be left out where"
                    + " there is only one.")
    private String reference = "";

    @Option(names = "--columns", paramLabel = "NAME", split = ",", description = "Only these, in this order.")
    private List<String> columns = List.of();

    @Option(
            names = "--where",
            paramLabel = "PREDICATE",
            description = "Only rows for which it is true: a condition of Spark SQL on the row's columns.")
    private @Nullable String where;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "So many rows at most; a table on a terminal shows " + SHOWN + " by default.")
    private @Nullable Long limit;

    @Option(names = "--to", paramLabel = "FILE", description = "A file, which is replaced; else standard output.")
    private @Nullable Path to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; by default csv, and a table on a terminal.")
    private @Nullable RowFormat format;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    public ReadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit != null && limit < 0) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--limit"),
                    "'" + limit + "' is no number of rows",
                    "it is negative",
                    "give 0 or more");
        }
        Workspace settings = Workspaces.settings(workspace);
        RowsAsked asked = ReleaseRows.checked(asked(settings));
        Doubts.tell(terminal, settings, StoredReleaseLog.of(settings), asked.release());
        boolean shown = format == null && to == null && Boolean.getBoolean("weir.terminal.out");
        List<String> masked = ReleaseRows.masked(asked);
        if (!masked.isEmpty()) {
            terminal.say("--where sees values as they were released, masked: " + String.join(", ", masked) + ".");
        }
        SparkLog.to(settings.root());
        try (WeirSession session = WeirSession.reading(settings)) {
            Releases releases = session.releases();
            DeadRuns.recover(session, asked.release().product(), terminal);
            ReleaseRows rows = new ReleaseRows(releases);
            if (shown) {
                int most = limit == null ? SHOWN : (int) Math.min(Integer.MAX_VALUE - 1, limit);
                new RowsText(terminal).print(rows.first(asked, most));
            } else {
                write(rows, asked, format == null ? RowFormat.CSV : format);
            }
        }
        return ExitCode.DONE.status();
    }

    private void write(ReleaseRows rows, RowsAsked asked, RowFormat as) {
        Path file = to;
        try {
            if (file == null) {
                writeOut(rows, asked, as);
            } else {
                rows.writeTo(file, asked, as);
                terminal.say("Wrote " + file + ".");
            }
        } catch (IOException e) {
            throw new ProblemsException(
                    List.of(new Problem(
                            Code.NOT_WRITABLE,
                            Place.of(file == null ? "standard output" : file.toString()),
                            "the rows cannot be written",
                            e.getClass().getSimpleName(),
                            "see to the folder, its disk and this user's rights")),
                    e);
        }
    }

    /** Whoever reads may have enough, as {@code head} has: then this ends as quietly. */
    private void writeOut(ReleaseRows rows, RowsAsked asked, RowFormat as) throws IOException {
        OutputStream out = new BufferedOutputStream(terminal.data(), 1 << 16);
        try {
            rows.write(asked, as, out);
        } catch (IOException e) {
            if (!isClosedPipe(e)) {
                throw e;
            }
        }
    }

    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    private RowsAsked asked(Workspace settings) {
        ReleaseReference named = ReleaseReference.parse(reference);
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        Released.requireProduct(workspace, log, named.product());
        Manifest manifest = named.in(log);
        boolean only = named.table().isEmpty() && manifest.tables().size() == 1;
        return new RowsAsked(
                manifest,
                only ? manifest.tables().get(0) : named.table(manifest),
                columns,
                Optional.ofNullable(where),
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
    }
}
