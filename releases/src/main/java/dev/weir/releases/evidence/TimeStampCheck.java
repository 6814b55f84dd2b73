package dev.weir.releases.evidence;

import dev.weir.contracts.release.Signing;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.timestamp.TimeStamp;
import dev.weir.releases.log.ProofFiles;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whether the signature of each manifest with a time stamp was stamped by an authority that is trusted (RFC 3161): then it was
 * there at that time, whatever became of the key later.
 */
final class TimeStampCheck {

    private final String product;
    private final ProofFiles proof;
    private final List<X509Certificate> trusted;
    private final EvidenceProblems findings = new EvidenceProblems("time stamps");
    private int stamped;
    private Optional<String> latest = Optional.empty();

    TimeStampCheck(String product, ProofFiles proof, List<X509Certificate> trusted) {
        this.product = product;
        this.proof = proof;
        this.trusted = trusted;
    }

    /** Empty where no manifest has a time stamp. */
    Optional<VerificationCheck> of(List<LoggedManifest> manifests) {
        List<LoggedManifest> stamps = manifests.stream()
                .filter(found -> found.manifest()
                        .flatMap(manifest -> manifest.proof().signing())
                        .filter(Signing::timestamped)
                        .isPresent())
                .toList();
        if (stamps.isEmpty()) {
            return Optional.empty();
        }
        stamps.forEach(this::look);
        if (trusted.isEmpty()) {
            findings.note("Nobody looked whether they are genuine: name the authority's certificates with"
                    + " --timestamp-trust FILE, or 'signing.timestamps' in weir.yaml.");
        }
        if (stamps.size() < manifests.size()) {
            findings.note((manifests.size() - stamps.size()) + " of " + manifests.size()
                    + " manifests were signed without a time stamp.");
        }
        latest.ifPresent(findings::note);
        return Optional.of(findings.end(EvidenceProblems.count(stamped, "time stamp")));
    }

    private void look(LoggedManifest found) {
        String reference = product + "@" + found.number();
        Optional<byte[]> token = proof.read(ProofFiles.Kind.TIMESTAMP, found.sha256());
        Optional<byte[]> signature = proof.read(ProofFiles.Kind.SIGNATURE, found.sha256());
        if (token.isEmpty() || signature.isEmpty()) {
            findings.broken(
                    proof.place(ProofFiles.Kind.TIMESTAMP, found.sha256()),
                    "The time stamp of " + reference + " is missing",
                    "its manifest says that its signature was stamped");
            return;
        }
        stamped++;
        if (trusted.isEmpty()) {
            return;
        }
        try {
            TimeStamp stamp = TimeStamp.of(token.get(), Sha256.hex(signature.get()), trusted);
            latest = Optional.of(reference + " was signed by " + stamp.at() + ", says " + stamp.authority()
                    + " (number " + stamp.serial() + ").");
        } catch (TimeStamp.Unproved e) {
            findings.broken(
                    proof.place(ProofFiles.Kind.TIMESTAMP, found.sha256()),
                    "The time stamp of " + reference + " proves nothing",
                    e.why(),
                    "Restore it from a copy; where it is the one that the authority gave, name the authority's certificates with"
                            + " --timestamp-trust FILE.");
        }
    }
}
