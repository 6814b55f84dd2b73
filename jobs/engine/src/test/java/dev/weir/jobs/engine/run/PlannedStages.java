package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Stage;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.lineage.RunEvent;
import dev.weir.privacy.law.LawPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Holds the stages that runs tell against those of their plans: a listener that throws where they differ. */
public final class PlannedStages implements RunEvent.Listener {

    /** Sentences between stages. Each other name is a stage, which the plan has to show. */
    private static final Set<String> NOTICES =
            Set.of("rebase", "recover", "keys", "read", "note", "review", "warn", "stop");

    private final Supplier<Workspace> workspace;
    private final List<String> begun = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<Outcome> compared = new ArrayList<>();

    /** @param workspace as it is when a run ends */
    public PlannedStages(Supplier<Workspace> workspace) {
        this.workspace = workspace;
    }

    /** How the runs ended that were held against their plans. */
    public List<Outcome> compared() {
        return List.copyOf(compared);
    }

    /** Compares the stages that a record has the times of. */
    public static void assertAsPlanned(Workspace workspace, RunRecord record) {
        assertAsPlanned(
                workspace,
                record,
                record.run().times().stream()
                        .filter(time -> !NOTICES.contains(time.stage()))
                        .map(time -> told(time.stage(), time.subject()))
                        .toList());
    }

    private static void assertAsPlanned(Workspace workspace, RunRecord record, List<String> told) {
        Plan plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, record.run().product(), workspace.day(Instant.now()));
        List<String> planned = plan.stages().stream()
                .map(stage -> told(stage.title(), stage.subject()))
                .toList();
        int decide = plan.stages().stream().map(Stage::title).toList().indexOf("decide");
        int last = switch (record.ending().outcome()) {
            case RELEASED -> planned.size();
            case HELD -> decide + 1;
            case UNCHANGED -> 1;
            default -> Math.min(told.size(), planned.size());
        };
        assertThat(told).as("stages of %s", record.run()).isEqualTo(planned.subList(0, last));
    }

    /** The number of a release is known once it is made. */
    private static String told(String stage, String subject) {
        return Set.of("seal", "publish").contains(stage) ? stage : (stage + " " + subject).trim();
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Started) {
            begun.clear();
            ended.clear();
        } else if (event instanceof RunEvent.StageStarted started && !NOTICES.contains(started.stage())) {
            begun.add(told(started.stage(), started.subject()));
        } else if (event instanceof RunEvent.StageEnded over
                && !NOTICES.contains(over.time().stage())) {
            ended.add(told(over.time().stage(), over.time().subject()));
        } else if (event instanceof RunEvent.Ended over) {
            assertAsPlanned(workspace.get(), over.record(), begun);
            assertAsPlanned(workspace.get(), over.record(), ended);
            compared.add(over.record().ending().outcome());
        }
    }
}
