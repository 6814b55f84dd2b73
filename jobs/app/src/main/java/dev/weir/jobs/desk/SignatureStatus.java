package dev.weir.jobs.desk;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.List;
import java.util.Optional;

/**
 * Whether a release that is shown is as it was signed.
 *
 * @param reference of the release
 * @param first what its manifest differs in from what a key of the workspace signed; empty where it does not
 * @param unknown why it could not be seen
 */
public record SignatureStatus(String reference, Optional<Problem> first, List<Problem> unknown) {

    public SignatureStatus {
        unknown = List.copyOf(unknown);
    }

    /** Of a release in the log. */
    public static SignatureStatus of(Workspace settings, StoredReleaseLog log, Manifest shown) {
        try {
            List<Problem> doubts = Authenticity.of(settings, log).doubts(shown.product(), shown.number());
            return new SignatureStatus(shown.reference(), doubts.stream().findFirst(), List.of());
        } catch (ProblemsException e) {
            return new SignatureStatus(shown.reference(), Optional.empty(), e.problems());
        }
    }
}
