package dev.weir.lineage.sending;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The way of events from a workspace to all destinations of its profile. An event is in the spool when {@link #send} returns; a
 * thread for each destination sends it. Where the settings name no destination, or OpenLineage is switched off, nothing is kept.
 */
public final class Senders implements AutoCloseable {

    /** How long the end of a run waits for destinations that answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Spool spool;
    private final SpareSpool spare;
    private final List<Sender> senders;
    private final Consumer<String> trouble;
    private final AtomicBoolean hasReportedSpare = new AtomicBoolean();

    private Senders(Spool spool, SpareSpool spare, List<Sender> senders, Consumer<String> trouble) {
        this.spool = spool;
        this.spare = spare;
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
        return new Senders(spool, new SpareSpool(workspace.root(), profile, spool), senders, trouble);
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
     * @throws IOException when neither the spool nor what is kept in its stead can be read
     */
    public SpooledRun run(String id, Instant at) throws IOException {
        boolean isMoved = isMoved();
        try {
            SpooledRun run = spool.run(id, at);
            run.next(); // fails where a file is in the place of a folder
            return isMoved ? run : spare.begun(id, at).orElse(run);
        } catch (IOException e) {
            return aside(id, at, e);
        }
    }

    private SpooledRun aside(String id, Instant at, IOException spool) throws IOException {
        try {
            SpooledRun aside = spare.run(id, at);
            aside.next();
            return aside;
        } catch (IOException e) {
            spool.addSuppressed(e);
            throw spool;
        }
    }

    /** Whether what was kept beside the spool is in it now. */
    private boolean isMoved() {
        try {
            spare.moveIntoSpool();
            return true;
        } catch (IOException e) {
            reportSpare();
            return false;
        }
    }

    private void reportSpare() {
        if (!hasReportedSpare.getAndSet(true)) {
            trouble.accept("Lineage events are kept in '" + SpareSpool.FOLDER + "' and not sent, since '" + Spool.FOLDER
                    + "' cannot be written; give this user the right to write there, then 'weir lineage replay' sends"
                    + " them");
        }
    }

    /**
     * Returns when the event is on the disk; whether a destination is down does not matter.
     *
     * @throws IOException when the event cannot be written: it is lost
     */
    public void send(SpooledRun run, String event) throws IOException {
        if (isInSpool(run, event)) {
            senders.forEach(Sender::wake);
        } else {
            reportSpare();
        }
    }

    /** Keeps it, in the spool or else beside it; what comes later of a run waits behind what is there. */
    private boolean isInSpool(SpooledRun run, String event) throws IOException {
        if (spare.has(run)) {
            spare.append(run, event, names(), trouble);
            return false;
        }
        try {
            spool.append(run, event, names(), trouble);
            return true;
        } catch (SpoolFullException e) {
            throw e;
        } catch (IOException e) {
            appendAside(run, event, e);
            return false;
        }
    }

    private List<String> names() {
        return senders.stream().map(Sender::name).toList();
    }

    private void appendAside(SpooledRun run, String event, IOException spool) throws IOException {
        try {
            spare.append(run, event, names(), trouble);
        } catch (IOException e) {
            spool.addSuppressed(e);
            throw spool;
        }
    }

    /** Waits a few seconds at most; what destinations have not taken then stays in the spool. */
    @Override
    public void close() {
        finish(PATIENCE);
    }

    /** Sends what earlier runs have left, until each destination has everything, does not take an event, or the time is over. */
    List<Sender> replay(Duration patience) throws IOException {
        isMoved();
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
