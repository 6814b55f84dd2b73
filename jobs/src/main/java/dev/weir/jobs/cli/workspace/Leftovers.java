package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command without the engine says, on standard error, of what dead runs have left, and of what will end it; one with
 * the engine ends it first ({@link DeadRuns}).
 */
public final class Leftovers {

    private Leftovers() {}

    /** A line where something was left, and what ends it. Touches nothing. */
    public static void tell(Warehouse warehouse, ReleaseLog log, String product, Terminal terminal) {
        new RecordedRoot(warehouse)
                .before()
                .ifPresent(before -> terminal.say("The warehouse was moved here from '" + before
                        + "': its tables can be read once 'weir relocate' has repointed them."));
        List<UnfinishedRuns.Left> left = new ArrayList<>(UnfinishedRuns.of(warehouse, log, product));
        left.stream()
                .filter(run -> run.mending() == UnfinishedRuns.Mending.PEOPLE)
                .forEach(run -> terminal.say(run.would() + " Until then no run of '" + product + "' begins; what you"
                        + " read here is exact in any case."));
        left.removeIf(run -> run.mending() == UnfinishedRuns.Mending.PEOPLE);
        if (left.isEmpty()) {
            return;
        }
        terminal.say((left.size() == 1 ? "A run" : left.size() + " runs") + " of '" + product
                + "' ended in the middle: 'weir doctor --fix' or the next 'weir run " + product
                + "' finishes or undoes what was left. What you read here is exact in any case.");
    }
}
