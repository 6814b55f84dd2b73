package dev.weir.jobs.cli;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.release.ReleaseReference;
import dev.weir.jobs.release.StoredReleaseLog;

/** Finds the release that a command names. */
final class Released {

    private Released() {}

    /**
     * The release in the workspace's log.
     *
     * @throws ProblemsException when there is no such product, tag or release
     */
    static Manifest find(Workspace read, ReleaseReference reference) {
        StoredReleaseLog log = StoredReleaseLog.of(read);
        if (log.numbers(reference.product()).findAny().isEmpty()) {
            ReleasesCommand.requireProduct(read, reference.product());
        }
        return reference.in(log);
    }

    /** Tells that there is no such product, when neither the log nor the workspace has it. */
    static void requireProduct(WorkspaceOption workspace, StoredReleaseLog log, String product) {
        if (log.numbers(product).findAny().isEmpty()) {
            ReleasesCommand.requireProduct(Workspaces.read(workspace), product);
        }
    }
}
