package dev.weir.jobs.desk;

import dev.weir.contracts.Workspace;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Arrival;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;

/**
 * What a verb without the engine notes of what dead runs have left, and of what will end it; one with
 * the engine ends it first ({@link Engine}).
 */
final class Leftovers {

    private Leftovers() {}

    /**
     * A line where something was left, and what ends it. Touches nothing.
     *
     * @throws dev.weir.contracts.ProblemsException where the warehouse is still being moved here, so that nothing can be said of its releases
     */
    static void tell(Workspace settings, StoredReleaseLog log, String product, Caller caller) {
        Warehouse warehouse = Warehouse.of(settings);
        new Arrival(warehouse).requireOver();
        new RecordedRoot(warehouse)
                .before()
                .ifPresent(before -> caller.note("The warehouse was moved here from '" + before
                        + "': its tables can be read once 'weir relocate' has repointed them."));
        List<UnfinishedRuns.Left> left = new ArrayList<>(UnfinishedRuns.of(RunStore.of(settings, log), log, product));
        left.stream()
                .filter(run -> run.mending() == UnfinishedRuns.Mending.PEOPLE)
                .forEach(run -> caller.note(run.would() + " Until then no run of '" + product + "' begins; what you"
                        + " read here is exact in any case."));
        left.removeIf(run -> run.mending() == UnfinishedRuns.Mending.PEOPLE);
        if (left.isEmpty()) {
            return;
        }
        caller.note((left.size() == 1 ? "A run" : left.size() + " runs") + " of '" + product
                + "' ended in the middle: 'weir doctor --fix' or the next 'weir run " + product
                + "' finishes or undoes what was left. What you read here is exact in any case.");
    }
}
