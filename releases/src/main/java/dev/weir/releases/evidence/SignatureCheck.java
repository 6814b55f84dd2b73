package dev.weir.releases.evidence;

import dev.weir.contracts.release.Signing;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.log.ProofFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether each manifest is signed, over its exact bytes, by one of the keys that are trusted. */
final class SignatureCheck {

    private final String product;
    private final ProofFiles proof;
    private final List<VerifyingKey> trusted;
    private final EvidenceProblems findings = new EvidenceProblems("signatures");
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

    /**
     * Of the manifests of a log. One that a record of rotation disowns is as good as not there, once a later one counts, and it
     * was not asked for.
     *
     * @param asked the numbers of those that are acted on
     */
    VerificationCheck of(List<LoggedManifest> manifests, List<Long> asked) {
        Optional<VerifyingKey> newest = Optional.empty();
        long counting = 0;
        List<Disowned> disowned = new ArrayList<>();
        for (LoggedManifest found : manifests) {
            String reference = product + "@" + found.number();
            Optional<byte[]> signature = proof.read(ProofFiles.Kind.SIGNATURE, found.sha256());
            Optional<Signing> signing =
                    found.manifest().flatMap(manifest -> manifest.proof().signing());
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
                        "it was changed, or '" + proof.place(ProofFiles.Kind.SIGNATURE, found.sha256())
                                + "' is missing");
            } else if (signing.isPresent()) {
                Optional<VerifyingKey> counts = verify(found, reference, signing.get(), signature.get(), disowned);
                counting = counts.isPresent() ? found.number() : counting;
                newest = key(signing.get());
            }
        }
        for (Disowned each : disowned) {
            if (each.manifest().number() < counting
                    && !asked.contains(each.manifest().number())) {
                findings.note(each.noted(product, counting));
            } else {
                broken(each);
            }
        }
        newest.ifPresent(this::unrecorded);
        withoutManifest(manifests);
        return findings.end(EvidenceProblems.count(manifests.size(), "signature"));
    }

    /** Whether a manifest is, byte by byte, one that some trusted key has signed, whether or not the key counts for it still. */
    boolean isAsSigned(LoggedManifest found) {
        return proof.read(ProofFiles.Kind.SIGNATURE, found.sha256())
                .filter(signature -> trusted.stream().anyMatch(key -> key.fits(found.bytes(), signature)))
                .isPresent();
    }

    /**
     * A run that dies before it publishes leaves such a signature; so does who takes the newest manifest away, which no chain
     * shows.
     */
    private void withoutManifest(List<LoggedManifest> manifests) {
        Set<String> there = manifests.stream().map(LoggedManifest::sha256).collect(Collectors.toSet());
        List<String> alone = proof.signedManifests().stream()
                .filter(sha256 -> !there.contains(sha256))
                .toList();
        if (!alone.isEmpty()) {
            findings.note(
                    EvidenceProblems.count(alone.size(), "signature")
                            + (alone.size() == 1 ? " is" : " are") + " of no manifest in the log, the first '"
                            + proof.place(ProofFiles.Kind.SIGNATURE, alone.get(0))
                            + "': a run ended before it published, which the next run and 'weir clean' tidy up, or the newest manifest was"
                            + " taken away. Compare the newest release with a number that is known elsewhere ('--expect-newest', '--head').");
        }
    }

    /** The key that counts for a manifest; else the finding is reported, or put among those that a record of rotation disowns. */
    private Optional<VerifyingKey> verify(
            LoggedManifest found, String reference, Signing signing, byte[] signature, List<Disowned> disowned) {
        Optional<VerifyingKey> named = key(signing);
        if (named.isEmpty()) {
            findings.broken(
                    found.place(),
                    reference + " is signed by a key that is not among those given",
                    "it names " + signing.key() + "; given: "
                            + String.join(
                                    ", ", trusted.stream().map(VerifyingKey::id).toList()),
                    "Ask its owner for the public key of that id, and whether it is theirs.");
            return Optional.empty();
        }
        VerifyingKey key = named.get();
        if (!key.fits(found.bytes(), signature)) {
            findings.broken(
                    proof.place(ProofFiles.Kind.SIGNATURE, found.sha256()),
                    "The signature of " + reference + " does not fit its manifest",
                    "one of the two was changed, or another key made it");
            return Optional.empty();
        }
        boolean isAfter = key.end().filter(end -> isAfter(found, end)).isPresent();
        if (isAfter || !key.verifies(found.bytes(), signature)) {
            disowned.add(new Disowned(found, key.end().orElseThrow(), isAfter));
            return Optional.empty();
        }
        signed.merge(key.id(), 1, Integer::sum);
        return named;
    }

    private void broken(Disowned each) {
        KeyRetirement end = each.end();
        String reference = product + "@" + each.manifest().number();
        String release = "Make a release that counts from the last good one: 'weir rollback " + product
                + " --to NUMBER', then run again.";
        if (each.isAfter()) {
            findings.broken(
                    each.manifest().place(),
                    reference + " is signed by a key that counted only " + end.until(),
                    end.key() + " was replaced by " + end.next(),
                    "Its author had the old private key. " + release
                            + " If it was not you, the key has leaked: find out who made it.");
        } else {
            findings.broken(
                    each.manifest().place(),
                    reference + " is signed by a compromised key, and its record of rotation does not name it",
                    end.key() + " counts " + end.until()
                            + ", for exactly the manifests that were there when it was replaced on " + end.at(),
                    "Anybody who has that key may have made it. " + release);
        }
    }

    /**
     * A manifest as it was signed, by a key that does not count for it.
     *
     * @param isAfter whether it came after the last one up to which the key counts
     */
    private record Disowned(LoggedManifest manifest, KeyRetirement end, boolean isAfter) {

        String noted(String product, long counting) {
            return product + "@" + manifest.number() + " does not count, as the record of rotation says: " + end.key()
                    + " signed it, which counted only " + end.until() + ". " + product + "@" + counting
                    + " came after it, and counts.";
        }
    }

    private Optional<VerifyingKey> key(Signing signing) {
        return trusted.stream()
                .filter(candidate -> candidate.id().equals(signing.key()))
                .findFirst();
    }

    /**
     * Whether a manifest came after the last one up to which a key counts, in the chain of that one; so did each of a product that
     * had none.
     */
    private boolean isAfter(LoggedManifest found, KeyRetirement end) {
        return end.last(product)
                .map(last -> found.number() > last.number()
                        && proof.manifest(last.number()).equals(Optional.of(last.manifest())))
                .orElse(true);
    }

    private void unrecorded(VerifyingKey newest) {
        List<String> ids = trusted.stream().map(VerifyingKey::id).toList();
        for (VerifyingKey key : trusted) {
            if (!signed.containsKey(key.id()) || key.equals(newest)) {
                continue;
            }
            if (key.end().isEmpty()) {
                findings.note(
                        "No record says until when the key " + key.id()
                                + " counts, though a later one has come: the record of rotation lies beside the later key. Ask its owner for it.");
            } else if (!ids.contains(key.record().orElseThrow().signer())) {
                findings.note("The record that says until when " + key.id() + " counts is signed by "
                        + key.record().orElseThrow().signer() + ", which is not among the keys given.");
            }
        }
    }
}
