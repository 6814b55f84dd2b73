package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.Loss;
import dev.weir.releases.log.VoidNumber;
import dev.weir.releases.storage.LogFiles;
import java.util.Optional;

/**
 * How the rows of a release went, as far as it can be believed. A loss is signed. Nothing signs the mark of what was let go: it never
 * proves that rows are as they were, and explains missing rows only of a release that {@code weir clean} may have let go.
 */
final class ExpiryMark {

    private ExpiryMark() {}

    /**
     * Its loss, or its mark; empty where there is neither.
     *
     * @param keys by which a loss is believed
     * @throws ProblemsException when what lies in its place is no mark of Weir's, is another release's, or marks what {@code weir
     *     clean} never lets go; when none of the keys signed the loss
     */
    static Optional<Expiry> of(LogFiles files, Manifest release, LogKeys keys) {
        Optional<Loss> loss = Loss.of(files, keys, release.product(), release.number());
        if (loss.isPresent()) {
            return loss.map(Loss::expiry);
        }
        Optional<Expiry> mark = Expiry.of(files, release.product(), release.number());
        if (mark.isPresent() && isNewest(files, release)) {
            throw wrong(files, release, "it is the newest release, and 'weir clean' always keeps that");
        }
        if (mark.isPresent() && mark.get().at().isBefore(release.record().run().ended())) {
            throw wrong(
                    files,
                    release,
                    "it says " + mark.get().at() + ", and the release's run ended on "
                            + release.record().run().ended());
        }
        return mark;
    }

    /** A number that was never released comes after no release. */
    private static boolean isNewest(LogFiles files, Manifest release) {
        long next = release.number() + 1;
        Optional<byte[]> entry = files.read(entry(release.product(), next));
        while (entry.flatMap(VoidNumber::parse).isPresent()) {
            next++;
            entry = files.read(entry(release.product(), next));
        }
        return entry.isEmpty();
    }

    private static String entry(String product, long number) {
        return product + "/" + number + ".json";
    }

    private static ProblemsException wrong(LogFiles files, Manifest release, String why) {
        return ProblemsException.of(
                Code.EVIDENCE_BROKEN,
                Place.of(files.place(Expiry.file(release.product(), release.number()))),
                "The mark of an expired release cannot be Weir's",
                why,
                "Remove it, and find out who wrote it.");
    }
}
