package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.storage.LogFiles;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks releases of a product against what was signed: with the log's files, the data files and public keys alone. Nothing
 * is written, and no engine is started.
 *
 * @param files the release log, or a pack
 * @param trusted public keys, each with the grounds on which it is trusted
 * @param progress gets how many bytes of data files were read
 * @param authorities certificates that time stamps have to lead to; with none, time stamps are only counted
 */
public record Verification(
        LogFiles files,
        String product,
        List<TrustedKey> trusted,
        DataFileLocations places,
        Progress progress,
        List<X509Certificate> authorities) {

    public Verification {
        trusted = List.copyOf(trusted);
        authorities = List.copyOf(authorities);
    }

    /** Of a product whose time stamps are only counted. */
    public Verification(
            LogFiles files, String product, List<TrustedKey> trusted, DataFileLocations places, Progress progress) {
        this(files, product, trusted, places, progress, List.of());
    }

    /** How far a verification has come. */
    public interface Progress {
        /** More bytes of data files have been read; called by several threads. */
        void read(long more);
    }

    /**
     * Which releases are looked at whole; the chain and its signatures always are.
     *
     * @param numbers empty for all
     * @param newest a number that is known to have been released
     * @param head the SHA-256 of a manifest that is known to have been released
     */
    public record Asked(List<Long> numbers, OptionalLong newest, Optional<String> head) {
        public Asked {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * What was found.
     *
     * @param newest number of the newest release that is there; 0 when there is none
     * @param head SHA-256 of its manifest: keep it, to know the next time that nothing was cut off
     * @param keys that were trusted, each with the manifests that it signed
     * @param releases the releases that were looked at whole, as far as they can be read
     * @param checks in the order in which they were made
     */
    public record Result(
            String product,
            long newest,
            String head,
            List<Signer> keys,
            List<Manifest> releases,
            List<VerificationCheck> checks) {
        public Result {
            keys = List.copyOf(keys);
            releases = List.copyOf(releases);
            checks = List.copyOf(checks);
        }

        /** What all of it comes to. */
        public Answer answer() {
            if (!broken().isEmpty()) {
                return Answer.BROKEN;
            }
            if (checks.stream().anyMatch(VerificationCheck::expired)) {
                return Answer.EXPIRED;
            }
            return keys.stream()
                            .filter(key -> key.manifests() > 0)
                            .allMatch(key -> key.key().grounds() == TrustedKey.Grounds.NAMED)
                    ? Answer.SIGNED
                    : Answer.CONSISTENT;
        }

        /** Whether all that was looked at is there, and as it was signed. */
        public boolean isWhole() {
            return answer() == Answer.SIGNED || answer() == Answer.CONSISTENT;
        }

        /** Everything that is not as it was, the first first. */
        public List<Problem> broken() {
            return checks.stream().flatMap(check -> check.broken().stream()).toList();
        }

        /** The same with further checks. */
        public Result and(List<VerificationCheck> further) {
            List<VerificationCheck> all = new ArrayList<>(checks);
            all.addAll(further);
            return new Result(product, newest, head, keys, releases, all);
        }
    }

    /**
     * A key, and what it has signed.
     *
     * @param manifests how many of the product's manifests carry its signature
     */
    public record Signer(TrustedKey key, int manifests) {}

    /** What a verification comes to. */
    public enum Answer {
        /** All is as the keys that the caller named signed it. */
        SIGNED,
        /** All is consistent with a key that lies beside it, and that the same hand could have replaced. */
        CONSISTENT,
        /**
         * Manifests, evidence and what is left of the data are as they were signed; rows of a release that was looked at were let
         * go, so that they cannot be compared.
         */
        EXPIRED,
        /** Something is not as it was signed. */
        BROKEN
    }

    /**
     * Looks at everything.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when a release that is asked for is not there, and nothing
     *     shows that it ever was; with {@link Code#STORE_UNREACHABLE}
     */
    public Result of(Asked asked) {
        List<LoggedManifest> entries = LoggedManifest.all(files, product);
        List<LoggedManifest> manifests =
                entries.stream().filter(found -> found.voided().isEmpty()).toList();
        requireThere(asked, manifests);
        entries.forEach(found -> requireReleased(asked, found));
        ProofFiles proof = new ProofFiles(files, product);
        List<VerificationCheck> checks = new ArrayList<>();
        checks.add(ChainCheck.of(product, entries, new ChainCheck.Known(asked.newest(), asked.head())));
        SignatureCheck signatures = new SignatureCheck(product, proof, trusted);
        checks.add(signatures.of(manifests, asked.numbers()));
        new TimeStampCheck(product, proof, authorities).of(manifests).ifPresent(checks::add);
        List<Manifest> releases = manifests.stream()
                .filter(found -> asked.numbers().isEmpty() || asked.numbers().contains(found.number()))
                .filter(found -> found.isOf(product))
                .flatMap(found -> found.manifest().stream())
                .toList();
        for (Manifest release : releases) {
            ObjectCheck objects = new ObjectCheck(release, proof);
            checks.add(objects.objects());
            checks.add(objects.basis());
            new ReadReleaseCheck(release, files).check().ifPresent(checks::add);
            DataFileCheck data = DataFileCheck.released(release, places, progress);
            checks.add(data.heeding(files, keys()).of(objects.lists(), objects.deleted()));
            checks.add(DataFileCheck.quarantine(release, places, progress).of(objects.quarantine()));
        }
        Optional<LoggedManifest> newest =
                manifests.isEmpty() ? Optional.empty() : Optional.of(manifests.get(manifests.size() - 1));
        return new Result(
                product,
                newest.map(LoggedManifest::number).orElse(0L),
                newest.map(LoggedManifest::sha256).orElse(""),
                trusted.stream()
                        .map(key -> new Signer(key, signatures.signed(key)))
                        .toList(),
                releases,
                checks);
    }

    private LogKeys keys() {
        return LogKeys.of(trusted.stream().map(TrustedKey::key).toList());
    }

    private static void requireReleased(Asked asked, LoggedManifest found) {
        found.voided().filter(taken -> asked.numbers().contains(found.number())).ifPresent(taken -> {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(found.place()),
                    "There is no release " + taken.reference(),
                    taken.explanation(),
                    "Name another number.");
        });
    }

    /** A number in the chain's gap is reported as a gap; one after its end may never have been. */
    private void requireThere(Asked asked, List<LoggedManifest> manifests) {
        long newest =
                manifests.isEmpty() ? 0 : manifests.get(manifests.size() - 1).number();
        if (newest == 0 && asked.newest().isPresent()) {
            return;
        }
        if (newest == 0 && asked.numbers().isEmpty()) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(files.place(product)),
                    "'" + product + "' has no release that could be checked",
                    "its log has no manifest",
                    "If there was a release, say so with --expect-newest and its number.");
        }
        for (long number : asked.numbers()) {
            if (number > newest || newest == 0) {
                throw ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(files.place(product + "/" + number + ".json")),
                        "There is no release " + product + "@" + number,
                        newest == 0 ? "'" + product + "' has no release" : "the newest is " + newest,
                        "List them with 'weir releases " + product + "'; if it was released, say so with"
                                + " --expect-newest " + number + ".");
            }
        }
    }
}
