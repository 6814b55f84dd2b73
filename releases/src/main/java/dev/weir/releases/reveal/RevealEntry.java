package dev.weir.releases.reveal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.roles.Acting;
import dev.weir.contracts.roles.json.ActingJson;
import dev.weir.releases.chain.FileChain;
import java.time.Instant;
import java.util.Optional;

/**
 * The request for clear values: who, when, why, and of what; never a value. It is in the log before a value is
 * shown. Its published schema is the resource {@code schemas/reveal-entry.schema.json}.
 *
 * @param at when
 * @param who asks, and why
 * @param subject of what
 * @param values how many were asked for
 * @param valuesSha256 SHA-256 of the released values, each followed by a line feed, in UTF-8 and in their order: a holder of
 *     the release can check which they were
 */
public record RevealEntry(Instant at, Who who, Subject subject, long values, String valuesSha256)
        implements LoggedReveal {

    /** The version of the format. */
    public static final String SCHEMA = "weir-reveal-1";

    private static final String SCHEMA_KEY = "schema";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String ACCOUNT = "account";
    private static final String REASON = "reason";
    private static final String RELEASE = "release";
    private static final String MANIFEST_SHA256 = "manifest-sha256";
    private static final String TABLE = "table";
    private static final String COLUMN = "column";
    private static final String CATEGORY = "category";
    private static final String KEY = "key";
    private static final String VALUES = "values";
    private static final String VALUES_SHA256 = "values-sha256";

    public RevealEntry {
        if (values < 1) {
            throw new IllegalArgumentException("Nobody reveals nothing");
        }
    }

    /**
     * Who asks.
     *
     * @param by the person, as the command line names them
     * @param account the user of this machine that ran the command
     * @param reason in their words
     * @param acting by which role; empty where the workspace names none
     */
    public record Who(String by, String account, String reason, Optional<Acting> acting) {

        /** Where no role is asked for. */
        public Who(String by, String account, String reason) {
            this(by, account, reason, Optional.empty());
        }

        public Who {
            if (by.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("Somebody asks, for a reason");
            }
        }
    }

    /**
     * What the values are of.
     *
     * @param release such as {@code clinical@2}
     * @param manifestSha256 of its manifest
     * @param category the code in law
     * @param key the id of the key version that masked them
     */
    public record Subject(
            String release, String manifestSha256, String table, String column, String category, String key) {}

    /** Who, for an entry of any kind. */
    static void put(ObjectNode node, Who who) {
        node.put(BY, who.by()).put(ACCOUNT, who.account()).put(REASON, who.reason());
        ActingJson.put(node, who.acting());
    }

    /** Reads what {@link #put} wrote. */
    static Who who(JsonObject json) {
        String by = json.text(BY);
        String account = json.text(ACCOUNT);
        String reason = json.text(REASON);
        Optional<Acting> acting = ActingJson.in(json);
        return new Who(by, account, reason, acting);
    }

    /** As text, after the entry with this hash. */
    String print(Optional<String> previousSha256) {
        ObjectNode node = Json.object().put(SCHEMA_KEY, SCHEMA);
        previousSha256.ifPresent(hash -> node.put(FileChain.PREVIOUS, hash));
        node.setAll(json());
        return Json.print(node);
    }

    @Override
    public String what() {
        return subject.release() + " " + subject.table() + "." + subject.column() + ", " + values + " values";
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = Json.object().put(AT, at.toString());
        put(node, who);
        return node.put(RELEASE, subject.release())
                .put(MANIFEST_SHA256, subject.manifestSha256())
                .put(TABLE, subject.table())
                .put(COLUMN, subject.column())
                .put(CATEGORY, subject.category())
                .put(KEY, subject.key())
                .put(VALUES, values)
                .put(VALUES_SHA256, valuesSha256);
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @throws ProblemsException when it is no such entry
     */
    static RevealEntry parse(String file, String text) {
        JsonObject json = Json.parse(file, text);
        json.schema(SCHEMA);
        json.optionalText(FileChain.PREVIOUS);
        Instant at = json.instant(AT);
        Who who = who(json);
        String release = json.text(RELEASE);
        String manifest = json.text(MANIFEST_SHA256);
        String table = json.text(TABLE);
        String column = json.text(COLUMN);
        String category = json.text(CATEGORY);
        String key = json.text(KEY);
        long values = json.whole(VALUES);
        String valuesSha256 = json.text(VALUES_SHA256);
        return json.end(() -> new RevealEntry(
                at, who, new Subject(release, manifest, table, column, category, key), values, valuesSha256));
    }
}
