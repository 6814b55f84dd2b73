package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.cli.workspace.TrustOption;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerEntry.Voided.Rows;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.ThresholdForecast;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@RequiresEngine(with = {"--finish", "--void"})
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
public final class LedgerCommand extends PrintingCommand {

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
                "aside; an entry states what was lost, who says so and why. Needs --by or a token, --reason and both numbers of people."
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
                "Needs --by or a token; the ledger keeps who said so."
            })
    private boolean notTaken;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; needed for --void and --restore.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; by default the e-mail address of git.")
    private @Nullable String by;

    public LedgerCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        if (finish != null && voided != null) {
            throw ProblemsException.usage(
                    "--finish", "A transfer is finished or void", "both were asked for", "give one of them");
        }
        if (finish != null) {
            LedgerTransfer finished =
                    TransferEnding.finish(desk(), finish, workspace.actor(by), new ExportCommand.Progress(terminal));
            terminal.say("@|bold,green Finished " + finish + "|@: the copy is in "
                    + finished.transfer().copy().folder());
        }
        if (voided != null) {
            if (reason.isBlank()) {
                throw ProblemsException.usage(
                        "--reason",
                        "A transfer is void for a reason",
                        "none is given, and the ledger keeps it for ever",
                        "say why with --reason");
            }
            if (notTaken && workspace.stated(by).isEmpty()) {
                throw ProblemsException.usage(
                        "--not-taken",
                        "That nobody has taken rows is somebody's statement",
                        "nobody is named, and the ledger keeps who said so",
                        "say who with --by");
            }
            TransferEnding.voidIt(
                    desk(),
                    voided,
                    reason,
                    workspace.actor(by),
                    notTaken ? Rows.NOT_TAKEN : Rows.NONE,
                    new ExportCommand.Progress(terminal));
            terminal.say("@|bold Void: " + voided + "|@; its people count no more, and the ledger keeps it");
        }
        if (notTaken && voided == null) {
            throw ProblemsException.usage("--not-taken", "--not-taken is for --void", "it is missing", "add it");
        }
        if (!verify && (head != null || trust.trust().isNamed())) {
            throw ProblemsException.usage(
                    "--verify", "--head, --public-key and --fingerprint are for --verify", "it is missing", "add it");
        }
        Integer lost = restore;
        if (lost != null) {
            restore(lost);
        }
        return verify ? verified() : shown(finish != null || voided != null || lost != null);
    }

    /** A statement for which a named person answers: nothing of it is guessed. */
    private void restore(int lost) {
        Long n = people;
        Long s = sensitivePeople;
        Optional<String> who = workspace.stated(by);
        if (who.isEmpty() || reason.isBlank() || n == null || s == null || n < 0 || s < 0) {
            throw ProblemsException.usage(
                    "--restore",
                    "A ledger is restored by a whole statement",
                    "who says so, why, and how many people were sent in the year, none of it is guessed",
                    "give --by, --reason, --people and --sensitive-people");
        }
        LedgerEntry entry = LedgerRestoration.of(desk(), lost, who.get(), reason, new PeopleCount(n, s));
        terminal.say("@|bold Restored|@: entry " + entry.id()
                + " says what was lost, and stays. What was wrong lies beside the" + " year's folder.");
    }

    /** @param isDone whether what was asked for is done, which nothing else that is wrong changes */
    private int shown(boolean isDone) {
        LedgerView view = LedgerView.of(desk(), Optional.ofNullable(year));
        print(() -> new LedgerText(terminal).print(view), () -> json(view));
        if (!isDone && !view.uncounted().isEmpty()) {
            throw new ProblemsException(view.uncounted());
        }
        return ExitCode.DONE.status();
    }

    private int verified() {
        VerifiedLedger ledger =
                LedgerAudit.of(desk(), Optional.ofNullable(year), Optional.ofNullable(head), trust.trust());
        return print(() -> VerifiedLedgerText.print(terminal, ledger), () -> VerifiedLedgerText.json(ledger));
    }

    /** {@code schemas/ledger.schema.json}. */
    private static ObjectNode json(LedgerView view) {
        ObjectNode node = Json.object()
                .put("processor", view.year().processor())
                .put("year", view.year().year())
                .put("entries", view.year().entries().size());
        view.head().ifPresent(head -> node.put("last-sha256", head));
        node.set("people", PeopleCountText.json(view.year().totals()));
        node.set("thresholds", Json.objects(view.thresholds(), LedgerCommand::threshold));
        node.set("recipients", Json.objects(view.recipients(), LedgerCommand::recipient));
        node.set("transfers", Json.objects(List.copyOf(view.year().transfers().values()), LedgerCommand::transfer));
        node.set("restorations", Json.objects(view.year().restorations(), LedgerCommand::restored));
        node.set("unfinished", Json.texts(view.unfinished()));
        return node;
    }

    private static ObjectNode threshold(LedgerView.Watched watched) {
        ObjectNode node = Json.object()
                .put("counts", Json.word(watched.threshold().kind()))
                .put("sent", watched.sent())
                .put("threshold", watched.threshold().people())
                .put("rule", watched.threshold().rule())
                .put("article", watched.threshold().article())
                .put("asks", watched.threshold().asks());
        forecast(node, watched.forecast());
        return node;
    }

    private static ObjectNode recipient(LedgerView.Receiving to) {
        return Json.object()
                .put("recipient", to.recipient())
                .put("name", to.name())
                .put("transfers", to.transfers())
                .put("last", to.last().toString())
                .set("people", PeopleCountText.json(to.people()));
    }

    private static ObjectNode transfer(LedgerTransfer transfer) {
        ObjectNode node = Json.object()
                .put("id", transfer.id())
                .put("state", Json.word(transfer.state()))
                .put("reserved-at", transfer.reservation().mark().at().toString())
                .put("by", transfer.reservation().mark().by())
                .put("release", transfer.transfer().contents().release().reference())
                .put("recipient", transfer.transfer().recipient().id())
                .put("rows", transfer.transfer().contents().rows())
                .put("standing", Json.word(transfer.transfer().people().counts().standing()))
                .put("rule", transfer.transfer().decision().rule())
                .put("article", transfer.transfer().decision().article())
                .put("folder", transfer.transfer().copy().folder());
        node.set(
                "added",
                PeopleCountText.json(transfer.transfer().people().counts().added()));
        node.set(
                "after",
                PeopleCountText.json(transfer.transfer().people().counts().after()));
        return node;
    }

    private static ObjectNode restored(LedgerEntry entry) {
        ObjectNode node = Json.object()
                .put("id", entry.id())
                .put("at", entry.mark().at().toString())
                .put("by", entry.mark().by())
                .set("people", PeopleCountText.json(entry.totals()));
        if (entry.event() instanceof LedgerEntry.Restored event) {
            node.put("reason", event.reason());
        }
        return node;
    }

    private static void forecast(ObjectNode node, ThresholdForecast forecast) {
        forecast.match(new ThresholdForecast.Cases<ObjectNode>() {
            @Override
            public ObjectNode reached(ThresholdForecast.Reached reached) {
                return node.put("forecast", "reached");
            }

            @Override
            public ObjectNode expected(ThresholdForecast.Expected expected) {
                node.put("forecast", "expected")
                        .put("on", expected.on().toString())
                        .put("earliest", expected.earliest().toString());
                expected.latest().ifPresent(latest -> node.put("latest", latest.toString()));
                return node;
            }

            @Override
            public ObjectNode notThisYear(ThresholdForecast.NotThisYear notThisYear) {
                return node.put("forecast", "not-this-year");
            }

            @Override
            public ObjectNode notEnough(ThresholdForecast.NotEnough notEnough) {
                return node.put("forecast", "not-enough-entries");
            }
        });
    }
}
