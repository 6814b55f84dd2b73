package dev.weir.jobs.cli.workspace;

import dev.weir.contracts.Workspace;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;

/** Finds the release that a command names. */
public final class Released {

    private Released() {}

    /**
     * The release in the workspace's log, as it was signed: what commands take that act on it.
     *
     * @throws dev.weir.contracts.ProblemsException when there is no such product, tag or release; with {@code
     *     EVIDENCE_BROKEN} when it is not as it was signed
     */
    public static SignedManifest signed(Workspace read, ReleaseReference reference) {
        StoredReleaseLog log = StoredReleaseLog.of(read);
        if (log.numbers(reference.product()).findAny().isEmpty()) {
            Workspaces.requireProduct(read, reference.product());
        }
        return Authenticity.of(read, log).require(reference.product(), reference.number(log));
    }

    /** Tells that there is no such product, when neither the log nor the workspace has it. */
    public static void requireProduct(WorkspaceOption workspace, StoredReleaseLog log, String product) {
        if (log.numbers(product).findAny().isEmpty()) {
            Workspaces.requireProduct(Workspaces.read(workspace), product);
        }
    }
}
