package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.PlanCases;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What holds runs against their plans sees a stage that is done and not shown, and one that is shown and not done. */
class PlannedStagesTest {

    private final Workspace workspace =
            Objects.requireNonNull(PlanCases.all().get("markers")).build();
    private final String product = workspace.products().get(0).id();
    private final List<Stage> stages = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
            .plan(workspace, product, workspace.day(Instant.now()))
            .stages();

    private void tell(PlannedStages listener, List<Stage> done, Outcome outcome) {
        for (Stage stage : done) {
            listener.on(new RunEvent.StageStarted(stage.title(), stage.subject()));
            listener.on(new RunEvent.StageEnded(new StageTime(stage.title(), stage.subject(), -1, 0)));
        }
        listener.on(new RunEvent.Ended(new RunRecord(
                new RunRecord.Run("run", product, "1.0.0", Instant.EPOCH, Instant.EPOCH),
                new RunRecord.Ending(
                        outcome,
                        outcome == Outcome.RELEASED || outcome == Outcome.UNCHANGED
                                ? OptionalLong.of(1)
                                : OptionalLong.empty(),
                        List.of()),
                List.of(),
                List.of(),
                List.of())));
    }

    private PlannedStages listener() {
        return new PlannedStages(() -> workspace);
    }

    private int decided() {
        return stages.stream().map(Stage::title).toList().indexOf("decide") + 1;
    }

    @Test
    void takesRunsThatGoAsFarAsTheirOutcome() {
        tell(listener(), stages, Outcome.RELEASED);
        tell(listener(), stages.subList(0, decided()), Outcome.HELD);
        tell(listener(), stages.subList(0, 1), Outcome.UNCHANGED);
        tell(listener(), stages.subList(0, 2), Outcome.FAILED);
        assertThat(stages).extracting(Stage::title).startsWith("survey").endsWith("seal", "publish");
    }

    @Test
    void seesWhatIsShownAndNotDone() {
        for (int i = 0; i < stages.size(); i++) {
            List<Stage> done = new ArrayList<>(stages);
            done.remove(i);
            assertThatThrownBy(() -> tell(listener(), done, Outcome.RELEASED)).isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> tell(listener(), stages.subList(0, decided() - 1), Outcome.HELD))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void seesWhatIsDoneAndNotShown() {
        for (int i = 0; i <= stages.size(); i++) {
            PlannedStages listener = listener();
            List<Stage> done = stages.subList(0, i);
            List<Stage> rest = stages.subList(i, stages.size());
            done.forEach(stage -> listener.on(new RunEvent.StageStarted(stage.title(), stage.subject())));
            listener.on(new RunEvent.StageStarted("polish", ""));
            rest.forEach(stage -> listener.on(new RunEvent.StageStarted(stage.title(), stage.subject())));
            assertThatThrownBy(() -> tell(listener, List.of(), Outcome.RELEASED))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
