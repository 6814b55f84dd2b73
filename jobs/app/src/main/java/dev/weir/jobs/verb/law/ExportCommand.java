package dev.weir.jobs.verb.law;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.export.CopyFormat;
import dev.weir.jobs.export.ExportResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a copy of a release for a recipient, or says why not. */
@NeedsEngine
@Command(
        name = "export",
        description = {
            "Make a copy of a release for a recipient, where the law allows it.",
            "Counts the people in it, asks the gate, enters it in the transfer ledger, and only then writes it, masked",
            "for this recipient. People under 14 are left out. Ends with 4, and writes nothing, where the gate says",
            "no; where weir.yaml names roles and none lets you; and where a second person has to approve it first."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir export clinical@2 --to london --dry-run    what the gate says of the people in it",
            "  weir export clinical@2 --to london",
            "  weir export clinical --to london --tables encounters --format delta --into /exchange/london-7",
        })
public final class ExportCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "PRODUCT[@NUMBER]", description = "A release; the last one without a number.")
    private String reference = "";

    @Option(
            names = "--to",
            paramLabel = "RECIPIENT",
            required = true,
            description = "Its id in contracts/recipients.yaml.")
    private String recipient = "";

    @Option(names = "--tables", paramLabel = "TABLE", split = ",", description = "Only these; all by default.")
    private List<String> tables = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; by default the recipient's, else parquet.")
    private @Nullable CopyFormat format;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "A folder that is not there yet; by default below exports in the warehouse.")
    private @Nullable Path into;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who answers for it; by default the e-mail address of git.")
    private @Nullable String by;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for the second person where two have to answer for it; it is kept for good.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Count and ask the gate; write nothing.")
    private boolean dryRun;

    public ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        CopyForRecipient.Question question = new CopyForRecipient.Question(
                reference,
                recipient,
                tables,
                Optional.ofNullable(format),
                Optional.ofNullable(into),
                workspace.actor(by),
                reason);
        ExportProgress progress = new ExportProgress(terminal);
        CopyForRecipient copy = dryRun
                ? CopyForRecipient.tryOut(desk(), question, progress)
                : CopyForRecipient.export(desk(), question, progress);
        print(() -> new ExportText(terminal, copy.law()).print(copy), () -> ExportJson.of(copy));
        return (copy.result() instanceof ExportResult.Denied ? ExitCode.COMPLIANCE : ExitCode.DONE).status();
    }
}
