package dev.weir.jobs.evidence;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Signing;
import dev.weir.jobs.release.ProofFiles;
import dev.weir.privacy.keys.VerifyingKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether each manifest is signed, over its exact bytes, by one of the keys that are trusted. */
final class SignatureCheck {

    private final String product;
    private final ProofFiles proof;
    private final List<VerifyingKey> trusted;
    private final Findings findings = new Findings("signatures");
    private final Map<String, Integer> signed = new LinkedHashMap<>();

    SignatureCheck(String product, ProofFiles proof, List<TrustedKey> trusted) {
        this.product = product;
        this.proof = proof;
        this.trusted = trusted.stream().map(TrustedKey::key).toList();
    }

    /** How many of the manifests a key has signed; after {@link #of}. */
    int signed(TrustedKey key) {
        return signed.getOrDefault(key.fingerprint(), 0);
    }

    Check of(List<LoggedManifest> manifests) {
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
                verify(found, reference, signing.get(), signature.get());
            }
        }
        return findings.end(Findings.count(manifests.size(), "signature"));
    }

    private void verify(LoggedManifest found, String reference, Signing signing, byte[] signature) {
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
        } else {
            signed.merge(key.get().id(), 1, Integer::sum);
        }
    }
}
