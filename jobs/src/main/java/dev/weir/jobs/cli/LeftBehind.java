package dev.weir.jobs.cli;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.release.RecordedRoot;
import dev.weir.jobs.release.ReleaseLog;
import dev.weir.jobs.release.StoredReleaseLog;
import dev.weir.jobs.release.Unfinished;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.spark.WeirSession;

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
    static void tell(WorkspaceOption workspace, String product, Terminal terminal) {
        Workspace settings = Workspaces.settings(workspace);
        tell(Warehouse.of(settings), StoredReleaseLog.of(settings), product, terminal);
    }

    /** The same, where warehouse and log are at hand. */
    static void tell(Warehouse warehouse, ReleaseLog log, String product, Terminal terminal) {
        new RecordedRoot(warehouse)
                .before()
                .ifPresent(before -> terminal.say("The warehouse was moved here from '" + before
                        + "': its tables can be read once 'weir relocate' has repointed them."));
        int left = Unfinished.of(warehouse, log, product).size();
        if (left > 0) {
            terminal.say((left == 1 ? "A run" : left + " runs") + " of '" + product + "' ended in the middle: the next"
                    + " 'weir run " + product
                    + "' or 'weir doctor --fix' finishes or undoes what was left. What is listed"
                    + " here is exact in any case.");
        }
    }
}
