package dev.weir.jobs.engine.watch;

import dev.weir.contracts.release.StageTime;
import dev.weir.lineage.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Names each stage of a run to Spark, times it, and calls the listeners. Listeners get events one at a time. From its making
 * until it is closed, a signal that asks the process to end stops the run.
 */
public final class RunWatch implements StoppableRuns.Work, AutoCloseable {

    /** For stages whose rows mean nothing. */
    public static final long NO_ROWS = -1;

    /** How long the tasks of a stage that failed may take to end, before what the run wrote is removed. */
    private static final Duration LAST_TASKS = Duration.ofSeconds(5);

    private final String label;
    private final List<RunEvent.Listener> listeners;
    private final List<StageTime> times = new ArrayList<>();
    private final TaskProgress tasks;
    private final StoppableRuns.Stoppable stoppable;
    private @Nullable SparkContext spark;
    private @Nullable StopSignal stopped;
    private boolean publishing;

    /** @param label the group of the run's jobs, and what Spark's own UI calls the run: no other run at work has it */
    public RunWatch(SparkSession spark, String label, List<RunEvent.Listener> listeners) {
        this(label, listeners);
        attach(spark);
    }

    /** The same for a run that may come to its end without Spark. */
    public RunWatch(String label, List<RunEvent.Listener> listeners) {
        this.label = label;
        this.listeners = List.copyOf(listeners);
        this.tasks = new TaskProgress(label, this::emit);
        this.stoppable = StoppableRuns.begin(this);
    }

    /** From now on the run works with Spark. Call it between two stages. */
    public synchronized void attach(SparkSession session) {
        spark = session.sparkContext();
        spark.addSparkListener(tasks);
    }

    private synchronized void inSpark(Consumer<SparkContext> what) {
        if (spark != null) {
            what.accept(spark);
        }
    }

    /** The last stage, which cannot be stopped: the release comes to be in it. */
    public <T> T publish(String subject, Supplier<T> work, ToLongFunction<T> rows) {
        synchronized (this) {
            requireGoing();
            publishing = true;
        }
        return stage("publish", subject, work, rows);
    }

    /**
     * Ends the run at its next step, and Spark's jobs of this one; called again while the run goes on. A run that is publishing
     * comes to its end.
     */
    @Override
    public synchronized void stop(StopSignal signal) {
        if (publishing) {
            return;
        }
        if (stopped == null) {
            stopped = signal;
            emit(new RunEvent.StageEnded(new StageTime(
                    "stop",
                    signal.word() + ": what the run wrote is being removed; a second signal ends it at once",
                    NO_ROWS,
                    0)));
        }
        inSpark(context -> context.cancelJobGroup(label));
    }

    /** Reports that the process ends before the run has come to its end. */
    @Override
    public void giveUp() {
        emit(new RunEvent.StageEnded(new StageTime(
                "stop",
                "the run has not ended in time: the next command of the product finishes or undoes it",
                NO_ROWS,
                0)));
    }

    /** Who has stopped the run, if it was stopped. */
    public synchronized Optional<StopSignal> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** A job that was cancelled fails with words of Spark's. */
    private synchronized Optional<RunStoppedException> stopped(Throwable failure) {
        if (stopped == null || publishing) {
            return Optional.empty();
        }
        RunStoppedException reported = new RunStoppedException(stopped);
        reported.addSuppressed(failure);
        return Optional.of(reported);
    }

    private synchronized void requireGoing() {
        if (stopped != null && !publishing) {
            throw new RunStoppedException(stopped);
        }
    }

    /** Reports a sentence about what is amiss beside a release that stands. */
    public void note(String sentence) {
        notice("note", sentence);
    }

    /** Reports a sentence about what a person should look at. */
    public void review(String sentence) {
        notice("review", sentence);
    }

    /** Tells a sentence that people should not pass over. */
    public void warn(String sentence) {
        notice("warn", sentence);
    }

    /** Tells a sentence of some kind between two stages. */
    public void notice(String kind, String sentence) {
        stage(kind, sentence, () -> sentence, reported -> NO_ROWS);
    }

    /**
     * Does a stage's work; of a stage that fails only the run's end speaks.
     *
     * @throws RunStoppedException when the run was stopped
     */
    public <T> T stage(String name, String subject, Supplier<T> work, ToLongFunction<T> rows) {
        requireGoing();
        emit(new RunEvent.StageStarted(name, subject));
        tasks.reset();
        inSpark(context -> context.setJobGroup(label, name + " " + subject + " · " + label, true));
        long start = System.nanoTime();
        T result;
        try {
            result = work.get();
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            tasks.awaitIdle(LAST_TASKS);
            Optional<RunStoppedException> reported = stopped(e);
            if (reported.isPresent()) {
                throw reported.get();
            }
            throw e;
        } finally {
            inSpark(SparkContext::clearJobGroup);
        }
        StageTime time =
                new StageTime(name, subject, rows.applyAsLong(result), (System.nanoTime() - start) / 1_000_000);
        times.add(time);
        emit(new RunEvent.StageEnded(time));
        return result;
    }

    /** Tells an event to every listener. */
    public synchronized void emit(RunEvent event) {
        listeners.forEach(listener -> listener.on(event));
    }

    /** The stages that ended, in their order. */
    public List<StageTime> times() {
        return List.copyOf(times);
    }

    @Override
    public void close() {
        inSpark(context -> context.removeSparkListener(tasks));
        stoppable.close();
    }
}
