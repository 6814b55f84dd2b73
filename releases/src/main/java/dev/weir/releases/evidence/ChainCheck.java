package dev.weir.releases.evidence;

import dev.weir.releases.log.VoidNumber;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the entries of a product are one chain: numbered from 1 without gaps, each naming the SHA-256 of the one before.
 * What a chain alone cannot show is that its end was cut off: that takes a witness who knows how far it went.
 */
final class ChainCheck {

    private ChainCheck() {}

    /**
     * What the caller knows of the chain's end.
     *
     * @param newest a number that has been released, if known
     * @param head the SHA-256 of a manifest that has been released, if known
     */
    record Known(OptionalLong newest, Optional<String> head) {
        static final Known NOTHING = new Known(OptionalLong.empty(), Optional.empty());
    }

    static VerificationCheck of(String product, List<LoggedManifest> manifests, Known known) {
        EvidenceProblems findings = new EvidenceProblems("chain");
        Optional<LoggedManifest> before = Optional.empty();
        long expected = 1;
        for (LoggedManifest found : manifests) {
            if (found.number() != expected) {
                findings.broken(
                        found.place(),
                        expected + 1 == found.number()
                                ? "The manifest of " + product + "@" + expected + " is missing"
                                : "The manifests of " + product + "@" + expected + " to " + product + "@"
                                        + (found.number() - 1) + " are missing",
                        "the next that is there is " + product + "@" + found.number() + "; a release is never removed",
                        "Restore them from a copy.");
                before = Optional.empty();
            }
            link(product, found, before, expected == found.number(), findings);
            before = Optional.of(found);
            expected = found.number() + 1;
        }
        end(product, manifests, known, findings);
        long releases =
                manifests.stream().filter(found -> found.voided().isEmpty()).count();
        return findings.end(EvidenceProblems.count(releases, "manifest"));
    }

    private static void link(
            String product,
            LoggedManifest found,
            Optional<LoggedManifest> before,
            boolean follows,
            EvidenceProblems findings) {
        own(product, found, findings);
        if ((found.manifest().isEmpty() && found.voided().isEmpty()) || !follows) {
            return;
        }
        String reference = product + "@" + found.number();
        Optional<String> sha256 = before.map(LoggedManifest::sha256);
        if (!found.previousSha256().equals(sha256)) {
            findings.broken(
                    before.map(LoggedManifest::place).orElse(found.place()),
                    before.isEmpty()
                            ? reference + " is the first, and names one before it"
                            : "The manifest of " + product + "@" + (found.number() - 1) + " is not the one that "
                                    + reference + " was made on",
                    before.isEmpty()
                            ? "releases count from 1"
                            : reference + " names the SHA-256 "
                                    + found.previousSha256().orElse("of none") + ", and the file has "
                                    + sha256.get(),
                    "Their signatures tell which of the two was changed. Restore it from a copy.");
        }
    }

    /** Whether a file is a manifest, or a void entry, of the number that it has. */
    static void own(String product, LoggedManifest found, EvidenceProblems findings) {
        String reference = product + "@" + found.number();
        Optional<VoidNumber> voided = found.voided();
        if (voided.isPresent()) {
            if (!voided.get().reference().equals(reference)) {
                findings.broken(
                        found.place(),
                        "The file of " + reference + " says of another number, "
                                + voided.get().reference() + ", that it was never released",
                        "entries were swapped, or copied");
            }
            return;
        }
        found.manifest()
                .ifPresentOrElse(
                        manifest -> {
                            if (!manifest.reference().equals(reference)) {
                                findings.broken(
                                        found.place(),
                                        "The file of " + reference + " holds the manifest of " + manifest.reference(),
                                        "manifests were swapped, or copied");
                            }
                        },
                        () -> findings.broken(
                                found.place(),
                                "The manifest of " + reference + " is no manifest",
                                found.refused()
                                        .map(e -> e.problems().get(0).what())
                                        .orElse("it cannot be read")));
    }

    private static void end(String product, List<LoggedManifest> manifests, Known known, EvidenceProblems findings) {
        long newest = manifests.stream()
                .filter(found -> found.voided().isEmpty())
                .mapToLong(LoggedManifest::number)
                .max()
                .orElse(0);
        manifests.stream()
                .flatMap(found -> found.voided().stream())
                .forEach(found -> findings.note(found.explanation() + "."));
        if (known.newest().isPresent() && known.newest().getAsLong() > newest) {
            findings.broken(
                    product,
                    "The end of the chain was cut off: " + product + "@"
                            + known.newest().getAsLong() + " is missing",
                    newest == 0
                            ? "there is no release at all"
                            : "the newest that is there is " + product + "@" + newest,
                    "Restore the manifests from a copy.");
        }
        if (known.head().isPresent()
                && manifests.stream()
                        .noneMatch(found -> found.sha256().equals(known.head().get()))) {
            findings.broken(
                    product,
                    "No manifest has the SHA-256 " + known.head().get(),
                    "the one that had it was changed, or cut off with all after it",
                    "Restore the manifests from a copy.");
        }
        if (known.newest().isEmpty() && known.head().isEmpty()) {
            findings.note(
                    "A chain cannot show that newer releases were removed: --expect-newest or --head checks that.");
        }
    }
}
