package dev.weir.releases.reveal;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.instant;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.json.ActAuthorisationJson;
import dev.weir.releases.chain.FileChain;
import java.time.Instant;
import java.util.Optional;

/**
 * The request for clear values: who, when, why, and of what; never a value. It is in the log before a value is
 * shown. Its published schema is the resource {@code schemas/reveal-entry.schema.json}.
 *
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

    static final JsonShape<Who> WHO = JsonShape.of(
            text("by", Who::by),
            text("account", Who::account),
            text("reason", Who::reason),
            JsonKey.of((who, node) -> ActAuthorisationJson.put(node, who.acting()), ActAuthorisationJson::in),
            Who::new);

    private static final JsonShape<Subject> SUBJECT = JsonShape.of(
            text("release", Subject::release),
            text("manifest-sha256", Subject::manifestSha256),
            text("table", Subject::table),
            text("column", Subject::column),
            text("category", Subject::category),
            text("key", Subject::key),
            Subject::new);

    private static final JsonShape<RevealEntry> ENTRY = JsonShape.of(
            instant("at", RevealEntry::at),
            inside(WHO, RevealEntry::who),
            inside(SUBJECT, RevealEntry::subject),
            whole("values", RevealEntry::values),
            text("values-sha256", RevealEntry::valuesSha256),
            RevealEntry::new);

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
    public record Who(String by, String account, String reason, Optional<ActAuthorisation> acting) {

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

    /** As text, after the entry with this hash. */
    String print(Optional<String> previousSha256) {
        return FileChain.print(SCHEMA, previousSha256, json());
    }

    @Override
    public String what() {
        return subject.release() + " " + subject.table() + "." + subject.column() + ", " + values + " values";
    }

    @Override
    public ObjectNode json() {
        return ENTRY.node(this);
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
        return ENTRY.parse(json);
    }
}
