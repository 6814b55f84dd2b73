package dev.weir.jobs.verb.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageReplay;
import dev.weir.lineage.sending.LineageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Send the lineage events that wait, of all runs: the oldest first, each run's in their order.",
            "Half a minute is the longest that it takes. An event that a destination has got may come a second time, byte",
            "for byte the same; its facet 'weir_event' is the key. What a destination refuses is in 'lineage/refused' with",
            "the answer; --refused sends it again. What waits for a destination that the settings no longer name is shown;",
            "--forget drops it.",
            "Ends with 0 when nothing waits, with 6 when an event waits still or was refused now."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir lineage replay                   a line for each destination: sent, waiting, refused",
            "  weir lineage replay --refused         the same, and what was refused before is sent again",
            "  weir lineage replay --forget marquez  the same, and what waits for 'marquez' is dropped",
            "  weir lineage replay --output json     the same for a scheduler",
        })
public final class ReplayCommand extends PrintingCommand {

    @Option(
            names = "--refused",
            description = "Send what destinations have refused as well, once they or their settings are mended.")
    private boolean isRefusedToo;

    @Option(
            names = "--forget",
            paramLabel = "DESTINATION",
            description =
                    "Drop what waits for a destination that the settings no longer name, and show how many events.")
    private Optional<String> forgotten = Optional.empty();

    public ReplayCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (isRefusedToo && forgotten.isPresent()) {
            throw ProblemsException.usage(
                    "--forget",
                    "'--refused' stands beside '--forget'",
                    "one sends again what destinations have refused, the other drops what waits for one",
                    "leave one of them out, and give it in a second 'weir lineage replay'");
        }
        ReplayedEvents replayed = ReplayedEvents.of(desk(), isRefusedToo, forgotten);
        print(() -> text(replayed), () -> json(replayed));
        return replayed.replay().isDone() ? ExitCode.DONE.status() : ExitCode.STORAGE.status();
    }

    private void text(ReplayedEvents replayed) {
        replayed.forgotten()
                .ifPresent(dropped -> terminal.plain(dropped.destination() + "  "
                        + DisplayText.count(dropped.events(), "event") + " dropped, not sent"));
        if (replayed.settings().origin() == LineageSettings.Origin.DISABLED) {
            terminal.plain("Lineage events go nowhere: " + LineageSettings.DISABLED + " is set.");
        } else if (replayed.settings().names().isEmpty()) {
            terminal.plain("Lineage events go nowhere: neither 'lineage.transport' of the profile nor OpenLineage's own"
                    + " configuration names a destination.");
        }
        for (LineageReplay.Sent sent : replayed.replay().destinations()) {
            List<String> words = new ArrayList<>();
            words.add(DisplayText.number(sent.sent()) + " sent");
            words.add(
                    sent.state().waiting() == 0
                            ? "nothing waits"
                            : DisplayText.number(sent.state().waiting()) + " waiting");
            if (sent.refused() > 0) {
                words.add(DisplayText.number(sent.refused()) + " refused now");
            }
            if (sent.state().refused() > 0) {
                words.add(DisplayText.number(sent.state().refused()) + " refused, in 'lineage/refused'");
            }
            terminal.plain(sent.state().name() + "  " + String.join(", ", words)
                    + sent.why().map(why -> "  (" + why + ")").orElse(""));
        }
        for (LineageBacklog.State state : replayed.replay().unnamed()) {
            if (state.waiting() > 0) {
                terminal.plain(state.name() + "  " + DisplayText.number(state.waiting())
                        + " waiting, and the settings do not name it. "
                        + replayed.settings().remedyFor(state.name()));
            }
        }
        if (replayed.replay().dropped() > 0) {
            terminal.plain(DisplayText.count(replayed.replay().dropped(), "event")
                    + " had to make room in 'lineage/spool' before, and can no longer be sent");
        }
    }

    /** {@code schemas/lineage-replay.schema.json}. */
    private static ObjectNode json(ReplayedEvents replayed) {
        ObjectNode node = Json.object()
                .put("settings", Json.word(replayed.settings().origin()))
                .put("place", replayed.settings().place())
                .put("dropped", replayed.replay().dropped());
        node.set("destinations", Json.objects(replayed.replay().destinations(), ReplayCommand::json));
        node.set(
                "unnamed",
                Json.objects(
                        replayed.replay().unnamed(),
                        state -> Json.object()
                                .put("destination", state.name())
                                .put("waiting", state.waiting())
                                .put("refused", state.refused())));
        replayed.forgotten()
                .ifPresent(dropped -> node.set(
                        "forgotten",
                        Json.object().put("destination", dropped.destination()).put("events", dropped.events())));
        return node;
    }

    private static ObjectNode json(LineageReplay.Sent sent) {
        ObjectNode node = Json.object()
                .put("destination", sent.state().name())
                .put("sent", sent.sent())
                .put("waiting", sent.state().waiting())
                .put("refusedNow", sent.refused())
                .put("refused", sent.state().refused());
        sent.why().ifPresent(why -> node.put("why", why));
        return node;
    }
}
