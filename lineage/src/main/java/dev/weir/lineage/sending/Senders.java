package dev.weir.lineage.sending;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way of events from a workspace to all destinations of its profile. An event is in the spool when {@link #send} returns; a
 * thread for each destination sends it. Where the settings name no destination, or OpenLineage is switched off, nothing is kept.
 */
public final class Senders implements AutoCloseable {

    /** How long the end of a run waits for destinations that answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Spool spool;
    private final List<Sender> senders;
    private final Consumer<String> trouble;

    private Senders(Spool spool, List<Sender> senders, Consumer<String> trouble) {
        this.spool = spool;
        this.senders = List.copyOf(senders);
        this.trouble = trouble;
    }

    /**
     * Opens the destinations; reaches none yet.
     *
     * @param trouble gets sentences without secrets, also from other threads
     * @throws ProblemsException when the settings cannot be used
     */
    public static Senders open(Workspace workspace, LineageSettings settings, Consumer<String> trouble) {
        String profile = workspace.profile().name();
        Spool spool = Spool.of(workspace.root(), profile);
        List<Sender> senders = new ArrayList<>();
        Destinations.open(settings)
                .forEach((name, destination) -> senders.add(new Sender(
                        spool,
                        name,
                        destination,
                        settings.names(),
                        new RefusedEvents(workspace.root(), profile, name),
                        trouble)));
        return new Senders(spool, senders, trouble);
    }

    /** Whether events go nowhere. */
    public boolean isIdle() {
        return senders.isEmpty();
    }

    /**
     * A run in the spool.
     *
     * @param id the run's
     * @param at when it begins, if it is new
     * @throws IOException when the spool cannot be read
     */
    public SpooledRun run(String id, Instant at) throws IOException {
        return spool.run(id, at);
    }

    /**
     * Returns when the event is on the disk; whether a destination is down does not matter.
     *
     * @throws IOException when the event cannot be written: it is lost
     */
    public void send(SpooledRun run, String event) throws IOException {
        spool.append(run, event, trouble);
        senders.forEach(Sender::wake);
    }

    /** Waits a few seconds at most; what destinations have not taken then stays in the spool. */
    @Override
    public void close() {
        finish(PATIENCE);
    }

    /** Sends what earlier runs have left, until each destination has everything, does not take an event, or the time is over. */
    List<Sender> replay(Duration patience) throws IOException {
        if (!spool.runs().isEmpty()) {
            senders.forEach(Sender::wake);
        }
        finish(patience);
        return senders;
    }

    /** Stops as a process that dies: what is being sent may arrive, and is not acknowledged. */
    void abandon() {
        senders.forEach(sender -> sender.await(Duration.ZERO));
    }

    private void finish(Duration patience) {
        senders.forEach(Sender::end);
        Instant until = Instant.now().plus(patience);
        senders.forEach(sender -> sender.await(Duration.between(Instant.now(), until)));
    }

    /** All that were dropped are reported. */
    void forgetDropped() throws IOException {
        spool.forgetDropped();
    }
}
