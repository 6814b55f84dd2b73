package dev.weir.jobs.verb.law;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import dev.weir.privacy.law.LawPack;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the law that a workspace works by. */
@Command(
        name = "law",
        description = {
            "Print the law pack that the workspace works by, with what its overlay changes.",
            "Instruments, categories and their masks, thresholds, the rows of the gate, open points for counsel.",
            "Without a workspace, the newest pack. Starts no Spark."
        },
        footer = {"", "  weir law --output html > law.html     a page for counsel"})
public final class LawCommand extends WorkspaceCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
            defaultValue = "TEXT")
    private Format format = Format.TEXT;

    /** How the page is printed. */
    enum Format {
        TEXT,
        JSON,
        MARKDOWN,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LawCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        LawPack law = LawInForce.of(workspace.near());
        switch (format) {
            case TEXT -> new LawText(terminal).print(LawPage.of(law));
            case JSON -> terminal.json(LawJson.of(law).toPrettyString());
            case MARKDOWN -> terminal.out().print(LawMarkdown.of(LawPage.of(law)));
            case HTML -> terminal.out().print(LawHtml.of(LawPage.of(law)));
        }
        return ExitCode.DONE.status();
    }
}
