package dev.weir.jobs.cli.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.Author;
import dev.weir.jobs.cli.workspace.TrustOption;
import dev.weir.jobs.cli.workspace.WeirVersion;
import dev.weir.jobs.cli.workspace.WorkspaceOption;
import dev.weir.jobs.cli.workspace.Workspaces;
import dev.weir.jobs.export.CopyCheck;
import dev.weir.jobs.export.TransferRepair;
import dev.weir.jobs.export.UnfinishedTransfers;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerEntry.Voided.Rows;
import dev.weir.privacy.ledger.LedgerThreshold;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
            "  weir ledger --verify                   signatures, chain, copies, the files of the people counted",
            "  weir ledger --verify --fingerprint SHA256 --head SHA256",
            "  weir ledger --finish 2026-7            write the copy of an export that died",
            "  weir ledger --void 2026-7 --reason \"the disk was full\" --not-taken --by dpo@example.org",
            "  weir ledger --restore 2026 --by dpo@example.org --people 5200 --sensitive-people 40 \\",
            "       --reason \"the disk broke; numbers from the contracts' files\"",
        })
public final class LedgerCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock;

    @Option(names = "--year", paramLabel = "YEAR", description = "Another year than this one.")
    private @Nullable Integer year;

    @Option(
            names = "--verify",
            description = {
                "Check every entry of every year: its signature, its place, the files it names; that every copy and every",
                "people file has its entry; that no manifest has seen more; and every file of the copies that are still in",
                "their places. Ends with 4 where something is wrong."
            })
    private boolean verify;

    @Option(
            names = "--head",
            paramLabel = "SHA256",
            description = "With --verify: an entry that is known to have been there, by its SHA-256.")
    private @Nullable String head;

    @Mixin
    private TrustOption trust = new TrustOption();

    @Option(
            names = "--restore",
            paramLabel = "YEAR",
            description = {
                "Let a year go on that is not as it was signed, and cannot be brought back from a copy. What is wrong is kept",
                "aside; an entry states what was lost, who says so and why. Needs --by, --reason and both numbers of people."
            })
    private @Nullable Integer restore;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "With --restore: all people sent in the year with what is not sensitive.")
    private @Nullable Long people;

    @Option(
            names = "--sensitive-people",
            paramLabel = "N",
            description = "With --restore: all people sent in the year with what is sensitive.")
    private @Nullable Long sensitivePeople;

    @Option(names = "--finish", paramLabel = "ID", description = "Write the copy of an open transfer, and complete it.")
    private @Nullable String finish;

    @Option(
            names = "--void",
            paramLabel = "ID",
            description = "Take an open transfer out of the count; it stays visible.")
    private @Nullable String voided;

    @Option(
            names = "--not-taken",
            description = {
                "With --void, which needs it: state that nobody has taken rows that were written before the export died.",
                "Needs --by; the ledger keeps who said so."
            })
    private boolean notTaken;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; needed for --void and --restore.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; by default the e-mail address of git.")
    private @Nullable String by;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private OutputOption output = new OutputOption();

    public LedgerCommand(Terminal terminal, Clock clock) {
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
            if (notTaken && (by == null || by.isBlank())) {
                throw usage(
                        "--not-taken",
                        "That nobody has taken rows is somebody's statement",
                        "nobody is named, and the ledger keeps who said so",
                        "say who with --by");
            }
            TransferEnding.voidIt(
                    terminal,
                    workspace,
                    voided,
                    new TransferRepair.Voiding(reason, author(), notTaken ? Rows.NOT_TAKEN : Rows.NONE));
        }
        if (notTaken && voided == null) {
            throw usage("--not-taken", "--not-taken is for --void", "it is missing", "add it");
        }
        if (!verify && (head != null || trust.isNamed())) {
            throw usage(
                    "--verify", "--head, --public-key and --fingerprint are for --verify", "it is missing", "add it");
        }
        Workspace settings = Workspaces.settings(workspace);
        Integer lost = restore;
        if (lost != null) {
            restored(WorkspaceLedger.of(settings), lost);
        }
        boolean isDone = finish != null || voided != null || lost != null;
        return verify ? verified(settings) : shown(settings, WorkspaceLedger.of(settings), isDone);
    }

    /** A statement for which somebody answers: nothing of it is guessed. */
    private void restored(TransferLedger ledger, int lost) {
        Long n = people;
        Long s = sensitivePeople;
        String who = by;
        if (who == null || who.isBlank() || reason.isBlank() || n == null || s == null || n < 0 || s < 0) {
            throw usage(
                    "--restore",
                    "A ledger is restored by a whole statement",
                    "who says so, why, and how many people were sent in the year, none of it is guessed",
                    "give --by, --reason, --people and --sensitive-people");
        }
        LedgerEntry entry = ledger.restore(
                lost,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                WeirVersion.number(),
                new TransferLedger.Statement(who, reason, new PeopleCount(n, s)));
        terminal.say("@|bold Restored|@: entry " + entry.id()
                + " says what was lost, and stays. What was wrong lies beside the" + " year's folder.");
    }

    /** @param isDone whether what was asked for is done, which nothing else that is wrong changes */
    private int shown(Workspace settings, TransferLedger ledger, boolean isDone) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), LedgerEntry.ZONE);
        TransferLedger.Read read = ledger.read(year == null ? today.getYear() : year);
        LedgerView view = LedgerView.of(
                read,
                LedgerThreshold.of(LawPack.of(settings.law())),
                today.getYear() == read.year().year()
                        ? today
                        : LocalDate.of(read.year().year(), 12, 31),
                UnfinishedTransfers.sentences(ledger, read.year()));
        switch (output.format()) {
            case TEXT -> new LedgerText(terminal).print(view);
            case JSON -> terminal.json(LedgerViewJson.print(view));
        }
        return isDone ? ExitCode.DONE.status() : requirePeople(ledger, read.year());
    }

    /** What is shown counts nobody a second time only while the files of those who were counted are there. */
    private static int requirePeople(TransferLedger ledger, LedgerYear year) {
        List<Problem> wrong = ledger.checkCounting(year);
        if (!wrong.isEmpty()) {
            throw new ProblemsException(wrong);
        }
        return ExitCode.DONE.status();
    }

    private int verified(Workspace settings) {
        List<TrustedKey> keys = trust.keys(TrustedKey.ofWorkspace(settings));
        TransferLedger ledger = WorkspaceLedger.of(settings, keys);
        List<Problem> wrong = new ArrayList<>();
        List<VerifiedLedger.Chain> chains = new ArrayList<>();
        boolean known = head == null;
        CopyCheck copies = new CopyCheck(Warehouse.of(settings));
        for (int each : years(ledger)) {
            try {
                TransferLedger.Read read = ledger.read(each);
                wrong.addAll(ledger.checkPeople(read.year()));
                wrong.addAll(copies.wrong(read.year()));
                known |= read.has(String.valueOf(head));
                if (!read.year().entries().isEmpty()) {
                    chains.add(VerifiedLedger.Chain.of(each, read));
                }
            } catch (ProblemsException e) {
                wrong.addAll(e.problems());
            }
        }
        for (WorkspaceLedger.Other other :
                year == null ? WorkspaceLedger.others(settings, keys) : List.<WorkspaceLedger.Other>of()) {
            wrong.addAll(other.wrong());
            known |= other.reading().links().stream()
                    .anyMatch(link -> link.sha256().equals(head));
            chains.add(VerifiedLedger.Chain.of(other.name(), other.reading()));
        }
        if (!known && wrong.isEmpty()) {
            wrong.add(new Problem(
                    Code.LEDGER,
                    Place.of("--head"),
                    "No entry has the SHA-256 " + head,
                    "it is known to have been there: entries were cut off the end, or the whole was written anew",
                    "Restore the ledger from a copy, and find out who changed it."));
        }
        if (!wrong.isEmpty()) {
            throw new ProblemsException(wrong);
        }
        VerifiedLedger verified = new VerifiedLedger(
                ledger.processor(),
                chains,
                new VerifiedLedger.Copies(copies.asMade(), copies.elsewhere()),
                keys,
                trust.isNamed());
        switch (output.format()) {
            case TEXT -> verified.lines().forEach(terminal::result);
            case JSON -> terminal.json(verified.json());
        }
        return ExitCode.DONE.status();
    }

    /** This year where none is known: another processor's ledger may lie in its place. */
    private List<Integer> years(TransferLedger ledger) {
        if (year != null) {
            return List.of(year);
        }
        List<Integer> years = ledger.years();
        return years.isEmpty()
                ? List.of(LocalDate.ofInstant(clock.instant(), LedgerEntry.ZONE).getYear())
                : years;
    }

    private String author() {
        return by == null ? Author.of(workspace.root()) : by;
    }

    private static ProblemsException usage(String place, String what, String why, String remedy) {
        return ProblemsException.of(Code.USAGE, Place.of(place), what, why, remedy);
    }
}
