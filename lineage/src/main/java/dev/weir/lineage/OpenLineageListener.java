package dev.weir.lineage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.lineage.sending.EventOptions;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Senders;
import dev.weir.lineage.sending.SpooledRun;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Reports a run to OpenLineage: START when it begins, RUNNING while it works for long, then COMPLETE (released, or nothing new),
 * ABORT (held, refused, or another run came first) or FAIL. The OpenLineage run is Weir's run, the job is the product in the
 * namespace {@code weir/<workspace>}, inputs are the sources' tables, outputs the released ones. Each table of a release has runs
 * of its own within the run ({@link ReleaseEvents}). Events hold names, types, counts and hashes; no value of any row.
 *
 * <p>Unlike other listeners, this one never ends a run, and waits for no destination: an event is on disk before the run goes on
 * ({@link Senders}), and what cannot be sent waits there.
 */
public final class OpenLineageListener implements RunEvent.Listener, AutoCloseable {

    /** A run that has sent nothing for so long says that it is at work. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Senders senders;
    private final EventRecorder keeper;
    private final OpenLineageEvents events;
    private final EventOptions options;
    private final LostEvents lost;
    private final Consumer<String> trouble;
    private final Clock clock;
    private final Map<String, Integer> sequences = new HashMap<>();
    private Optional<RunEvent.Started> running = Optional.empty();
    private Instant last = Instant.MIN;

    private OpenLineageListener(
            Senders senders,
            EventRecorder keeper,
            OpenLineageEvents events,
            EventOptions options,
            LostEvents lost,
            Consumer<String> trouble,
            Clock clock) {
        this.senders = senders;
        this.keeper = keeper;
        this.events = events;
        this.options = options;
        this.lost = lost;
        this.trouble = trouble;
        this.clock = clock;
    }

    /**
     * Opens the destinations that the workspace's profile or OpenLineage's own configuration names ({@link LineageSettings}).
     * Without any, nothing is sent.
     *
     * @param workspace whose runs are reported
     * @param environment variables of the process
     * @param trouble gets a sentence without any secret, where an event is lost, and once for each destination that takes none
     * @throws dev.weir.contracts.ProblemsException when a transport is none that OpenLineage's client knows
     */
    public static OpenLineageListener open(
            Workspace workspace, Map<String, String> environment, Consumer<String> trouble) {
        return open(workspace, environment, EventRecorder.NONE, Optional.empty(), new LostEvents(), trouble);
    }

    /**
     * The same; each event is kept as well, whether or not there is a destination.
     *
     * @param parent what has started this process
     * @param lost counts the events that cannot be kept to be sent
     */
    public static OpenLineageListener open(
            Workspace workspace,
            Map<String, String> environment,
            EventRecorder keeper,
            Optional<ParentRun> parent,
            LostEvents lost,
            Consumer<String> trouble) {
        return open(workspace, environment, keeper, parent, lost, trouble, Clock.systemUTC());
    }

    /** @param clock says when a run has been at work for long */
    static OpenLineageListener open(
            Workspace workspace,
            Map<String, String> environment,
            EventRecorder keeper,
            Optional<ParentRun> parent,
            LostEvents lost,
            Consumer<String> trouble,
            Clock clock) {
        LineageSettings settings = LineageSettings.of(workspace, environment);
        return new OpenLineageListener(
                Senders.open(workspace, settings, trouble),
                keeper,
                new OpenLineageEvents(workspace, settings.options(), parent),
                settings.options(),
                lost,
                trouble,
                clock);
    }

    @Override
    public void on(RunEvent event) {
        if (senders.isIdle() && keeper == EventRecorder.NONE) {
            return;
        }
        if (event instanceof RunEvent.Started started) {
            running = Optional.of(started);
            emit(subject(EventType.START, started), sequence -> events.start(started, sequence));
        } else if (event instanceof RunEvent.Ended ended) {
            RunRecord.Run run = ended.record().run();
            EventType kind = OpenLineageEvents.type(ended.record().ending().outcome());
            Subject subject =
                    new Subject(kind, run.id(), run.started(), new Artifact(run.product(), run.id(), kind.toString()));
            Begun begun = running.map(Begun::of).orElseGet(() -> begun(run));
            running = Optional.empty();
            OpenLineageEvents words = begun.parent().map(events::startedBy).orElse(events);
            made(subject, () -> words.release(ended)).ifPresent(release -> {
                release.filter(made -> ended.record().ending().outcome() == Outcome.RELEASED)
                        .ifPresent(made -> parts(words, made, run));
                emit(subject, sequence -> words.end(ended, release, begun, sequence));
            });
        } else {
            running.filter(started -> !clock.instant().isBefore(last.plus(LONG)))
                    .ifPresent(started -> emit(
                            subject(EventType.RUNNING, started),
                            sequence -> events.running(started, clock.instant(), sequence)));
        }
    }

