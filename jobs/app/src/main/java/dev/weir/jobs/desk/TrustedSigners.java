package dev.weir.jobs.desk;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.keys.KeyRecord;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.evidence.TrustedKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose signatures a verification accepts.
 *
 * @param files public keys to trust; by default those that lie beside the releases
 * @param fingerprints of keys to trust, wherever they lie
 */
public record TrustedSigners(List<Path> files, List<String> fingerprints) {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    public TrustedSigners {
        files = List.copyOf(files);
        fingerprints = List.copyOf(fingerprints);
    }

    public boolean isNamed() {
        return !files.isEmpty() || !fingerprints.isEmpty();
    }

    /**
     * The keys to go by: those that the caller named, or else those that lie here.
     *
     * @param here keys that lie beside the releases
     * @throws ProblemsException with {@link Code#KEY} when a file holds no key, or no key has a fingerprint that was named;
     *     with {@link Code#USAGE} when that is none
     */
    public List<TrustedKey> keys(List<TrustedKey> here) {
        List<TrustedKey> candidates = files.isEmpty() ? here : named(here);
        return fingerprints.isEmpty()
                ? candidates
                : fingerprints.stream().map(named -> named(named, candidates)).toList();
    }

    /** The keys in the files; a record here or beside them holds for a key. */
    private List<TrustedKey> named(List<TrustedKey> here) {
        List<TrustedKey> named = files.stream()
                .map(file -> TrustedKey.named(SigningKeys.publicKey(file), file.toString()))
                .toList();
        List<KeyRecord> records = new ArrayList<>();
        for (TrustedKey key : named) {
            SigningKeys.record(Path.of(key.place()), key.key()).ifPresent(records::add);
        }
        here.forEach(key -> key.key().record().ifPresent(records::add));
        return named.stream()
                .map(key -> TrustedKey.named(key.key().under(records), key.place()))
                .toList();
    }

    private static TrustedKey named(String fingerprint, List<TrustedKey> candidates) {
        String wanted = fingerprint.toLowerCase(Locale.ROOT);
        if (!FINGERPRINT.matcher(wanted).matches()) {
            throw ProblemsException.usage(
                    "--fingerprint",
                    "'" + fingerprint + "' is not the fingerprint of a key",
                    "a fingerprint has 64 hexadecimal digits: the SHA-256 of the public key's DER",
                    "Copy it whole from 'weir keys list' of the key's owner.");
        }
        return candidates.stream()
                .filter(candidate -> candidate.fingerprint().equals(wanted))
                .findFirst()
                .map(candidate -> TrustedKey.named(candidate.key(), candidate.place()))
                .orElseThrow(() -> ProblemsException.of(
                        Code.KEY,
                        Place.of("--fingerprint"),
                        "No key has the fingerprint " + wanted,
                        candidates.isEmpty()
                                ? "there is no public key here"
                                : "the keys here are "
                                        + String.join(
                                                ", ",
                                                candidates.stream()
                                                        .map(key -> key.fingerprint() + " (" + key.place() + ")")
                                                        .toList()),
                        "If the fingerprint is the owner's, the key here was replaced: name the owner's own key with"
                                + " --public-key FILE."));
    }
}
