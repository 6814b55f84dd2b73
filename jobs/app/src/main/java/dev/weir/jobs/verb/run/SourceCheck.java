package dev.weir.jobs.verb.run;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.scope.ReproducibilityDemand;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.Verb;
import dev.weir.lineage.RunEvent;
import java.util.List;
import java.util.Optional;

/** Judges the sources as they lie, and releases nothing. */
public final class SourceCheck {

    private SourceCheck() {}

    /**
     * What is asked.
     *
     * @param extent which rows a run would make
     * @param repairs a release that nothing is compared with
     * @param replaced files whose rows the run would replace
     * @param demand on the queries
     * @param limit failing rows of each rule
     */
    public record Question(
            String product,
            CheckSelection chosen,
            ReleaseRun.Extent extent,
            Optional<Long> repairs,
            List<String> replaced,
            ReproducibilityDemand demand,
            int limit) {

        private RunRequest request(Workspace read) {
            RunRequest usual =
                    RunRequest.usual().by(Verb.CHECK).demanding(demand).replacing(replaced);
            return extent.over(repairs.map(usual::repairing).orElse(usual), read);
        }
    }

    /** Leaves nothing in the workspace. */
    public static CheckResult of(Desk desk, Question asked, RunEvent.Listener progress) {
        Workspace read = desk.read(asked.product());
        RunRequest request = asked.request(read);
        asked.chosen().require(LookupByName.product(read, asked.product()));
        return Engine.aside(
                desk,
                read,
                asked.product(),
                session -> new CheckRun(session, WeirVersion.number(), progress)
                        .check(asked.product(), asked.limit(), request));
    }
}
