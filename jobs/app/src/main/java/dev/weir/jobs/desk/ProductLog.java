package dev.weir.jobs.desk;

import dev.weir.contracts.Workspace;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.StoredReleaseLog;

/**
 * The release log of a workspace, as a verb opens it that is about one product and starts no engine.
 *
 * @param settings the settings of {@code weir.yaml} alone
 */
public record ProductLog(Workspace settings, StoredReleaseLog log) {

    /** What people count on or cite is what was signed, and nothing else. */
    public void requireSigned(String product, long number) {
        Authenticity.of(settings, log).require(product, number);
    }
}
