package dev.weir.lineage;

import dev.weir.contracts.Workspace;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells OpenLineage of a run: START when it begins, then COMPLETE (released, or nothing new), ABORT (held, refused, or
 * another run came first) or FAIL. The OpenLineage run is Weir's run, the job is the product in the namespace
 * {@code weir/<workspace>}, inputs are the sources' tables, outputs the released ones. Events hold names, types, counts and
 * hashes; no value of any row.
 *
 * <p>Unlike other listeners, this one never ends a run: an event that cannot be delivered waits for the next run
 * ({@link PendingEvents}), and is reported.
 */
public final class OpenLineageListener implements RunEvent.Listener, AutoCloseable {

    private final Optional<Transport> transport;
    private final EventRecorder keeper;
    private final PendingEvents waiting;
    private final OpenLineageEvents events;
    private final String type;
    private final Consumer<String> trouble;
    private boolean hasSentWaiting;

    private OpenLineageListener(
            Optional<Transport> transport,
            EventRecorder keeper,
            PendingEvents waiting,
            String type,
            OpenLineageEvents events,
            Consumer<String> trouble) {
        this.transport = transport;
        this.keeper = keeper;
        this.waiting = waiting;
        this.type = type;
        this.events = events;
        this.trouble = trouble;
    }

    /**
     * Opens the transport of the workspace's profile: OpenLineage's own {@code type} and keys. A {@code file} lies relative
     * to the workspace and gets one JSON text per line, after those that are there. Without a transport, nothing is sent.
     *
     * @param workspace whose runs are reported
     * @param trouble gets each event that is lost, a sentence without any secret
     * @throws dev.weir.contracts.ProblemsException when the profile's transport is none that OpenLineage's client knows
     */
    public static OpenLineageListener open(Workspace workspace, Consumer<String> trouble) {
        return open(workspace, EventRecorder.NONE, Optional.empty(), trouble);
    }

    /**
     * The same; each event is kept as well, whether or not there is a transport that takes it.
     *
     * @param parent who has started this process
     */
    public static OpenLineageListener open(
            Workspace workspace, EventRecorder keeper, Optional<ParentRun> parent, Consumer<String> trouble) {
        return new OpenLineageListener(
                Transports.open(workspace),
                keeper,
                PendingEvents.of(workspace.root()),
                workspace.profile().telemetry().lineage().getOrDefault(Transports.TYPE, "none"),
                new OpenLineageEvents(workspace, parent),
                trouble);
    }

    @Override
    public void on(RunEvent event) {
        if (transport.isPresent() || keeper != EventRecorder.NONE) {
            event.match(new Telling());
        }
    }

    @Override
    public void close() {
        if (transport.isEmpty()) {
            return;
        }
        try {
            transport.get().close();
        } catch (Exception | LinkageError e) { // what the transport's interface declares, or its jar lacks
            trouble.accept(
                    ("The lineage transport '%s' did not close (%s); its last events may be lost; check 'lineage'"
                                    + " in weir.yaml")
                            .formatted(type, deepest(e)));
        }
    }

    private void emit(EventType kind, String product, String run, Supplier<OpenLineage.RunEvent> event) {
        OpenLineage.RunEvent made;
        try {
            made = event.get();
        } catch (RuntimeException e) {
            trouble.accept("The lineage event %s of run %s cannot be made (%s); the run goes on"
                    .formatted(kind, run, deepest(e)));
            return;
        }
        keep(kind, product, run, made);
        if (transport.isEmpty()) {
            return;
        }
        try {
            transport.get().emit(made);
        } catch (OutOfMemoryError e) { // the process's, not the transport's
            throw e;
        } catch (RuntimeException | Error e) { // a plugin's may throw anything
            trouble.accept(("The lineage event %s of run %s %s; the transport '%s' failed (%s); the run goes on, check"
                            + " 'lineage' in weir.yaml")
                    .formatted(kind, run, waits(made), type, deepest(e)));
            return;
        }
        sendWaiting(transport.get());
    }

    /** Once, when the transport has shown that it works. */
    private void sendWaiting(Transport open) {
        if (hasSentWaiting) {
            return;
        }
        hasSentWaiting = true;
        try {
            waiting.send(open::emit);
        } catch (RuntimeException e) {
            trouble.accept(
                    "Lineage events of earlier runs wait in 'lineage/waiting' still; the transport '%s' failed (%s)"
                            .formatted(type, deepest(e)));
        }
    }

    private String waits(OpenLineage.RunEvent event) {
        try {
            waiting.keep(event);
            return "waits in 'lineage/waiting' until the next run";
        } catch (IOException e) {
            return "is lost, since it cannot be kept (" + deepest(e) + ")";
        }
    }

    private void keep(EventType kind, String product, String run, OpenLineage.RunEvent event) {
        try {
            keeper.keep(product, run, kind.toString(), OpenLineageClientUtils.toJson(event));
        } catch (IOException e) {
            trouble.accept("The lineage event %s of run %s is not kept in the warehouse (%s); the run goes on"
                    .formatted(kind, run, deepest(e)));
        }
    }

    /** The kind of failure alone: messages of transports may hold addresses with passwords. */
    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }

    /** OpenLineage gets beginnings and endings. */
    private final class Telling implements RunEvent.Cases<Boolean> {
        @Override
        public Boolean started(RunEvent.Started event) {
            emit(EventType.START, event.product().id(), event.runId(), () -> events.start(event));
            return true;
        }

        @Override
        public Boolean ended(RunEvent.Ended event) {
            EventType kind = OpenLineageEvents.type(event.record().ending().outcome());
            emit(kind, event.record().run().product(), event.record().run().id(), () -> events.end(event));
            return true;
        }

        @Override
        public Boolean stageStarted(RunEvent.StageStarted event) {
            return false;
        }

        @Override
        public Boolean tasks(RunEvent.Tasks event) {
            return false;
        }

        @Override
        public Boolean stageEnded(RunEvent.StageEnded event) {
            return false;
        }

        @Override
        public Boolean judged(RunEvent.Judged event) {
            return false;
        }
    }
}
