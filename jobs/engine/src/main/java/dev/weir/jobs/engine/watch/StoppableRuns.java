package dev.weir.jobs.engine.watch;

import dev.weir.jobs.engine.internals.SparkInternals;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Ends this process's runs when the process is asked to end: a run undoes its work, or finishes when it is publishing. All
 * together have ten seconds; after that the process ends as it is, which is what a run may always do. A second signal ends it at
 * once.
 */
public final class StoppableRuns {

    /** Tests on slow machines wait longer. */
    private static final long PATIENCE_MILLIS = Long.getLong("weir.stop.millis", 9_500);

    private static final long AGAIN_MILLIS = 200;

    private static final Set<Stoppable> AT_WORK = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean LISTENING = new AtomicBoolean();
    private static final AtomicReference<Consumer<StopSignal>> OTHERWISE = new AtomicReference<>();

    private StoppableRuns() {}

    /** What can be asked to end. */
    public interface Work {

        /** Asks it to end soon; asked again while it goes on. */
        void stop(StopSignal signal);

        /** Reports that the process ends before the work has. */
        void giveUp();
    }

    /** One such work, from its begin to its end. */
    public static final class Stoppable implements AutoCloseable {
        private final Work work;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Stoppable(Work work) {
            this.work = work;
        }

        @Override
        public void close() {
            AT_WORK.remove(this);
            ended.countDown();
        }
    }

    /**
     * From now on, a signal while no such work is at hand ends the process at once, before Spark ends under a command that does
     * not know why.
     *
     * @param listener is called first
     */
    public static void otherwise(Consumer<StopSignal> listener) {
        OTHERWISE.set(listener);
        listen();
    }

    private static void listen() {
        if (!LISTENING.getAndSet(true)) {
            for (StopSignal signal : StopSignal.values()) {
                SparkInternals.onSignal(signal.name(), () -> stop(signal));
            }
        }
    }

    /** From now on, signals are for this work, too; the caller closes it when it has ended, undone or not. */
    public static Stoppable begin(Work work) {
        listen();
        Stoppable run = new Stoppable(work);
        AT_WORK.add(run);
        return run;
    }

    /** Whether the process need not end by itself. */
    private static boolean stop(StopSignal signal) {
        if (AT_WORK.isEmpty()) {
            Consumer<StopSignal> listener = OTHERWISE.get();
            if (listener == null) {
                return false;
            }
            listener.accept(signal);
            Runtime.getRuntime().halt(signal.status());
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            do {
                AT_WORK.forEach(run -> run.work.stop(signal)); // one that has begun meanwhile as well
                awaitOne();
            } while (!AT_WORK.isEmpty() && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!AT_WORK.isEmpty()) {
            AT_WORK.forEach(run -> run.work.giveUp());
            Runtime.getRuntime().halt(signal.status());
        }
        return true;
    }

    private static void awaitOne() throws InterruptedException {
        for (Stoppable run : AT_WORK) {
            boolean hasEnded = run.ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            if (!hasEnded) {
                return;
            }
        }
    }
}
