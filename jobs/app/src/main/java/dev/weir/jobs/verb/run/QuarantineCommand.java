package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is outside, by cause. */
@NeedsEngine
@Command(
        name = "quarantine",
        description = {
            "Show the rows and records that did not get in.",
            "By table and cause, with file and line, masked, and since when. Of the last run, released or held, or of",
            "the run behind a release."
        })
public final class QuarantineCommand extends PrintingCommand {

    private static final int FEW = 3;
    private static final int MANY = 20;

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

    public QuarantineCommand(Terminal terminal) {
        super(terminal);
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
        Shelf shelf = Shelf.of(
                desk(),
                new Shelf.Question(
                        product,
                        Optional.ofNullable(release),
                        Optional.ofNullable(rule),
                        Optional.ofNullable(table),
                        limit != null ? limit : rule != null ? MANY : FEW));
        print(() -> new QuarantineText(terminal).print(shelf), () -> QuarantineJson.of(shelf));
        return ExitCode.DONE.status();
    }
}
