package dev.weir.jobs.verb.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.SignatureWarning;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.jobs.engine.rows.DisplayedRows;
import dev.weir.jobs.engine.rows.RowFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@RequiresEngine
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
public final class ReadCommand extends WorkspaceCommand {

    private static final int SHOWN = 20;
    private static final int WIDEST = 40;
    private static final String NULL = "·";

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

    public ReadCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (limit != null && limit < 0) {
            throw ProblemsException.usage(
                    "--limit", "'" + limit + "' is no number of rows", "it is negative", "give 0 or more");
        }
        RowsOfRelease rows =
                RowsOfRelease.of(desk(), reference, columns, Optional.ofNullable(where), Optional.ofNullable(limit));
        SignatureWarning.print(terminal, rows.doubts());
        if (!rows.masked().isEmpty()) {
            terminal.say(
                    "--where sees values as they were released, masked: " + String.join(", ", rows.masked()) + ".");
        }
        if (format == null && to == null && Boolean.getBoolean("weir.terminal.out")) {
            int most = limit == null ? SHOWN : (int) Math.min(Integer.MAX_VALUE - 1, limit);
            show(rows.first(desk(), most));
        } else {
            write(rows, format == null ? RowFormat.CSV : format);
        }
        return ExitCode.DONE.status();
    }

    private void write(RowsOfRelease rows, RowFormat as) {
        Path file = to;
        try {
            if (file == null) {
                writeOut(rows, as);
            } else {
                rows.writeTo(desk(), file, as);
                terminal.say("Wrote " + file + ".");
            }
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.NOT_WRITABLE,
                    Place.of(file == null ? "standard output" : file.toString()),
                    "the rows cannot be written",
                    e.getClass().getSimpleName(),
                    "see to the folder, its disk and this user's rights",
                    e);
        }
    }

    /** The reader may have enough, as {@code head} has: then this ends as quietly. */
    private void writeOut(RowsOfRelease rows, RowFormat as) throws IOException {
        OutputStream out = new BufferedOutputStream(terminal.data(), 1 << 16);
        try {
            rows.write(desk(), as, out);
        } catch (IOException e) {
            if (!isClosedPipe(e)) {
                throw e;
            }
        }
    }

    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    private void show(DisplayedRows shown) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(shown.columns().stream().map(DisplayedRows.ShownColumn::name).toList());
        for (List<Optional<String>> row : shown.rows()) {
            cells.add(row.stream()
                    .map(cell ->
                            cell.map(text -> AlignedColumns.cut(text, WIDEST)).orElse(NULL))
                    .toList());
        }
        List<String> lines =
                AlignedColumns.of(cells, column -> shown.columns().get(column).side() == DisplayedRows.Side.RIGHT);
        terminal.result("@|bold " + lines.get(0).replace("|@", "| @") + "|@");
        lines.stream().skip(1).forEach(terminal::plain);
        if (shown.rest() == DisplayedRows.Rest.MORE) {
            terminal.say(String.format(
                    Locale.ROOT,
                    "The first %d rows; --limit says how many, a file or a pipe takes all. %s is NULL.",
                    shown.rows().size(),
                    NULL));
        }
    }
}
