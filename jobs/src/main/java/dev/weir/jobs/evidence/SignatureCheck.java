package dev.weir.jobs.evidence;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Signing;
import dev.weir.privacy.keys.VerifyingKey;
import java.util.List;
import java.util.Optional;

/** Whether each manifest is signed, over its exact bytes, by one of the keys that are trusted. */
final class SignatureCheck {

    private SignatureCheck() {}

    static Check of(String product, List<LoggedManifest> manifests, ProofFiles proof, List<VerifyingKey> trusted) {
        Findings findings = new Findings("signatures");
        for (LoggedManifest found : manifests) {
            String reference = product + "@" + found.number();
            Optional<byte[]> signature = proof.signature(found.sha256());
            Optional<Signing> signing = found.manifest().flatMap(Manifest::signing);
            if (found.manifest().isPresent() && signing.isEmpty()) {
                findings.broken(
                        found.place(),
                        reference + " is not signed",
                        "its manifest names no key",
                        "Trust it by other means, or not at all.");
            } else if (signature.isEmpty()) {
                findings.broken(
                        found.place(),
                        "There is no signature for the manifest of " + reference + " as it stands",
                        "it was changed, or '" + proof.signaturePlace(found.sha256()) + "' is missing");
            } else if (signing.isPresent()) {
                verify(found, reference, signing.get(), signature.get(), proof, trusted, findings);
            }
        }
        return findings.end(Findings.count(manifests.size(), "signature"));
    }

    private static void verify(
            LoggedManifest found,
            String reference,
            Signing signing,
            byte[] signature,
            ProofFiles proof,
            List<VerifyingKey> trusted,
            Findings findings) {
        Optional<VerifyingKey> key = trusted.stream()
                .filter(candidate -> candidate.id().equals(signing.key()))
                .findFirst();
        if (key.isEmpty()) {
            findings.broken(
                    found.place(),
                    reference + " is signed by a key that is not among those given",
                    "it names " + signing.key() + "; given: "
                            + String.join(
                                    ", ", trusted.stream().map(VerifyingKey::id).toList()),
                    "Ask its owner for the public key of that id, and whether it is theirs.");
        } else if (!key.get().verifies(found.bytes(), signature)) {
            findings.broken(
                    proof.signaturePlace(found.sha256()),
                    "The signature of " + reference + " does not fit its manifest",
                    "one of the two was changed, or another key made it");
        }
    }
}
