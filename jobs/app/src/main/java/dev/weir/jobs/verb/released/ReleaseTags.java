package dev.weir.jobs.verb.released;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import java.util.Optional;

/**
 * The names by which people read a product's releases.
 *
 * @param changed the release whose name was changed first
 */
public record ReleaseTags(String product, Optional<Long> changed, PartialRead<Tag> tags) {

    public static ReleaseTags of(Desk desk, String product) {
        return new ReleaseTags(
                product, Optional.empty(), new Tags(desk.known(product).log()).legible(product));
    }

    /** What becomes of a name. */
    public enum Change {
        /** It is given to a release, and is new. */
        GIVE,
        /** It is taken from the release that has it. */
        MOVE,
        /** It is taken away from the release, which must be the one that has it. */
        REMOVE
    }

    /** With a name changed. One that people cite is given to what was signed, and to nothing else. */
    public static ReleaseTags changed(Desk desk, String release, String tag, Change change, String by) {
        ReleaseReference reference = ReleaseReference.whole(release);
        String product = reference.product();
        ProductLog opened = desk.known(product);
        if (reference.isNewest()) {
            throw ProblemsException.usage(
                    "weir tag",
                    "'" + release + "' has no number",
                    "the newest release is another one tomorrow",
                    "write for example weir tag " + product + "@12 paper-v1");
        }
        Tags tags = new Tags(opened.log());
        long number = reference.number(opened.log());
        if (change == Change.REMOVE) {
            long has = tags.number(product, tag);
            if (has != number) {
                throw ProblemsException.usage(
                        "weir tag",
                        "'" + tag + "' is not the name of " + product + "@" + number,
                        "it stands for " + product + "@" + has,
                        "write weir tag " + product + "@" + has + " " + tag + " --remove");
            }
            tags.remove(product, tag, by, desk.now());
        } else {
            opened.requireSigned(product, number);
            if (change == Change.MOVE) {
                tags.move(product, number, tag, by, desk.now());
            } else {
                tags.give(product, number, tag, by, desk.now());
            }
        }
        return new ReleaseTags(product, Optional.of(number), tags.legible(product));
    }
}
