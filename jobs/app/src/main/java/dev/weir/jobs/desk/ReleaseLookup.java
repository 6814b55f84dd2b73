package dev.weir.jobs.desk;

import dev.weir.contracts.Workspace;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;

/** Finds the release that a verb acts on. */
public final class ReleaseLookup {

    private ReleaseLookup() {}

    /**
     * The release in the workspace's log, as it was signed.
     *
     * @param read the workspace, or its settings alone, which know no product
     * @throws dev.weir.contracts.ProblemsException when there is no such product, tag or release; with {@code
     *     EVIDENCE_BROKEN} when it is not as it was signed
     */
    public static SignedManifest signed(Workspace read, ReleaseReference reference) {
        StoredReleaseLog log = StoredReleaseLog.of(read);
        if (log.numbers(reference.product()).findAny().isEmpty()) {
            if (!read.products().isEmpty()) {
                LookupByName.product(read, reference.product());
            }
            log.bytes(reference.product(), reference.number(log)); // there is none, whatever keys there are
        }
        return Authenticity.of(read, log).require(reference.product(), reference.number(log));
    }
}
