package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import dev.weir.releases.storage.LogFiles;
import java.time.Instant;
import java.util.Optional;

/**
 * The declaration that rows of a release are lost and come back no more: {@code <product>/lost/<number>.json} in the log, signed as
 * releases are. It is created once and never changed. Whatever is left of the rows holds nothing up from then on.
 *
 * @param by the declaring person
 * @param because why nothing brings the rows back
 */
public record Loss(String product, long release, String by, Instant at, String because) {

    private static final JsonShape<Loss> SHAPE = JsonShape.document(
            "weir-loss-1",
            JsonShape.of(
                    JsonKey.text("product", Loss::product),
                    JsonKey.whole("release", Loss::release),
                    JsonKey.text("by", Loss::by),
                    JsonKey.instant("at", Loss::at),
                    JsonKey.text("because", Loss::because),
                    Loss::new));

    /**
     * The declaration of a release; empty where there is none.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when it is not as one of the keys signed it
     */
    public static Optional<Loss> of(LogFiles files, LogKeys keys, String product, long release) {
        String file = file(product, release);
        return files.read(file).map(content -> read(files.place(file), content, keys, product, release));
    }

    /** Where it lies in the log. */
    public static String file(String product, long release) {
        return product + "/lost/" + release + ".json";
    }

    /**
     * Puts it on record; one that is there already stays.
     *
     * @return the one that is on record
     */
    public Loss declare(StoredReleaseLog log) {
        String file = file(product, release);
        String place = log.files().place(file);
        return log.files()
                .create(
                        file,
                        SignedEntry.print(SHAPE.node(this), log.keys().signing()),
                        () -> this,
                        other -> read(place, other, log.keys(), product, release));
    }

    private static Loss read(String place, byte[] content, LogKeys keys, String product, long release) {
        String what = "the loss of " + product + "@" + release;
        Loss read = SignedEntry.read(place, content, what, keys, SHAPE::parse);
        if (!read.product().equals(product) || read.release() != release) {
            throw SignedEntry.broken(
                    place,
                    "The file of " + what + " is that of another release",
                    "it says " + read.product() + "@" + read.release());
        }
        return read;
    }

    /** How the rows went. */
    public Expiry expiry() {
        return new Expiry(release, by, at, because, Expiry.Cause.LOST);
    }
}
