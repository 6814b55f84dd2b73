package dev.weir.jobs.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.lineage.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.Success$;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.storage.RDDInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

class TaskProgressTest {

    private final List<RunEvent> told = new ArrayList<>();
    private final TaskProgress progress = new TaskProgress("clinic · run 1", told::add);

    @Test
    void countsTheTasksOfItsOwnRunAlone() {
        progress.onJobStart(job(1, "clinic · run 1", 4));
        progress.onJobStart(job(2, "hall · run 2", 100));
        progress.onTaskEnd(task(2));
        progress.onTaskEnd(task(1));

        assertThat(told).containsExactly(new RunEvent.Tasks(0, 4), new RunEvent.Tasks(1, 4));
    }

    @Test
    void countsNoTaskOfAStageThatIsOver() {
        progress.onJobStart(job(1, "clinic · run 1", 4));
        progress.reset();
        progress.onTaskEnd(task(1));
        progress.onJobStart(job(2, "clinic · run 1", 2));

        assertThat(told).containsExactly(new RunEvent.Tasks(0, 4), new RunEvent.Tasks(0, 2));
    }

    /** What a task writes that is still being ended would come after the run's files have been removed. */
    @Test
    @Timeout(60)
    void waitsForTheLastTaskOfItsOwnRun() throws Exception {
        progress.onJobStart(job(1, "clinic · run 1", 4));
        progress.onTaskStart(started(1));
        progress.onTaskStart(started(2));
        CountDownLatch idle = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            progress.awaitIdle(Duration.ofSeconds(50));
            idle.countDown();
        });
        waiting.start();
        progress.onJobEnd(new SparkListenerJobEnd(1, 0, JobSucceeded$.MODULE$));
        assertThat(idle.await(200, TimeUnit.MILLISECONDS)).isFalse();
        progress.onTaskEnd(task(1));
        assertThat(idle.await(40, TimeUnit.SECONDS)).isTrue();
        waiting.join();

        progress.onTaskStart(started(1));
        progress.awaitIdle(Duration.ofMillis(100)); // and no longer than it may
    }

    private static SparkListenerTaskStart started(int stage) {
        return new SparkListenerTaskStart(
                stage, 0, new TaskInfo(1, 0, 0, 0, 0, "", "", TaskLocality.PROCESS_LOCAL(), false));
    }

    private static SparkListenerJobStart job(int stage, String group, int tasks) {
        Properties properties = new Properties();
        properties.setProperty("spark.jobGroup.id", group);
        StageInfo info = new StageInfo(
                stage,
                0,
                "",
                tasks,
                JavaConverters.asScalaBuffer(List.<RDDInfo>of()).toSeq(),
                JavaConverters.asScalaBuffer(List.<Object>of()).toSeq(),
                "",
                TaskMetrics.empty(),
                JavaConverters.asScalaBuffer(List.<Seq<org.apache.spark.scheduler.TaskLocation>>of())
                        .toSeq(),
                Option.empty(),
                ResourceProfile.DEFAULT_RESOURCE_PROFILE_ID(),
                false,
                0);
        return new SparkListenerJobStart(
                stage, 0, JavaConverters.asScalaBuffer(List.of(info)).toSeq(), properties);
    }

    private static SparkListenerTaskEnd task(int stage) {
        TaskInfo info = new TaskInfo(1, 0, 0, 0, 0, "", "", TaskLocality.PROCESS_LOCAL(), false);
        return new SparkListenerTaskEnd(
                stage, 0, "", Success$.MODULE$, info, new ExecutorMetrics(), TaskMetrics.empty());
    }
}
