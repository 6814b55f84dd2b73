package dev.weir.jobs.engine.watch;

import dev.weir.lineage.RunEvent;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/** Counts Spark's tasks for whoever shows progress. */
final class TaskProgress extends SparkListener {

    private final Consumer<RunEvent> events;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();

    TaskProgress(Consumer<RunEvent> events) {
        this.events = events;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        total.addAndGet(JavaConverters.seqAsJavaList(job.stageInfos()).stream()
                .mapToInt(stage -> stage.numTasks())
                .sum());
        tell();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        done.incrementAndGet();
        tell();
    }

    /** A new stage of the run begins: counts start again. */
    void reset() {
        done.set(0);
        total.set(0);
    }

    private void tell() {
        events.accept(new RunEvent.Tasks(Math.min(done.get(), total.get()), total.get()));
    }
}
