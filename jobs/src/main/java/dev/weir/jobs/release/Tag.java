package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a tag says, from one entry of it to the next.
 *
 * @param name such as {@code paper-v1}
 * @param entry counted from 1: an entry is never changed, a tag that moves gets another
 * @param release the number it stands for; empty once the tag was removed
 * @param by who gave, moved or removed it
 * @param at when
 */
public record Tag(String name, long entry, OptionalLong release, String by, Instant at) {

    private static final String SCHEMA = "weir-tag-1";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

    public Tag {
        requireNonNull(release, "release");
        requireNonNull(by, "by");
        requireNonNull(at, "at");
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a tag");
        }
        if (entry < 1) {
            throw new IllegalArgumentException("Entries of a tag count from 1");
        }
    }

    /** Whether a tag can be called so: a letter, then letters, digits, {@code .}, {@code _}, {@code -}. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    byte[] print() {
        var node = Json.object().put("schema", SCHEMA).put("tag", name).put("entry", entry);
        release.ifPresent(number -> node.put("release", number));
        return Json.print(node.put("by", by).put("at", at.toString())).getBytes(StandardCharsets.UTF_8);
    }

    static Tag parse(String file, byte[] content) {
        JsonObject json = Json.parse(file, new String(content, StandardCharsets.UTF_8));
        json.schema(SCHEMA);
        String name = json.text("tag");
        long entry = json.whole("entry");
        OptionalLong release = json.optionalWhole("release");
        String by = json.text("by");
        Instant at = json.instant("at");
        return json.end(() -> new Tag(name, entry, release, by, at));
    }
}
