package dev.weir.jobs.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.watch.RunWatch;
import dev.weir.jobs.plan.Stage;
import dev.weir.lineage.RunEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run does the stages of its plan in their order, and no other. */
@ExtendWith(SparkFixture.class)
class StageWalkIT {

    private static final List<Stage> STAGES = List.of(
            new Stage.Survey(List.of()),
            new Stage.Decide(List.of()),
            new Stage.KeepHistory(),
            new Stage.KeepHistory(),
            new Stage.Seal(),
            new Stage.Publish(List.of("visits")));

    private final List<String> told = new ArrayList<>();

    private RunWatch watch(SparkSession spark) {
        return new RunWatch(spark, "walk", List.of(event -> {
            if (event instanceof RunEvent.StageStarted begun) {
                told.add(begun.stage() + " " + begun.subject());
            }
        }));
    }

    @Test
    void doesEachStageInItsTurn(SparkSession spark) {
        try (RunWatch watch = watch(spark)) {
            StageWalk walk = new StageWalk(STAGES, watch);
            assertThat(walk.<Stage.Survey, Integer>take(
                            Stage.Survey.class, stage -> stage.reads().size()))
                    .isZero();
            walk.take(Stage.Decide.class, stage -> stage);
            walk.each(Stage.Land.class, stage -> stage, stage -> 1);
            walk.each(Stage.KeepHistory.class, stage -> stage, stage -> 1);
            walk.seal("clinic@1", () -> "sealed");
            walk.publish("clinic@1", () -> "published", done -> 1);
        }
        assertThat(told)
                .containsExactly(
                        "survey ", "decide ", "keep history", "keep history", "seal clinic@1", "publish clinic@1");
    }

    @Test
    void doesNoneOutOfTurn(SparkSession spark) {
        try (RunWatch watch = watch(spark)) {
            assertThatThrownBy(() -> new StageWalk(STAGES, watch).take(Stage.Decide.class, stage -> stage))
                    .hasMessageContaining("next stage is 'survey', and not Decide");
            assertThatThrownBy(() -> new StageWalk(List.of(), watch).take(Stage.Decide.class, stage -> stage))
                    .hasMessageContaining("next stage is none");
            StageWalk notYet =
                    new StageWalk(List.of(new Stage.Publish(List.of()), new Stage.Decide(List.of())), watch);
            assertThatThrownBy(() -> notYet.publish("clinic@1", () -> "published", done -> 1))
                    .hasMessageContaining("'decide' is planned after the release");
        }
        assertThat(told).isEmpty();
    }
}
