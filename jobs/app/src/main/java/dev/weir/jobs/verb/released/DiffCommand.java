package dev.weir.jobs.verb.released;

import dev.weir.catalogue.page.DiffPage;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what changed from one release to another. */
@NeedsEngine
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
public final class DiffCommand extends WorkspaceCommand {

    private static final int MOST_EXAMPLES = 1_000;

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
        super(terminal);
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
        ReleaseDiff diff =
                ReleaseChange.of(desk(), new ReleaseChange.Question(first, Optional.ofNullable(second), key, examples));
        switch (format) {
            case TEXT -> new DiffText(terminal).print(diff);
            case JSON -> terminal.json(DiffJson.of(diff).toPrettyString());
            case HTML -> terminal.out().print(DiffPage.html(diff));
        }
        return ExitCode.DONE.status();
    }
}
