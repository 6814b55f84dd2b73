package dev.weir.lineage.sending;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a spool holds to one destination, the oldest run first and each run's events in their order, in a thread of its own. The
 * cursor of a run moves when the destination has answered. Where the destination does not take an event the sender pauses, longer each
 * time, and the run that makes events does not notice.
 */
final class Sender {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration PAUSE_WHERE_LOCKED = Duration.ofMillis(100);

    /** Of runs: one event may be one that the destination stumbles over, three are a destination that is gone. */
    private static final int TRIES = 3;

    private static final Delivery.Refused DAMAGED =
            new Delivery.Refused("its line in the spool is damaged, and is no JSON event", "");

    private static final Delivery.Refused TORN =
            new Delivery.Refused("its line in the spool is cut off, and is no whole event", "");

    private final Spool spool;
    private final String name;
    private final Destination destination;
    private final List<String> all;
    private final RefusedEvents refused;
    private final Consumer<String> trouble;

    private @Nullable Thread thread;
    private boolean hasEvents;
    private boolean isEnding;
    private volatile boolean hasReported;
    private volatile boolean hasReportedRefusal;
    /** Runs with an event that the destination did not take: others are sent before them. */
    private final Set<String> stumbled = new HashSet<>();

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile Optional<String> why = Optional.empty();

    /**
     * Begins nothing yet.
     *
     * @param all the names of all destinations of the settings
     * @param trouble gets a sentence, once for what waits and once for what was refused
     */
    Sender(
            Spool spool,
            String name,
            Destination destination,
            List<String> all,
            RefusedEvents refused,
            Consumer<String> trouble) {
        this.spool = spool;
        this.name = name;
        this.destination = destination;
        this.all = List.copyOf(all);
        this.refused = refused;
        this.trouble = trouble;
    }

    /** How a look at the spool ended. */
    private record Pass(State state, Duration pause) {
        enum State {
            /** The destination has everything. */
            DONE,
            /** The destination did not take an event. */
            LATER,
            /** Another sender is at work. */
            LOCKED
        }
    }

