package dev.weir.jobs.engine.watch;

import dev.weir.lineage.RunEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.collection.JavaConverters;

/**
 * Counts Spark's tasks of one run for progress, and knows when the last of them has ended; other runs may be at work in the
 * same Spark.
 */
final class TaskProgress extends SparkListener {

    /** Spark's own name of a job's group, among the job's properties. */
    private static final String GROUP = "spark.jobGroup.id";

    private final String group;
    private final Consumer<RunEvent> events;
    private final Set<Integer> stages = new HashSet<>();
    private final Set<Integer> jobs = new HashSet<>();
    private final Set<Long> running = new HashSet<>();
    private int done;
    private int total;

    /** @param group of the run's jobs */
    TaskProgress(String group, Consumer<RunEvent> events) {
        this.group = group;
        this.events = events;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        if (job.properties() == null || !group.equals(job.properties().getProperty(GROUP))) {
            return;
        }
        synchronized (this) {
            jobs.add(job.jobId());
            JavaConverters.seqAsJavaList(job.stageInfos()).forEach(stage -> {
                stages.add(stage.stageId());
                total += stage.numTasks();
            });
        }
        publish();
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd job) {
        jobs.remove(job.jobId());
        notifyAll();
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart task) {
        if (stages.contains(task.stageId())) {
            running.add(task.taskInfo().taskId());
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        synchronized (this) {
            running.remove(task.taskInfo().taskId());
            notifyAll();
            if (!stages.contains(task.stageId())) {
                return;
            }
            done++;
        }
        publish();
    }

    /** A new stage of the run begins: counts start again. */
    synchronized void reset() {
        stages.clear();
        done = 0;
        total = 0;
    }

    /**
     * Waits until no task of the run is at work. Spark lets an action fail while other tasks of its job are still being ended: what these
     * write would come after the run's files have been removed.
     *
     * @param patience after which it is not waited any longer
     */
    synchronized void awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); left > 0 && !(jobs.isEmpty() && running.isEmpty()); ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish() {
        RunEvent.Tasks now;
        synchronized (this) {
            now = new RunEvent.Tasks(Math.min(done, total), total);
        }
        events.accept(now); // the receiver has a lock of its own
    }
}
