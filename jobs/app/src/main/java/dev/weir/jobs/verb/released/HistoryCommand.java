package dev.weir.jobs.verb.released;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what releases have left for drift and dynamic rules. */
@NeedsEngine
@Command(
        name = "history",
        description = {
            "Show what releases keep of each table and column: counts, mean, extremes, frequent values.",
            "Rows, values that are there, different values, mean, least and greatest, frequent values. No value of a",
            "masked column is kept.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir history clinical                                  rows of every table, columns of the last release",
            "  weir history clinical --table encounters --last 20     the same of one table, further back",
            "  weir history clinical --column reason_code             one column from release to release",
            "",
            "The same is in the Iceberg table <product>_quality.states, for every reader."
        })
public final class HistoryCommand extends ProductCommand {

    @Option(names = "--table", paramLabel = "TABLE", description = "This table alone.")
    private @Nullable String table;

    @Option(names = "--column", paramLabel = "COLUMN", description = "This column alone, of every table that has it.")
    private @Nullable String column;

    @Option(
            names = "--last",
            paramLabel = "RELEASES",
            description = "How many releases; default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int last = 10;

    public HistoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--last"),
                    "'" + last + "' is no number of releases",
                    "history is of one release at the least",
                    "give 1 or more");
        }
        KeptHistory kept = KeptHistory.of(
                desk(),
                new KeptHistory.Question(product, Optional.ofNullable(table), Optional.ofNullable(column), last));
        print(() -> new HistoryText(terminal, kept, column != null).print(), () -> HistoryJson.of(kept));
        return ExitCode.DONE.status();
    }
}
