package dev.weir.releases.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The state of a tag, from one entry of it to the next. It names a release by the SHA-256 of its manifest too, so that another
 * one that comes under its number is not taken for it.
 *
 * @param product its id
 * @param name such as {@code paper-v1}
 * @param entry counted from 1: an entry is never changed, a tag that moves gets another
 * @param release the number it stands for; empty once the tag was removed
 * @param sha256 of that release's manifest, 64 lower-case hex digits; empty once the tag was removed
 * @param by who gave, moved or removed it
 * @param at when
 */
public record Tag(
        String product, String name, long entry, OptionalLong release, Optional<String> sha256, String by, Instant at) {

    private static final String SCHEMA = "weir-tag-1";
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

    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("schema", SCHEMA)
                .put("product", product)
                .put("tag", name)
                .put("entry", entry);
        release.ifPresent(number -> node.put("release", number));
        sha256.ifPresent(hash -> node.put("sha256", hash));
        return node.put("by", by).put("at", at.toString());
    }

    static Tag parse(JsonObject json) {
        json.schema(SCHEMA);
        String product = json.text("product");
        String name = json.text("tag");
        long entry = json.whole("entry");
        OptionalLong release = json.optionalWhole("release");
        Optional<String> sha256 = json.optionalText("sha256");
        String by = json.text("by");
        Instant at = json.instant("at");
        return json.end(() -> new Tag(product, name, entry, release, sha256, by, at));
    }
}
