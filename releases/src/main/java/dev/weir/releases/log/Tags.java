package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.NearestName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for releases: {@code clinical@paper-v1}. They lie in the log as {@code <product>/tags/<tag>.<entry>.json}, each
 * entry created exclusively and never changed: the last one holds, the others are the tag's history. Of two who move a tag
 * at once, one does. An entry is signed as releases are, and one that is not does not count.
 *
 * <p>As with {@link Pins}, a tag holds a release whose rows are not marked as going: a tag is written first, and
 * the marks are looked at afterwards.
 */
public record Tags(StoredReleaseLog log) {

    private static final Pattern ENTRY = Pattern.compile("(.+)\\.([1-9][0-9]{0,17})\\.json");

    /**
     * The tags of a product that stand for a release, by name.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when one is not as it was signed
     */
    public List<Tag> list(String product) {
        return legible(product).all();
    }

    /** Those that are as they were signed, and what is wrong with the others. */
    public PartialRead<Tag> legible(String product) {
        PartialRead<Tag> read =
                PartialRead.of(entries(product).entrySet(), entry -> read(product, entry.getKey(), entry.getValue()));
        return new PartialRead<>(
                read.whole().stream().filter(tag -> tag.release().isPresent()).toList(), read.damaged());
    }

    /**
     * The number that a tag stands for.
     *
     * @throws ProblemsException with {@link Code#UNKNOWN_NAME} when the product has no such tag; with {@link
     *     Code#EVIDENCE_BROKEN} when it is not as it was signed, or the manifest of that number is another one; with {@link
     *     Code#RELEASE_MISSING} when there is none
     */
    public long number(String product, String name) {
        Tag tag = last(product, name)
                .filter(found -> found.release().isPresent())
                .orElseThrow(() -> unknown(product, name));
        long number = tag.release().orElseThrow();
        requireMeant(tag, log.sha256(product, number));
        return number;
    }

    /** Refuses the manifest that lies under a tag's number in place of the one that the tag was given to. */
    private void requireMeant(Tag tag, String sha256) {
        if (!tag.sha256().equals(Optional.of(sha256))) {
            String release = tag.product() + "@" + tag.release().orElseThrow();
            throw ProblemsException.of(
                    Code.EVIDENCE_BROKEN,
                    Place.of(log.place(tag.product(), tag.release().orElseThrow())),
                    "The manifest of " + release + " is not the one that the tag '" + tag.name() + "' was given to",
                    "its SHA-256 is " + sha256 + ", and the tag says "
                            + tag.sha256().orElseThrow(),
                    "Restore it from a copy; 'weir verify " + release + "' says whether it is as it was signed.");
        }
    }

    /**
     * Gives a release a name. Given already to the same release, it stays as it is.
     *
     * @throws ProblemsException with {@link Code#DUPLICATE_NAME} when another release has it; with {@link Code#INVALID_VALUE}
     *     when it is no name for a tag; with {@link Code#RELEASE_MISSING} when there is no such release, or its rows
     *     are gone or going; with {@link Code#CONFLICT} when another process gave or moved it in this moment
     */
    public Tag give(String product, long release, String name, String by, Instant at) {
        Optional<Tag> last = checked(product, release, name);
        OptionalLong now = last.map(Tag::release).orElse(OptionalLong.empty());
        if (now.isPresent() && now.getAsLong() != release) {
            throw ProblemsException.of(
                    Code.DUPLICATE_NAME,
                    Place.of(place(product, last.get())),
                    "The tag '" + name + "' stands for " + product + "@" + now.getAsLong() + " already",
                    "every reader of " + product + "@" + name + " counts on that; "
                            + last.get().by() + " gave it on " + last.get().at(),
                    "Choose another name, or move it with --move.");
        }
        return now.isPresent() ? last.get() : hold(product, last, name, release, by, at);
    }

    /** Gives a release a name, away from the release that may have it; errors as {@link #give} but the first. */
    public Tag move(String product, long release, String name, String by, Instant at) {
        Optional<Tag> last = checked(product, release, name);
        if (last.map(Tag::release).equals(Optional.of(OptionalLong.of(release)))) {
            return last.get();
        }
        return hold(product, last, name, release, by, at);
    }

