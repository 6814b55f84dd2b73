package dev.weir.releases.log;

import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The state of a tag, from one entry of it to the next. It names a release by the SHA-256 of its manifest too, so that another
 * one that comes under its number is not taken for it.
 *
 * @param name such as {@code paper-v1}
 * @param entry counted from 1: an entry is never changed, a tag that moves gets another
 * @param release the number it stands for; empty once the tag was removed
 * @param sha256 of that release's manifest, 64 lower-case hex digits; empty once the tag was removed
 * @param by who gave, moved or removed it
 */
public record Tag(
        String product, String name, long entry, OptionalLong release, Optional<String> sha256, String by, Instant at) {

    static final JsonShape<Tag> SHAPE = JsonShape.document(
            "weir-tag-1",
            JsonShape.of(
                    JsonKey.text("product", Tag::product),
                    JsonKey.text("tag", Tag::name),
                    JsonKey.whole("entry", Tag::entry),
                    JsonKey.optionalWhole("release", Tag::release),
                    JsonKey.optionalText("sha256", Tag::sha256),
                    JsonKey.text("by", Tag::by),
                    JsonKey.instant("at", Tag::at),
                    Tag::new));

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

    public Tag {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a tag");
        }
        if (release.isPresent() != sha256.isPresent()) {
            throw new IllegalArgumentException("A tag names a release by its number and its manifest's SHA-256");
        }
        if (entry < 1) {
            throw new IllegalArgumentException("Entries of a tag count from 1");
        }
    }

    /** Whether a tag can be called so: a letter, then letters, digits, {@code .}, {@code _}, {@code -}. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
