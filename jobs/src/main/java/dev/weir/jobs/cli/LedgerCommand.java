package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.export.Unfinished;
import dev.weir.jobs.ledger.TransferLedger;
import dev.weir.jobs.release.Warehouse;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerThreshold;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the transfer ledger, checks it, and ends transfers that died. */
@Command(
        name = "ledger",
        description = {
            "Show how many people's data have gone out since 1 January, against each threshold.",
            "By recipient, with what is open, and a forecast of when the next threshold is reached. People are counted",
            "once, however often and to whomever they were sent. Starts Spark for --finish and --void only.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir ledger                            this year, in Asia/Shanghai",
            "  weir ledger --verify                   the chain of entries, and the files of the people counted",
            "  weir ledger --finish 2026-7            write the copy of an export that died",
            "  weir ledger --void 2026-7 --reason \"the disk was full\"",
        })
final class LedgerCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;

    @Option(names = "--year", paramLabel = "YEAR", description = "Another year than this one.")
    private @Nullable Integer year;

    @Option(
            names = "--verify",
            description = "Check every entry of every year and the files they name; ends with 4 where one is wrong.")
    private boolean verify;

    @Option(names = "--finish", paramLabel = "ID", description = "Write the copy of an open transfer, and complete it.")
    private @Nullable String finish;

    @Option(
            names = "--void",
            paramLabel = "ID",
            description = "Take an open transfer out of the count; it stays visible.")
    private @Nullable String voided;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is void; needed for --void.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; by default the e-mail address of git.")
    private @Nullable String by;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    LedgerCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (finish != null && voided != null) {
            throw usage("--finish", "A transfer is finished or void", "both were asked for", "give one of them");
        }
        if (finish != null) {
            TransferEnding.finish(terminal, workspace, finish, author());
        }
        if (voided != null) {
            if (reason.isBlank()) {
                throw usage(
                        "--reason",
                        "A transfer is void for a reason",
                        "none is given, and the ledger keeps it for ever",
                        "say why with --reason");
            }
            TransferEnding.voidIt(terminal, workspace, voided, reason, author());
        }
        Workspace settings = Workspaces.settings(workspace);
        TransferLedger ledger =
                TransferLedger.of(Warehouse.of(settings), settings.processor().id());
        return verify ? verified(ledger) : shown(settings, ledger);
    }

    private int shown(Workspace settings, TransferLedger ledger) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), LedgerEntry.ZONE);
        TransferLedger.Read read = ledger.read(year == null ? today.getYear() : year);
        LedgerView view = LedgerView.of(
                read,
                LedgerThreshold.of(LawPack.of(settings.law())),
                today.getYear() == read.year().year()
                        ? today
                        : LocalDate.of(read.year().year(), 12, 31),
                Unfinished.sentences(ledger, read.year()));
        switch (output.format()) {
            case TEXT -> new LedgerText(terminal).print(view);
            case JSON -> terminal.json(LedgerViewJson.print(view));
        }
        return ExitCode.DONE.status();
    }

    private int verified(TransferLedger ledger) {
        List<Problem> wrong = new ArrayList<>();
        for (int each : year == null ? ledger.years() : List.of(year)) {
            TransferLedger.Read read = ledger.read(each);
            List<Problem> people = ledger.checkPeople(read.year());
            wrong.addAll(people);
            if (people.isEmpty() && output.format() == OutputFormat.TEXT) {
                terminal.result("@|green ok|@  " + ledger.processor() + " " + each + ": "
                        + read.year().entries().size() + " entries, "
                        + read.year().transfers().size() + " transfers, last "
                        + read.head().map(head -> head.sha256()).orElse("none"));
            }
        }
        if (!wrong.isEmpty()) {
            throw new ProblemsException(wrong);
        }
        if (output.format() == OutputFormat.JSON) {
            terminal.json(LedgerViewJson.verified(ledger));
        }
        return ExitCode.DONE.status();
    }

    private String author() {
        return by == null ? Author.of(workspace.root()) : by;
    }

    private static ProblemsException usage(String place, String what, String why, String remedy) {
        return ProblemsException.of(Code.USAGE, Place.of(place), what, why, remedy);
    }
}
