package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import dev.weir.releases.storage.LogFiles;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How the rows of a release went. Of one that was let go the mark is {@code <product>/expired/<number>.json} in the log: it is
 * there before the first row goes. Of one that was lost it is its {@link Loss}. The manifest stays for ever.
 *
 * @param by who let it go, or declared it lost
 * @param because why nothing held it, or brings it back
 */
public record Expiry(long release, String by, Instant at, String because, Cause cause) {

    private static final JsonShape<Expiry> SHAPE = JsonShape.document(
            "weir-expiry-1",
            JsonShape.of(
                    JsonKey.whole("release", Expiry::release),
                    JsonKey.text("by", Expiry::by),
                    JsonKey.instant("at", Expiry::at),
                    JsonKey.text("because", Expiry::because),
                    Expiry::new));

    /** Why rows are gone. */
    public enum Cause {
        /** Nothing held them. */
        LET_GO,
        /** They were declared lost. */
        LOST
    }

    /** Of a release that was let go. */
    public Expiry(long release, String by, Instant at, String because) {
        this(release, by, at, because, Cause.LET_GO);
    }

    public boolean isLost() {
        return cause == Cause.LOST;
    }

    /** What became of the rows, such as {@code let go on 2026-11-22T03:00:00Z by ann}. */
    public String words() {
        return (isLost() ? "declared lost" : "let go") + " on " + at.truncatedTo(ChronoUnit.SECONDS) + " by " + by;
    }

    /**
     * How the rows of a release went; empty for one that is kept.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when what the log has of it cannot be believed
     */
    public static Optional<Expiry> of(StoredReleaseLog log, String product, long release) {
        return Loss.of(log.files(), log.keys(), product, release)
                .map(Loss::expiry)
                .or(() -> of(log.files(), product, release));
    }

    /**
     * The mark of a release that was let go; empty where it has none.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when a file lies in its place that is no mark, or the mark of another release
     */
    public static Optional<Expiry> of(LogFiles files, String product, long release) {
        String file = file(product, release);
        return files.read(file).map(content -> read(files.place(file), content, release));
    }

    /**
     * Refuses to read rows that were let go or declared lost.
     *
     * @throws ProblemsException with {@link Code#RELEASE_EXPIRED}
     */
    public static void requireKept(StoredReleaseLog log, String product, long release) {
        Optional<Expiry> expiry = of(log, product, release);
        if (expiry.isPresent()) {
            throw ProblemsException.of(
                    Code.RELEASE_EXPIRED,
                    Place.of(product + "@" + release),
                    "The rows of " + product + "@" + release + " were "
                            + expiry.get().words(),
                    expiry.get().because(),
                    "Its manifest stays: 'weir show " + product + "@" + release + "'. "
                            + (expiry.get().isLost()
                                    ? "'weir run " + product + " --full' makes a new release from all sources."
                                    : "Where its sources are still there, 'weir rerun' makes the rows again."));
        }
    }

    /**
     * Refuses to pin rows that were let go, or are about to be.
     *
     * @param remedy what to do instead
     * @throws ProblemsException with {@link Code#RELEASE_EXPIRED}
     */
    static void requireUnmarked(StoredReleaseLog log, String product, long release, String remedy) {
        if (isMarked(log, product, release)) {
            throw ProblemsException.of(
                    Code.RELEASE_EXPIRED,
                    Place.of(product + "@" + release),
                    "The rows of " + product + "@" + release + " are gone, or going",
                    log.files().read(Loss.file(product, release)).isPresent()
                            ? "they were declared lost"
                            : "the release has expired, and a clean-up has been given them",
                    remedy + " another release; 'weir releases " + product + "' lists them.");
        }
    }

    /** Whether a release has a mark, be it whole or not. */
    static boolean isMarked(StoredReleaseLog log, String product, long release) {
        return log.files().read(file(product, release)).isPresent()
                || log.files().read(Loss.file(product, release)).isPresent();
    }

    /** Where the mark of a release lies in the log. */
    public static String file(String product, long release) {
        return product + "/expired/" + release + ".json";
    }

    /** The entry as it is written. */
    public byte[] print() {
        return Json.print(SHAPE.node(this)).getBytes(StandardCharsets.UTF_8);
    }

    private static Expiry read(String place, byte[] content, long number) {
        Expiry expiry;
        try {
            expiry = SHAPE.parse(Json.parse(place, new String(content, StandardCharsets.UTF_8)));
        } catch (ProblemsException e) {
            throw SignedEntry.broken(
                    place,
                    "The mark of an expired release is damaged",
                    e.problems().get(0).what());
        }
        if (expiry.release() != number) {
            throw ProblemsException.of(
                    Code.EVIDENCE_BROKEN,
                    Place.of(place),
                    "The mark of an expired release is that of another one",
                    "it says " + expiry.release() + " and lies in the place of " + number,
                    "Restore the folder from a copy, and find out who changed it.");
        }
        return expiry;
    }
}
