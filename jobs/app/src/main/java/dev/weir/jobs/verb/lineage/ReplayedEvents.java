package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageReplay;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Spool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What waited, sent.
 *
 * @param settings where events go
 * @param replay what became of them
 * @param forgotten what was dropped before; empty where that was not asked
 */
public record ReplayedEvents(LineageSettings settings, LineageReplay replay, Optional<Forgotten> forgotten) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How many events a destination will not get. */
    public record Forgotten(String destination, int events) {}

    /**
     * Sends what waits in the workspace.
     *
     * @param isRefusedToo whether what destinations have refused is sent again
     * @param forgotten a destination whose events are dropped before
     * @throws ProblemsException when the settings cannot be used, or the spool cannot be read; C020 where the settings name the
     *     destination that is to be forgotten, C006 where nothing waits for it
     */
    public static ReplayedEvents of(Desk desk, boolean isRefusedToo, Optional<String> forgotten) {
        Workspace workspace = desk.settings();
        LineageSettings settings = LineageSettings.of(workspace, desk.folder().environment());
        try {
            if (isRefusedToo) {
                LineageReplay.putBack(workspace, settings);
            }
            Optional<Forgotten> dropped = Optional.empty();
            if (forgotten.isPresent()) {
                dropped = Optional.of(forget(workspace, settings, forgotten.get()));
            }
            return new ReplayedEvents(
                    settings, LineageReplay.of(workspace, settings, PATIENCE, desk.caller()::note), dropped);
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(Spool.FOLDER),
                    "Lineage events that wait cannot be sent",
                    e.getClass().getSimpleName(),
                    "give this user the right to read and write the folder",
                    e);
        }
    }

    private static Forgotten forget(Workspace workspace, LineageSettings settings, String destination)
            throws IOException {
        if (settings.names().contains(destination)) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(settings.place()),
                    "'" + destination + "' cannot be forgotten",
                    "the settings name it, and would get events for it",
                    "take it out of the settings first");
        }
        List<String> waiting = LineageBacklog.of(workspace, settings).unnamed().stream()
                .filter(state -> state.waiting() > 0)
                .map(LineageBacklog.State::name)
                .toList();
        if (!waiting.contains(destination)) {
            throw ProblemsException.of(
                    Code.UNKNOWN_NAME,
                    Place.of(Spool.FOLDER),
                    "nothing waits for '" + destination + "'",
                    waiting.isEmpty()
                            ? "no event waits for a destination that the settings do not name"
                            : "events wait for '" + String.join("', '", waiting) + "'",
                    waiting.isEmpty() ? "leave '--forget' out" : "name one of these");
        }
        OptionalInt events = LineageReplay.forget(workspace, destination);
        if (events.isEmpty()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(Spool.FOLDER),
                    "'" + destination + "' cannot be forgotten",
                    "another process is sending to it",
                    "wait until that process has ended, and try again");
        }
        return new Forgotten(destination, events.getAsInt());
    }
}
