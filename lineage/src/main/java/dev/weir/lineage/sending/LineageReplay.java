package dev.weir.lineage.sending;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Sends what waits in the spool, apart from any run.
 *
 * @param destinations of the settings, and what became of each
 * @param unnamed what destinations lack that the settings do not name
 * @param dropped how many events had made room in the spool since the last replay that sent everything
 */
public record LineageReplay(List<Sent> destinations, List<LineageBacklog.State> unnamed, long dropped) {

    public LineageReplay {
        destinations = List.copyOf(destinations);
        unnamed = List.copyOf(unnamed);
    }

    /**
     * A destination after a replay.
     *
     * @param sent events that it took
     * @param refused events that it refused now
     * @param state what it lacks still
     * @param why it did not take the last one; empty where it did
     */
    public record Sent(int sent, int refused, LineageBacklog.State state, Optional<String> why) {}

    /**
     * Sends, until each destination has everything, did not take an event, or the time is over.
     *
     * @param patience for all destinations together; they are served at the same time
     * @param trouble gets sentences without secrets
     * @throws ProblemsException when the settings cannot be used
     * @throws IOException when the spool cannot be read
     */
    public static LineageReplay of(
            Workspace workspace, LineageSettings settings, Duration patience, Consumer<String> trouble)
            throws IOException {
        Senders senders = Senders.open(workspace, settings, trouble);
        List<Sender> all = senders.replay(patience);
        LineageBacklog left = LineageBacklog.of(workspace, settings);
        if (left.waiting() == 0) {
            senders.forgetDropped();
        }
        List<Sent> sent = new ArrayList<>();
        for (Sender sender : all) {
            left.destinations().stream()
                    .filter(state -> state.name().equals(sender.name()))
                    .forEach(state -> sent.add(new Sent(sender.sent(), sender.refusals(), state, sender.why())));
        }
        return new LineageReplay(sent, left.unnamed(), left.dropped());
    }

    /**
     * Puts what destinations have refused back into the spool, each event for the destination that refused it. The next replay or
     * run sends it.
     *
     * @throws IOException when it cannot be read, or the spool cannot be written
     */
    public static void putBack(Workspace workspace, LineageSettings settings) throws IOException {
        String profile = workspace.profile().name();
        Spool spool = Spool.of(workspace.root(), profile);
        for (String name : settings.names()) {
            new RefusedEvents(workspace.root(), profile, name).putBack(spool);
        }
    }

    /**
     * Drops what waits for a destination that settings no longer name; what it has refused stays. Other destinations that these
     * events are for get them still.
     *
     * @return how many events waited for it; empty while another process sends them
     * @throws IOException when the spool cannot be read or written
     */
    public static OptionalInt forget(Workspace workspace, String destination) throws IOException {
        String profile = workspace.profile().name();
        Spool spool = Spool.of(workspace.root(), profile);
        SpareSpool spare = new SpareSpool(workspace.root(), profile, spool);
        Optional<SenderLock> lock = spool.lock(destination);
        if (lock.isEmpty()) {
            return OptionalInt.empty();
        }
        SenderLock held = lock.get();
        try (held) {
            int waiting =
                    spool.owed().getOrDefault(destination, 0) + spare.owed().getOrDefault(destination, 0);
            spool.forget(destination);
            spare.forget(destination);
            return OptionalInt.of(waiting);
        }
    }

    /** Whether nothing waits, and nothing was refused now. */
    public boolean isDone() {
        return destinations.stream().allMatch(sent -> sent.state().waiting() == 0 && sent.refused() == 0)
                && unnamed.stream().allMatch(state -> state.waiting() == 0);
    }
}
