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
            new Stage(Stage.Kind.SURVEY, ""),
            new Stage(Stage.Kind.LAND, "raw.a"),
            new Stage(Stage.Kind.LAND, "raw.b"),
            new Stage(Stage.Kind.DECIDE, ""),
            new Stage(Stage.Kind.SEAL, ""),
            new Stage(Stage.Kind.PUBLISH, ""));

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
            assertThat(walk.take(Stage.Kind.SURVEY, () -> 1)).isOne();
            walk.each(Stage.Kind.STAGE, stage -> stage, stage -> 1);
            walk.each(Stage.Kind.LAND, stage -> stage, stage -> 1);
            walk.take(Stage.Kind.DECIDE, () -> 1);
            walk.seal("clinic@1", () -> "sealed");
            walk.publish("clinic@1", () -> "published", done -> 1);
        }
        assertThat(told)
                .containsExactly("survey ", "land raw.a", "land raw.b", "decide ", "seal clinic@1", "publish clinic@1");
    }

    @Test
    void doesNoneOutOfTurn(SparkSession spark) {
        try (RunWatch watch = watch(spark)) {
            assertThatThrownBy(() -> new StageWalk(STAGES, watch).take(Stage.Kind.DECIDE, () -> 1))
                    .hasMessageContaining("next stage is 'survey', and not 'decide'");
            assertThatThrownBy(() -> new StageWalk(List.of(), watch).take(Stage.Kind.DECIDE, () -> 1))
                    .hasMessageContaining("next stage is none");
            StageWalk notYet = new StageWalk(List.of(STAGES.get(5), STAGES.get(3)), watch);
            assertThatThrownBy(() -> notYet.publish("clinic@1", () -> "published", done -> 1))
                    .hasMessageContaining("'decide' is planned after the release");
        }
        assertThat(told).isEmpty();
    }
}
