package dev.weir.jobs.cli.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Author;
import dev.weir.jobs.cli.workspace.DeadRuns;
import dev.weir.jobs.cli.workspace.Released;
import dev.weir.jobs.cli.workspace.SparkLog;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.export.CopyExport;
import dev.weir.jobs.export.CopyFormat;
import dev.weir.jobs.export.ExportRequest;
import dev.weir.jobs.export.ExportResult;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.log.ReleaseReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a copy of a release for a recipient, or says why not. */
@Command(
        name = "export",
        description = {
            "Make a copy of a release for a recipient, where the law allows it.",
            "Counts the people in it, asks the gate, enters it in the transfer ledger, and only then writes it, masked",
            "for this recipient. Whoever is under 14 is left out. Ends with 4, and writes nothing, where the gate says",
            "no."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir export clinical@2 --to london --dry-run    what the gate says of the people in it",
            "  weir export clinical@2 --to london",
            "  weir export clinical --to london --tables encounters --format delta --into /exchange/london-7",
        })
public final class ExportCommand implements Callable<Integer> {

    private final Terminal terminal;

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

    @Option(names = "--by", paramLabel = "NAME", description = "Who approves; by default the e-mail address of git.")
    private @Nullable String by;

    @Option(names = "--dry-run", description = "Count and ask the gate; write nothing.")
    private boolean dryRun;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Workspace read = Workspaces.read(workspace);
        ReleaseReference asked = ReleaseReference.whole(reference);
        Workspaces.requireProduct(read, asked.product());
        ExportRequest request = new ExportRequest(
                Released.signed(read, asked),
                recipient(read),
                tables,
                format(read),
                Optional.ofNullable(into),
                by == null ? Author.of(read.root()) : by);
        SparkLog.to(read.root());
        ExportResult result;
        try (WeirSession session = WeirSession.reading(read)) {
            DeadRuns.recover(session, asked.product(), terminal);
            CopyExport exporter = TransferEnding.exporter(session, new ExportProgress(terminal));
            result = dryRun ? exporter.tryOut(request) : exporter.export(request);
        }
        switch (output.format()) {
            case TEXT -> new ExportText(terminal, LawPack.of(read.law())).print(request, result);
            case JSON -> terminal.json(ExportJson.print(LawPack.of(read.law()), request, result));
        }
        return (result instanceof ExportResult.Denied ? ExitCode.COMPLIANCE : ExitCode.DONE).status();
    }

    private Recipient recipient(Workspace workspace) {
        return workspace
                .recipient(recipient)
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts/recipients.yaml"),
                        "There is no recipient '" + recipient + "'",
                        "there are "
                                + String.join(
                                        ", ",
                                        workspace.recipients().stream()
                                                .map(Recipient::id)
                                                .toList()),
                        "name one of these, or write it down with its mechanisms"));
    }

    private CopyFormat format(Workspace workspace) {
        if (format != null) {
            return format;
        }
        return recipient(workspace)
                .delivery()
                .format()
                .map(word -> CopyFormat.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(CopyFormat.PARQUET);
    }
}