    /**
     * Takes a name away; what it stood for stays on record.
     *
     * @throws ProblemsException with {@link Code#UNKNOWN_NAME} when the product has no such tag; with {@link Code#CONFLICT}
     */
    public Tag remove(String product, String name, String by, Instant at) {
        Optional<Tag> last = last(product, name).filter(tag -> tag.release().isPresent());
        if (last.isEmpty()) {
            throw unknown(product, name);
        }
        return add(product, last, name, OptionalLong.empty(), by, at);
    }

    private Optional<Tag> checked(String product, long release, String name) {
        if (!Tag.isName(name)) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of(product + "@" + release),
                    "'" + name + "' cannot be a tag",
                    "a tag is a letter, then letters, digits, '.', '_' and '-'",
                    "Write for example paper-v1.");
        }
        log.read(product, release);
        Expiry.requireUnmarked(log, product, release, "Tag");
        return last(product, name);
    }

    /** Marked while the tag was written: what removes may not have seen it, so the name goes back to what it stood for. */
    private Tag hold(String product, Optional<Tag> last, String name, long release, String by, Instant at) {
        Tag tag = add(product, last, name, OptionalLong.of(release), by, at);
        if (Expiry.isMarked(log, product, release)) {
            add(product, Optional.of(tag), name, last.map(Tag::release).orElse(OptionalLong.empty()), "weir", at);
            Expiry.requireUnmarked(log, product, release, "Tag");
        }
        return tag;
    }

    private Tag add(String product, Optional<Tag> last, String name, OptionalLong release, String by, Instant at) {
        Tag tag = new Tag(
                product,
                name,
                last.map(Tag::entry).orElse(0L) + 1,
                release,
                release.isPresent() ? Optional.of(log.sha256(product, release.getAsLong())) : Optional.empty(),
                by,
                at);
        String file = file(product, name, tag.entry());
        byte[] content = SignedEntry.print(Tag.SHAPE.node(tag), log.keys().signing());
        return log.files().create(file, content, () -> tag, other -> {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(log.files().place(file)),
                    "Somebody else has changed the tag '" + name + "' first",
                    "its entry " + tag.entry() + " was written a moment ago",
                    "see 'weir tag " + product + "', then decide again");
        });
    }

    private Optional<Tag> last(String product, String name) {
        Long entry = entries(product).get(name);
        return entry == null ? Optional.empty() : Optional.of(read(product, name, entry));
    }

    private Tag read(String product, String name, long entry) {
        String file = file(product, name, entry);
        String place = log.files().place(file);
        byte[] content = log.files()
                .read(file)
                .orElseThrow(() -> ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(place),
                        "An entry of the tag '" + name + "' is gone",
                        "it was there a moment ago; Weir deletes none",
                        "Restore it from a copy."));
        String what = "the tag '" + name + "' of " + product;
        Tag tag = SignedEntry.read(place, content, what, log.keys(), Tag.SHAPE::parse);
        if (!tag.product().equals(product) || !tag.name().equals(name) || tag.entry() != entry) {
            throw SignedEntry.broken(
                    place,
                    "The file of " + what + " holds another entry",
                    "it is entry " + tag.entry() + " of the tag '" + tag.name() + "' of " + tag.product());
        }
        return tag;
    }

    /** The number of each tag's last entry, by name. */
    private Map<String, Long> entries(String product) {
        Map<String, Long> last = new TreeMap<>();
        for (String file : log.files().list(product + "/tags")) {
            Matcher entry = ENTRY.matcher(file);
            if (entry.matches()) {
                last.merge(entry.group(1), Long.parseLong(entry.group(2)), Math::max);
            }
        }
        return last;
    }

    private ProblemsException unknown(String product, String name) {
        List<String> names = legible(product).whole().stream().map(Tag::name).toList();
        return ProblemsException.of(
                Code.UNKNOWN_NAME,
                Place.of(product + "@" + name),
                "'" + product + "' has no tag '" + name + "'",
                names.isEmpty() ? "it has none" : "it has " + String.join(", ", names),
                NearestName.remedy(name, names, "List its releases with 'weir releases " + product + "'."));
    }

    private String place(String product, Tag tag) {
        return log.files().place(file(product, tag.name(), tag.entry()));
    }

    private static String file(String product, String name, long entry) {
        return product + "/tags/" + name + "." + entry + ".json";
    }
}
