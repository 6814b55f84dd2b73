package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.log.VoidNumber;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An entry of the log as its bytes stand there: a release's manifest, or that a number was never released. */
final class LoggedManifest {

    private static final Pattern ENTRY = Pattern.compile("([1-9][0-9]{0,17})\\.json");

    private final long number;
    private final String place;
    private final byte[] bytes;
    private final String sha256;
    private final Optional<Manifest> manifest;
    private final Optional<ProblemsException> refused;

    /** @param place where it lies, for people */
    LoggedManifest(long number, String place, byte[] bytes) {
        this.number = number;
        this.place = place;
        this.bytes = bytes.clone();
        this.sha256 = Sha256.hex(bytes);
        Optional<Manifest> read = Optional.empty();
        Optional<ProblemsException> why = Optional.empty();
        try {
            read = Optional.of(ManifestJson.parse(place, new String(bytes, StandardCharsets.UTF_8)));
        } catch (ProblemsException e) {
            why = Optional.of(e);
        }
        this.manifest = read;
        this.refused = why;
    }

    /** All of a product's, by number. */
    static List<LoggedManifest> all(LogFiles files, String product) {
        return files.list(product).stream()
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(match -> Long.parseLong(match.group(1)))
                .sorted(Comparator.naturalOrder())
                .map(number -> of(files, product + "/" + number + ".json", number))
                .toList();
    }

    private static LoggedManifest of(LogFiles files, String name, long number) {
        return new LoggedManifest(number, files.place(name), files.read(name).orElse(new byte[0]));
    }

    long number() {
        return number;
    }

    String place() {
        return place;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String sha256() {
        return sha256;
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

    /** Empty when the bytes are no manifest. */
    Optional<Manifest> manifest() {
        return manifest;
    }

    /** Whether the bytes are the manifest of the product's release of that number. */
    boolean isOf(String product) {
        return manifest.filter(read -> read.reference().equals(product + "@" + number))
                .isPresent();
    }

    /** Why the bytes are no manifest. */
    Optional<ProblemsException> refused() {
        return refused;
    }
}
