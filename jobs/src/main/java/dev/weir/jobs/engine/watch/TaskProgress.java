package dev.weir.jobs.engine.watch;

import dev.weir.lineage.RunEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/** Counts Spark's tasks of one run for whoever shows progress; other runs may be at work in the same Spark. */
final class TaskProgress extends SparkListener {

    /** Spark's own name of a job's group, among the job's properties. */
    private static final String GROUP = "spark.jobGroup.id";

    private final String group;
    private final Consumer<RunEvent> events;
    private final Set<Integer> stages = new HashSet<>();
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
            JavaConverters.seqAsJavaList(job.stageInfos()).forEach(stage -> {
                stages.add(stage.stageId());
                total += stage.numTasks();
            });
        }
        tell();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        synchronized (this) {
            if (!stages.contains(task.stageId())) {
                return;
            }
            done++;
        }
        tell();
    }

    /** A new stage of the run begins: counts start again. */
    synchronized void reset() {
        stages.clear();
        done = 0;
        total = 0;
    }

    private void tell() {
        RunEvent.Tasks now;
        synchronized (this) {
            now = new RunEvent.Tasks(Math.min(done, total), total);
        }
        events.accept(now); // who hears of it has a lock of its own
    }
}
