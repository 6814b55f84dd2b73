package dev.weir.jobs.engine.rerun;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.Stage;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A release that brought a part of a later one, as it was made.
 *
 * @param release that brought it
 * @param session of the workspace as it stood then
 * @param law of then
 * @param plan of then
 * @param scope what of each table the release made
 * @param tables those of them that are made again
 */
record RerunPart(Manifest release, WeirSession session, LawPack law, Plan plan, RunScope scope, Set<String> tables) {

    RerunPart {
        tables = Set.copyOf(tables);
    }

    /** The sources that these tables are made of. */
    List<SourceRead> reads() {
        return plan.reads().stream()
                .filter(read -> read.feeds().stream().anyMatch(tables::contains))
                .toList();
    }

    /** The stages that make these tables: nothing is judged, so none comes after them. */
    List<Stage> stages() {
        Set<String> reads = reads().stream().map(SourceRead::name).collect(Collectors.toSet());
        return plan.stages().stream()
                .filter(stage -> (stage.kind() == Stage.Kind.LAND && reads.contains(stage.subject()))
                        || (stage.kind() == Stage.Kind.STAGE && tables.contains(stage.subject())))
                .toList();
    }
}
