package dev.weir.jobs.cli;

import dev.weir.jobs.release.RecordedRoot;
import dev.weir.jobs.release.ReleaseLog;
import dev.weir.jobs.release.Unfinished;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.spark.WeirSession;
import java.util.List;

/**
 * What a command says, on standard error, of what dead runs have left: one that has the engine finishes or undoes it first;
 * one that has not says what will.
 */
final class LeftBehind {

    private LeftBehind() {}

    /** Before a command looks at a product's tables: finishes or undoes what was left, a line for each run. */
    static void recover(WeirSession session, String product, Terminal terminal) {
        session.releases().recover(product).forEach(terminal::say);
    }

    /** For a command that reads the release log alone: a line where something was left, and what ends it. Touches nothing. */
    static void tell(Warehouse warehouse, ReleaseLog log, String product, Terminal terminal) {
        new RecordedRoot(warehouse)
                .before()
                .ifPresent(before -> terminal.say("The warehouse was moved here from '" + before
                        + "': its tables can be read once 'weir relocate' has repointed them."));
        List<Unfinished.Left> left = Unfinished.of(warehouse, log, product);
        if (left.isEmpty()) {
            return;
        }
        boolean waits = left.stream().anyMatch(run -> run.mending() == Unfinished.Mending.NEXT_RELEASE);
        terminal.say((left.size() == 1 ? "A run" : left.size() + " runs") + " of '" + product
                + "' ended in the middle: "
                + (waits
                        ? "the next 'weir run " + product + "' settles"
                        : "'weir doctor --fix' or the next 'weir run " + product + "' finishes or undoes")
                + " what was left. What you are told here is exact in any case.");
    }
}