    private static Subject subject(EventType kind, RunEvent.Started started) {
        return new Subject(
                kind,
                started.runId(),
                started.at(),
                new Artifact(started.product().id(), started.runId(), kind.toString()));
    }

    /** Of a run that another process began: its START has it, where that is kept still. */
    private Begun begun(RunRecord.Run run) {
        try {
            Optional<String> start = senders.isIdle()
                    ? Optional.empty()
                    : senders.run(run.id(), run.started()).first();
            if (start.isEmpty()) {
                start = keeper.kept(run.product(), run.id(), EventType.START.toString());
            }
            return start.map(Begun::in).orElse(Begun.UNKNOWN);
        } catch (IOException e) {
            trouble.accept("The lineage events of run " + run.id()
                    + " name no parent and no parameters, since its START cannot be read ("
                    + e.getClass().getSimpleName() + ")");
            return Begun.UNKNOWN;
        }
    }

    /** Runs of their own, before the one that they are parts of is over. */
    private void parts(OpenLineageEvents words, ReleaseEvents release, RunRecord.Run run) {
        for (ReleaseEvents.Part part : made(
                        "The lineage events of the tables of run " + run.id(), () -> words.parts(release, run))
                .orElse(List.of())) {
            Artifact artifact = new Artifact(run.product(), run.id(), part.job() + "-" + part.type());
            // later than the run itself, whose events are sent first where several wait
            emit(new Subject(part.type(), part.run().toString(), run.ended(), artifact), sequence -> part.event());
        }
    }

    /** Empty, with a word to people, where it cannot be made. */
    private <T> Optional<T> made(Object what, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (RuntimeException e) {
            trouble.accept(what + " cannot be made (" + e.getClass().getSimpleName() + "); the run goes on");
            return Optional.empty();
        }
    }

    /** Where an event is kept: with which run of a product, and by which name. */
    private record Artifact(String product, String run, String name) {}

    private record Subject(EventType kind, String run, Instant began, Artifact artifact) {
        @Override
        public String toString() {
            return "The lineage event " + kind + " of run " + run;
        }
    }

    /** Waits a few seconds at most for destinations that answer. */
    @Override
    public void close() {
        senders.close();
    }

    private void emit(Subject subject, IntFunction<OpenLineage.RunEvent> event) {
        last = clock.instant();
        Optional<SpooledRun> spooled = Optional.empty();
        int sequence = sequences.merge(subject.run(), 1, Integer::sum);
        try {
            if (!senders.isIdle()) {
                SpooledRun run = senders.run(subject.run(), subject.began());
                sequence =
                        Math.max(sequence, run.next()); // the spool has those of other processes, and the spare its own
                sequences.put(subject.run(), sequence);
                spooled = Optional.of(run);
            }
        } catch (IOException e) {
            lost(subject, e);
        }
        int number = sequence;
        Optional<SpooledRun> run = spooled;
        made(subject, () -> options.json(event.apply(number))).ifPresent(json -> {
            keep(subject, json);
            run.ifPresent(there -> send(subject, there, json));
        });
    }

    private void send(Subject subject, SpooledRun run, String event) {
        try {
            senders.send(run, event);
        } catch (IOException e) {
            lost(subject, e);
        }
    }

    private void lost(Subject subject, IOException e) {
        lost.add(e);
        trouble.accept(subject + " is lost, since it cannot be kept in 'lineage/spool' ("
                + LostEvents.words(e)
                + "); the run goes on; make room there, and give this user the right to write");
    }

    private void keep(Subject subject, String event) {
        try {
            keeper.keep(
                    subject.artifact().product(),
                    subject.artifact().run(),
                    subject.artifact().name(),
                    event);
        } catch (IOException e) {
            trouble.accept(
                    subject + " is not kept in the warehouse (" + e.getClass().getSimpleName() + "); the run goes on");
        }
    }
}
