package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.json.ActAuthorisationJson;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.ErrorJson;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ActorOption;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.releases.acts.ActRequest;
import dev.weir.releases.acts.LoggedAct;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description = {
            "Approve, as a second person, a waiver or an export that two people have to answer for.",
            "Shows what is asked, by whom and why; with --yes enters the approval in the log of acts. Then the",
            "person who asked gives the same command again. Ends with 4 where it was asked by you, waits no more,",
            "or stands on a file or a release that has changed. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir approve --list                        what waits, and what has become of the rest",
            "  weir approve 3                             what request 3 is about",
            "  weir approve 3 --yes --by li@example.org   approves it",
            "  weir approve --log                         who was let through to what; checks the log",
            "  weir approve --restore --reason \"the disk broke\" --by dpo@example.org",
        })
public final class ApproveCommand extends PrintingCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "REQUEST", description = "The request's number.")
    private @Nullable Long number;

    @Option(names = "--yes", description = "Approve it; without this, only show it.")
    private boolean yes;

    @Option(names = "--list", description = "Show all requests.")
    private boolean list;

    @Option(
            names = "--log",
            description = "Show every entry of the log of acts, checked: signatures, chain, heads in manifests.")
    private boolean log;

    @Option(
            names = "--restore",
            description = {
                "Let a log go on that is not as it was signed, and cannot be brought back from a copy. What is wrong is kept",
                "aside, and no request of before counts any more. Needs --reason."
            })
    private boolean restore;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; needed for --restore.")
    private String reason = "";

    @Mixin
    private ActorOption by = new ActorOption();

    public ApproveCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        String who = by.in(workspace);
        if (restore) {
            if (reason.isBlank()) {
                throw ProblemsException.usage(
                        "weir approve",
                        "--reason is missing",
                        "the log keeps for good why it goes on after a loss",
                        "say why");
            }
            String place = desk().accessGuard(who).restore(reason.strip());
            terminal.say("@|bold Restored|@: " + place + " says what was lost, and stays.");
        }
        Long asked = number;
        if (asked == null) {
            if (yes || !(list || log || restore)) {
                throw ProblemsException.usage(
                        "weir approve",
                        "No request is named",
                        "a person approves what they have looked at",
                        "write weir approve REQUEST, or weir approve --list");
            }
            return log ? showLog(RequestedActs.log(desk(), who)) : show(RequestedActs.of(desk(), who));
        }
        if (yes) {
            RequestedActs approved = RequestedActs.approve(desk(), asked, who);
            show(approved);
            ActRequest request = approved.requests().get(0).request();
            terminal.say("Approved. " + request.maker().person() + " gives the same command again"
                    + (request.isReady(approved.now()) ? "" : ", if there is time left") + ".");
            return ExitCode.DONE.status();
        }
        RequestedActs shown = RequestedActs.one(desk(), who, asked);
        if (shown.requests().isEmpty()) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of("weir approve"),
                    "There is no request " + asked,
                    "requests are numbered as entries of the log of acts are",
                    "see 'weir approve --list'");
        }
        show(shown);
        RequestedActs.Known request = shown.requests().get(0);
        if (request.voidSince().isEmpty() && request.request().state(shown.now()) == ActRequest.State.WAITS) {
            terminal.say("Nothing is approved yet: add --yes.");
        }
        return ExitCode.DONE.status();
    }

    private int show(RequestedActs acts) {
        return print(() -> text(acts), () -> json(acts));
    }

    /** A log that is broken is shown as far as it is sound. */
    private int showLog(RequestedActs acts) {
        print(() -> entries(acts), () -> {
            ObjectNode node = json(acts);
            node.set("entries", Json.objects(acts.entries(), LoggedAct::json));
            if (!acts.wrong().isEmpty()) {
                node.set("problems", Json.objects(acts.wrong(), ErrorJson::problem));
            }
            return node;
        });
        return acts.wrong().isEmpty()
                ? ExitCode.DONE.status()
                : new ProblemsException(acts.wrong()).exit().status();
    }

    private void entries(RequestedActs acts) {
        for (int i = 0; i < acts.entries().size(); i++) {
            LoggedAct entry = acts.entries().get(i);
            terminal.plain((i + 1) + "  " + DisplayText.time(entry.at()) + "  "
                    + entry.actor().words() + "  " + entry.words());
        }
        if (!acts.wrong().isEmpty()) {
            terminal.plain("-- sound up to here (" + acts.entries().size()
                    + "); what comes behind it is not as it was signed --");
            throw new ProblemsException(acts.wrong());
        }
    }

    private void text(RequestedActs acts) {
        if (acts.requests().isEmpty()) {
            terminal.say("Nobody has asked for what two people have to answer for.");
        }
        for (RequestedActs.Known known : acts.requests()) {
            ActRequest request = known.request();
            terminal.plain(request.number() + "  " + state(known, acts.now()) + "  "
                    + request.maker().words() + "  " + request.asked().words());
            request.event().shown().forEach((name, shown) -> terminal.plain("   " + name + ": " + shown));
            terminal.plain("   asked " + DisplayText.time(request.at())
                    + (known.state(acts.now()).equals(ActRequest.State.WAITS.word())
                            ? ", can be approved until " + DisplayText.time(request.ends())
                            : "")
                    + request.approver()
                            .map(second -> "; approved by " + second.words())
                            .orElse(""));
        }
    }

    private static String state(RequestedActs.Known known, Instant now) {
        ActRequest request = known.request();
        return known.voidSince()
                .map(why -> "void, since " + why)
                .orElseGet(() -> request.state(now) == ActRequest.State.APPROVED
                                && request.asked().act() != Act.WAIVE
                        ? "approved until " + DisplayText.time(request.ends())
                        : request.state(now).word());
    }

    private static ObjectNode json(RequestedActs acts) {
        ObjectNode node = Json.object();
        node.set("requests", Json.objects(acts.requests(), request -> json(request, acts)));
        return node;
    }

    private static ObjectNode json(RequestedActs.Known known, RequestedActs acts) {
        ActRequest request = known.request();
        ObjectNode node = Json.object()
                .put("number", request.number())
                .put("state", known.state(acts.now()))
                .put("at", request.at().toString())
                .put("ends", request.ends().toString())
                .put("act", request.asked().act().word());
        known.voidSince().ifPresent(why -> node.put("void-since", why));
        ObjectNode facts = node.putObject("facts");
        request.asked().facts().forEach(facts::put);
        ObjectNode grounds = node.putObject("grounds");
        request.event().grounds().forEach(grounds::put);
        ObjectNode shown = node.putObject("shown");
        request.event().shown().forEach(shown::put);
        node.set("maker", ActAuthorisationJson.ACTOR.node(request.maker()));
        request.approver().ifPresent(second -> node.set("approver", ActAuthorisationJson.ACTOR.node(second)));
        return node;
    }
}