    /** There are events; returns at once. */
    synchronized void wake() {
        hasEvents = true;
        if (thread == null) {
            thread = new Thread(this::work, "weir-lineage-" + name);
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    /** No more events come: the thread ends after its next look at the spool. */
    synchronized void end() {
        isEnding = true;
        notifyAll();
    }

    /** Waits for that, but not for longer than this; then the rest is left where it is. */
    void await(Duration patience) {
        Thread working = working();
        if (working == null) {
            close();
            return;
        }
        try {
            working.join(Math.max(1, patience.toMillis()));
            if (working.isAlive()) {
                working.interrupt();
                working.join(PAUSE_WHERE_LOCKED.toMillis());
            }
        } catch (InterruptedException e) { // of a run that is being stopped
            working.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread working() {
        return thread;
    }

    String name() {
        return name;
    }

    /** How many events the destination has taken, of this and of earlier runs. */
    int sent() {
        return sent.get();
    }

    /** How many events the destination has refused, of this and of earlier runs. */
    int refusals() {
        return refusals.get();
    }

    /** Why the destination took the last event not; empty where it did. */
    Optional<String> why() {
        return why;
    }

    private void work() {
        Duration pause = FIRST_PAUSE;
        boolean isSending = true;
        try {
            while (true) {
                boolean isLast = begin();
                Pass pass = pass();
                isSending = pass.state() != Pass.State.LOCKED;
                if (isLast && isSending) {
                    return;
                }
                rest(pass, pause);
                pause = pass.state() == Pass.State.LATER ? longer(pause) : FIRST_PAUSE;
            }
        } catch (InterruptedException e) { // the patience of the run's end is over
            if (isSending) {
                reportWaiting("the time for it was over");
            }
        } finally {
            close();
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private synchronized boolean begin() {
        hasEvents = false;
        return isEnding;
    }

    /** A new event ends no pause that the destination needs. */
    private synchronized void rest(Pass pass, Duration pause) throws InterruptedException {
        if (pass.state() == Pass.State.DONE) {
            while (!hasEvents && !isEnding) {
                wait();
            }
            return;
        }
        Duration length = pass.state() == Pass.State.LOCKED
                ? PAUSE_WHERE_LOCKED
                : pass.pause().compareTo(pause) > 0 ? pass.pause() : pause;
        long until = System.nanoTime() + length.toNanos();
        long left = length.toMillis();
        while (left > 0 && !(isEnding && pass.state() == Pass.State.LATER)) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }

    private Pass pass() throws InterruptedException {
        try {
            Optional<SenderLock> lock = spool.lock(name);
            if (lock.isEmpty()) {
                return new Pass(spool.waiting(name) == 0 ? Pass.State.DONE : Pass.State.LOCKED, Duration.ZERO);
            }
            SenderLock held = lock.get();
            try (held) {
                return sendAll();
            }
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) { // which closes files
                throw new InterruptedException();
            }
            reportWaiting("the spool cannot be read or written (" + Destination.kind(e) + ")");
            return new Pass(Pass.State.LATER, Duration.ZERO);
        }
    }

    private Pass sendAll() throws IOException, InterruptedException {
        Duration pause = Duration.ZERO;
        int failed = 0;
        List<SpooledRun> runs = new ArrayList<>(spool.runs());
        runs.sort(Comparator.comparing(run -> stumbled.contains(run.name()))); // the oldest first still
        for (SpooledRun run : runs) {
            Optional<Delivery.Later> later = run.isFor(name) ? send(run) : Optional.empty();
            if (later.isPresent()) {
                reportWaiting(later.get().why());
                failed++;
                stumbled.add(run.name());
                pause = later.get().pause().compareTo(pause) > 0 ? later.get().pause() : pause;
                if (failed == TRIES) {
                    break;
                }
            } else if (run.isDone(all)) {
                run.remove();
            }
        }
        if (failed > 0) {
            return new Pass(Pass.State.LATER, pause);
        }
        why = Optional.empty();
        return new Pass(Pass.State.DONE, Duration.ZERO);
    }

    /** A run's events, until the destination does not take one. */
    private Optional<Delivery.Later> send(SpooledRun run) throws IOException, InterruptedException {
        List<String> events = run.lines();
        for (int number = run.cursors().number(name) + 1; number <= events.size(); number++) {
            String event = events.get(number - 1);
            Delivery delivery = event.isEmpty() ? Delivery.TAKEN : delivery(event);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (delivery instanceof Delivery.Later later) {
                return Optional.of(later);
            }
            if (delivery instanceof Delivery.Refused refusal) {
                Optional<Delivery.Later> full = refuse(run, number, event, refusal);
                if (full.isPresent()) {
                    return full;
                }
            } else if (!event.isEmpty()) {
                sent.incrementAndGet();
            }
            run.cursors().acknowledge(name, number);
        }
        return run.torn().isPresent() ? run.alone(() -> refuseTorn(run, events.size() + 1)) : Optional.empty();
    }

    /** A last line that has no end now gets none. Each destination that has not taken it whole is to know: then it is gone. */
    private Optional<Delivery.Later> refuseTorn(SpooledRun run, int number) throws IOException {
        Optional<String> torn = run.torn();
        if (torn.isEmpty()) { // it was being written
            return Optional.empty();
        }
        for (String owed : run.owed(all)) {
            if (run.cursors().number(owed) < number) {
                Optional<Delivery.Later> full = keep(owed, run, number, torn.get(), TORN);
                if (full.isPresent()) {
                    return full;
                }
                reportTorn(owed, TORN);
            }
        }
        run.cut();
        return Optional.empty();
    }

    /** What is no event is not sent: a destination might take it. */
    private Delivery delivery(String event) throws InterruptedException {
        return SpooledRun.isEvent(event) ? destination.send(event) : DAMAGED;
    }

    /** Keeps what will never be taken; empty where that could be done. */
    private Optional<Delivery.Later> refuse(SpooledRun run, int number, String event, Delivery.Refused refusal)
            throws IOException {
        Optional<Delivery.Later> full = keep(name, run, number, event, refusal);
        if (full.isEmpty()) {
            reportRefused(refusal);
        }
        return full;
    }

    private Optional<Delivery.Later> keep(String of, SpooledRun run, int number, String event, Delivery.Refused refusal)
            throws IOException {
        RefusedEvents kept = refused.of(of);
        if (kept.isFull()) {
            return Optional.of(new Delivery.Later(refusal.why() + ", and '" + RefusedEvents.FOLDER
                    + "' is full: look at what is there, and delete it"));
        }
        kept.keep(run, number, event, refusal);
        if (of.equals(name)) {
            refusals.incrementAndGet();
        }
        return Optional.empty();
    }

    private void reportWaiting(String reason) {
        why = Optional.of(reason);
        if (!hasReported) {
            hasReported = true;
            trouble.accept("The lineage destination '" + name + "' has not taken all events: " + reason
                    + "; they wait in '" + Spool.FOLDER + "', and the next run or 'weir lineage replay' sends them");
        }
    }

    private void reportRefused(Delivery.Refused refusal) {
        if (refusal.equals(DAMAGED)) {
            reportTorn(name, refusal);
        } else if (!hasReportedRefusal) {
            hasReportedRefusal = true;
            trouble.accept("The lineage destination '" + name + "' refuses an event: " + refusal.why() + "; it is in '"
                    + RefusedEvents.FOLDER + "' with the answer; 'weir lineage replay --refused' sends it again");
        }
    }

    private void reportTorn(String of, Delivery.Refused refusal) {
        trouble.accept("An event in '" + Spool.FOLDER + "' is not sent to '" + of + "': " + refusal.why()
                + "; what is left of it is in '" + RefusedEvents.FOLDER + "'; check the disk");
    }

    /** In the thread that sends, since a destination may never come to its end. */
    private void close() {
        try {
            destination.close();
        } catch (RuntimeException e) {
            trouble.accept("The lineage destination '" + name + "' did not close (" + Destination.kind(e)
                    + "); its last events may be lost; check 'lineage' in weir.yaml");
        }
    }
}
