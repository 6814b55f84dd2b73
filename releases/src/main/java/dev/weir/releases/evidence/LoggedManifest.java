package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.log.VoidNumber;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the log as its bytes stand there: a release's manifest, or that a number was never released.
 *
 * @param place where it lies, for people
 * @param manifest empty when the bytes are no manifest
 * @param refused why they are none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LoggedManifest(
        long number,
        String place,
        byte[] bytes,
        String sha256,
        Optional<Manifest> manifest,
        Optional<ProblemsException> refused) {

    static LoggedManifest of(long number, String place, byte[] bytes) {
        String sha256 = Sha256.hex(bytes);
        try {
            Manifest manifest = ManifestJson.parse(place, new String(bytes, StandardCharsets.UTF_8));
            return new LoggedManifest(number, place, bytes, sha256, Optional.of(manifest), Optional.empty());
        } catch (ProblemsException e) {
            return new LoggedManifest(number, place, bytes, sha256, Optional.empty(), Optional.of(e));
        }
    }

    /** All of a product's, by number. */
    static List<LoggedManifest> all(LogFiles files, String product) {
        return LogFiles.numbers(files.list(product))
                .mapToObj(number -> of(files, product + "/" + number + ".json", number))
                .toList();
    }

    private static LoggedManifest of(LogFiles files, String name, long number) {
        return of(number, files.place(name), files.read(name).orElse(new byte[0]));
    }

    /** That its number was never released; empty where it is a release's. */
    Optional<VoidNumber> voided() {
        return VoidNumber.parse(bytes);
    }

    /** The hash of the entry before it that it names. */
    Optional<String> previousSha256() {
        return voided().map(VoidNumber::previousSha256)
                .orElseGet(() -> manifest.flatMap(manifest -> manifest.history().previousSha256()));
    }

    /** Whether the bytes are the manifest of the product's release of that number. */
    boolean isOf(String product) {
        return manifest.filter(read -> read.reference().equals(product + "@" + number))
                .isPresent();
    }
}
