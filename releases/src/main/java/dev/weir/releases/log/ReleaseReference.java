package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release as people write it: {@code clinical@12}, {@code clinical@paper-v1}, or {@code clinical} for the newest one; with
 * a table, {@code clinical.encounters@12}.
 *
 * @param product the product's id
 * @param table empty when the whole release is meant
 * @param number empty when a tag, or the newest, is meant
 * @param tag empty when a number, or the newest, is meant
 */
public record ReleaseReference(String product, Optional<String> table, OptionalLong number, Optional<String> tag) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?<product>[^@.\\s]+)(\\.(?<table>[^@\\s]+))?(@(?<at>[^@\\s]+))?");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    public ReleaseReference {
        if (number.isPresent() && tag.isPresent()) {
            throw new IllegalArgumentException("A release has one number: " + number + ", " + tag);
        }
    }

    /**
     * Reads what a person wrote.
     *
     * @throws ProblemsException with {@link Code#USAGE} when it is no reference
     */
    public static ReleaseReference parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw wrong(text);
        }
        Optional<String> at = Optional.ofNullable(written.group("at"));
        boolean numbered = at.filter(word -> NUMBER.matcher(word).matches()).isPresent();
        if (at.isPresent() && !numbered && !Tag.isName(at.get())) {
            throw wrong(text);
        }
        return new ReleaseReference(
                written.group("product"),
                Optional.ofNullable(written.group("table")),
                numbered ? OptionalLong.of(Long.parseLong(at.get())) : OptionalLong.empty(),
                numbered ? Optional.empty() : at);
    }

    /**
     * Reads a release of which no table is named.
     *
     * @throws ProblemsException with {@link Code#USAGE} when it is none
     */
    public static ReleaseReference whole(String text) {
        ReleaseReference reference = parse(text);
        if (reference.table().isPresent()) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(text),
                    "'" + text + "' is a table of a release",
                    "this asks for the whole release, all its tables",
                    "write " + reference.product() + text.replaceFirst("^[^@]*", ""));
        }
        return reference;
    }

    /** Whether it names no particular release, so that it means another one tomorrow. */
    public boolean isNewest() {
        return number.isEmpty() && tag.isEmpty();
    }

    /**
     * The number of the release that it means now.
     *
     * @throws ProblemsException with {@link Code#UNKNOWN_NAME} when there is no such tag; with {@link Code#RELEASE_MISSING}
     *     when the newest is meant and the product has none
     */
    public long number(StoredReleaseLog log) {
        if (number.isPresent()) {
            return number.getAsLong();
        }
        return tag.isPresent()
                ? new Tags(log).number(product, tag.get())
                : log.newest(product).orElse(1);
    }

    /** The manifest of the release that it means now; errors as {@link #number(StoredReleaseLog)}, and when it is not there. */
    public Manifest in(StoredReleaseLog log) {
        return log.read(product, number(log));
    }

    /**
     * The table that it names, of its release's manifest.
     *
     * @throws ProblemsException with {@link Code#USAGE} when it names none; with {@link Code#UNKNOWN_NAME} when the release
     *     has none of that name
     */
    public ReleasedTable table(Manifest release) {
        List<String> names = release.tables().stream().map(ReleasedTable::name).toList();
        String asked = table.orElseThrow(() -> ProblemsException.of(
                Code.USAGE,
                Place.of(product),
                "No table is named",
                release.reference() + " has " + String.join(", ", names),
                "write for example " + product + "." + names.get(0) + "@" + release.number()));
        return release.tables().stream()
                .filter(found -> found.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of(product + "." + asked + "@" + release.number()),
                        release.reference() + " has no table '" + asked + "'",
                        "it has " + String.join(", ", names),
                        NearestName.remedy(asked, names, "name one of these")));
    }

    private static ProblemsException wrong(String text) {
        return ProblemsException.of(
                Code.USAGE,
                Place.of(text),
                "'" + text + "' is no release",
                "a release is written product@number, product@tag or product, and a table of it product.table@number",
                "write for example clinical@1");
    }
}
