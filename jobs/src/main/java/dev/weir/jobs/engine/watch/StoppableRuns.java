package dev.weir.jobs.engine.watch;

import dev.weir.jobs.engine.internals.SparkInternals;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends this process's run when the process is asked to end: the run undoes its work, or finishes when it is publishing. It
 * has ten seconds; after that the process ends as it is, which is what a run may always do. A second signal ends it at once.
 */
public final class StoppableRuns {

    /** Tests on slow machines wait longer. */
    private static final long PATIENCE_MILLIS = Long.getLong("weir.stop.millis", 9_500);

    private static final long AGAIN_MILLIS = 200;

    private static final AtomicReference<@Nullable Stoppable> AT_WORK = new AtomicReference<>();
    private static final AtomicBoolean LISTENING = new AtomicBoolean();

    private StoppableRuns() {}

    /** One run, from its begin to its end. */
    public static final class Stoppable implements AutoCloseable {
        private final RunWatch watch;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Stoppable(RunWatch watch) {
            this.watch = watch;
        }

        @Override
        public void close() {
            AT_WORK.compareAndSet(this, null);
            ended.countDown();
        }
    }

    /** From now on, signals are for this run; the caller closes it when the run has ended, undone or not. */
    public static Stoppable begin(RunWatch watch) {
        if (!LISTENING.getAndSet(true)) {
            for (StopSignal signal : StopSignal.values()) {
                SparkInternals.onSignal(signal.name(), () -> stop(signal));
            }
        }
        Stoppable run = new Stoppable(watch);
        AT_WORK.set(run);
        return run;
    }

    /** Whether the process need not end by itself. */
    private static boolean stop(StopSignal signal) {
        Stoppable run = AT_WORK.get();
        if (run == null) {
            return false;
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            do {
                run.watch.stop(signal);
            } while (!run.ended.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (run.ended.getCount() > 0) {
            run.watch.giveUp();
            Runtime.getRuntime().halt(signal.status());
        }
        return true;
    }
}
