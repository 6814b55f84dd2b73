package dev.weir.jobs.verb.proof;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.evidence.DataFileLocations;
import dev.weir.releases.evidence.EvidencePack;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A release's evidence in one file.
 *
 * @param release its reference
 * @param files how many are in the pack
 * @param head SHA-256 of the manifest
 */
public record PackedEvidence(String release, int files, String head) {

    /**
     * Packs it. Starts no Spark.
     *
     * @throws ProblemsException when the evidence is not whole, with everything that is broken
     */
    public static PackedEvidence write(Desk desk, String release, Path to) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        StoredReleaseLog log = opened.log();
        Manifest manifest = reference.in(log);
        List<VerifyingKey> keys = SigningKeys.of(opened.settings()).publics().stream()
                .map(SigningKeys.Public::key)
                .toList();
        Verification.Result result = new Verification(
                        log.files(),
                        manifest.product(),
                        keys.stream()
                                .map(key -> TrustedKey.ofWorkspace(key, "the workspace"))
                                .toList(),
                        DataFileLocations.nowhere(),
                        more -> {})
                .of(new Verification.Asked(List.of(manifest.number()), OptionalLong.empty(), Optional.empty()));
        ProblemsException.throwIfAny(result.broken());
        int files = new EvidencePack(log.files()).write(manifest, log.entries(manifest.product()), keys, to);
        return new PackedEvidence(manifest.reference(), files, result.head());
    }
}
