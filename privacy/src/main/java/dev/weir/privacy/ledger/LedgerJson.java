package dev.weir.privacy.ledger;

import static dev.weir.contracts.json.JsonKey.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.json.ActAuthorisationJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the ledger as JSON, the file it is kept in. Its published schema is the resource
 * {@code schemas/ledger-entry.schema.json}. {@code parse(print(x))} is {@code x}.
 */
public final class LedgerJson {

    /** The version of the format. */
    public static final String SCHEMA = "weir-ledger-entry-1";

    private static final String SCHEMA_KEY = "schema";
    private static final String PROCESSOR = "processor";
    private static final String YEAR = "year";
    private static final String SEQUENCE = "sequence";
    private static final String ID = "id";
    private static final String PREVIOUS = "previous-sha256";
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String SOFTWARE = "software";
    private static final String TOTALS = "totals";
    private static final String EVENT = "event";
    private static final String RESERVED = "reserved";
    private static final String COMPLETED = "completed";
    private static final String VOIDED = "voided";
    private static final String RESTORED = "restored";
    private static final String LOST = "lost";
    private static final String ENTRIES = "entries";
    private static final String SHA256 = "sha256";
    private static final String COPIES = "copies";
    private static final String TRANSFER = "transfer";
    private static final String REASON = "reason";
    private static final String MANIFEST_SHA256 = "manifest-sha256";
    private static final String ROWS = "rows";
    private static final String RECIPIENT_AFTER = "recipient-after";

    static final JsonShape<PeopleCount> PEOPLE = JsonShape.of(
            whole("non-sensitive", PeopleCount::nonSensitive),
            whole("sensitive", PeopleCount::sensitive),
            PeopleCount::new);

    private LedgerJson() {}

    /** The entry as text: UTF-8, two spaces, line feeds; the same for equal entries. */
    public static String print(LedgerEntry entry) {
        LedgerEntry.Mark mark = entry.mark();
        ObjectNode node = Json.object()
                .put(SCHEMA_KEY, SCHEMA)
                .put(ID, mark.id())
                .put(PROCESSOR, mark.processor())
                .put(YEAR, mark.year())
                .put(SEQUENCE, mark.sequence());
        entry.previousSha256().ifPresent(hash -> node.put(PREVIOUS, hash));
        node.put(AT, mark.at().toString()).put(BY, mark.by()).put(SOFTWARE, mark.software());
        ActAuthorisationJson.put(node, mark.acting());
        ObjectNode whole = event(node, entry.event());
        whole.set(TOTALS, PEOPLE.node(entry.totals()));
        return Json.print(whole);
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document, or does not agree with itself
     */
    public static LedgerEntry parse(String file, String text) {
        JsonObject json = Json.parse(file, text);
        json.schema(SCHEMA);
        String id = json.text(ID);
        String processor = json.text(PROCESSOR);
        int year = json.position(YEAR);
        long sequence = json.whole(SEQUENCE);
        Optional<String> previous = json.optionalText(PREVIOUS);
        Instant at = json.instant(AT);
        String by = json.text(BY);
        String software = json.text(SOFTWARE);
        Optional<ActAuthorisation> acting = ActAuthorisationJson.in(json);
        LedgerEntry.Event event = event(json, "ledger/" + processor + "/" + year);
        PeopleCount totals = PEOPLE.parse(json.object(TOTALS));
        LedgerEntry entry = json.end(() -> new LedgerEntry(
                new LedgerEntry.Mark(processor, year, sequence, at, by, software, acting), previous, totals, event));
        if (!entry.id().equals(id)) {
            throw json.wrong(ID, "'" + entry.id() + "', its year and sequence");
        }
        return entry;
    }

    private static ObjectNode event(ObjectNode node, LedgerEntry.Event event) {
        return event.match(
                reserved -> {
                    node.put(EVENT, RESERVED).set(TRANSFER, TransferJson.node(reserved.transfer()));
                    return node;
                },
                completed -> node.put(EVENT, COMPLETED)
                        .put(TRANSFER, completed.transfer())
                        .put(MANIFEST_SHA256, completed.manifestSha256()),
                voided -> {
                    node.put(EVENT, VOIDED)
                            .put(TRANSFER, voided.transfer())
                            .put(REASON, voided.reason())
                            .put(ROWS, Json.word(voided.rows()))
                            .set(RECIPIENT_AFTER, PEOPLE.node(voided.recipientAfter()));
                    return node;
                },
                restored -> {
                    node.put(EVENT, RESTORED)
                            .put(REASON, restored.reason())
                            .set(LOST, Json.objects(restored.lost(), LedgerJson::head));
                    node.set(COPIES, Json.texts(restored.copies()));
                    node.set("people", Json.texts(restored.people()));
                    return node;
                });
    }

    private static LedgerEntry.Event event(JsonObject json, String chain) {
        String event = json.text(EVENT);
        return switch (event) {
            case RESERVED -> new LedgerEntry.Reserved(TransferJson.parse(json.object(TRANSFER)));
            case COMPLETED -> new LedgerEntry.Completed(json.text(TRANSFER), json.text(MANIFEST_SHA256));
            case VOIDED -> {
                String transfer = json.text(TRANSFER);
                String reason = json.text(REASON);
                LedgerEntry.Voided.Rows rows = json.word(ROWS, LedgerEntry.Voided.Rows.class);
                PeopleCount after = PEOPLE.parse(json.object(RECIPIENT_AFTER));
                if (reason.isBlank()) {
                    throw json.wrong(REASON, "a reason");
                }
                yield new LedgerEntry.Voided(transfer, reason, rows, after);
            }
            case RESTORED -> {
                String reason = json.text(REASON);
                List<ChainHead> lost = json.objects(LOST, each -> head(chain, each));
                List<String> copies = json.texts(COPIES);
                List<String> people = json.texts("people");
                if (reason.isBlank()) {
                    throw json.wrong(REASON, "a reason");
                }
                yield new LedgerEntry.Restored(reason, lost, copies, people);
            }
            default -> throw json.wrong(EVENT, "one of " + String.join(", ", RESERVED, COMPLETED, VOIDED, RESTORED));
        };
    }

    private static ObjectNode head(ChainHead head) {
        return Json.object().put(ENTRIES, head.entries()).put(SHA256, head.sha256());
    }

    private static ChainHead head(String chain, JsonObject json) {
        long entries = json.whole(ENTRIES);
        String sha256 = json.text(SHA256);
        return json.end(() -> new ChainHead(chain, entries, sha256));
    }
}
