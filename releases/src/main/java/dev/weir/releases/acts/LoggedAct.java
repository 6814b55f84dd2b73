package dev.weir.releases.acts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.roles.json.ActAuthorisationJson;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of the log of acts. Its published schema is the resource {@code schemas/act-entry.schema.json}.
 *
 * @param id by chance, so that no two entries are alike: of two who do the same at one moment, one is first
 */
public record LoggedAct(UUID id, Instant at, Actor actor, ActEvent event) {

    /** The version of the format. */
    public static final String SCHEMA = "weir-act-1";

    private static final String ID = "id";
    private static final String AT = "at";
    private static final String ACTOR = "actor";
    private static final String EVENT = "event";
    private static final String ACT = "act";
    private static final String FACTS = "facts";
    private static final String GROUNDS = "grounds";
    private static final String SHOWN = "shown";
    private static final String NAME = "name";
    private static final String TEXT = "text";
    private static final String REQUEST = "request";
    private static final String REASON = "reason";

    /** The words of documents. */
    private enum Kind {
        REQUESTED,
        APPROVED,
        BEGUN,
        RESTORED
    }

    /** As text, after the entry with this hash. */
    String print(Optional<String> previousSha256) {
        return FileChain.print(SCHEMA, previousSha256, json());
    }

    /** What was done, for people. */
    public String words() {
        return event.match(new ActEvent.Cases<>(
                requested -> "asks for: " + requested.asked().words(),
                approved -> "approves request " + approved.request(),
                begun -> "begins: " + begun.asked().words()
                        + (begun.request().isPresent()
                                ? " (request " + begun.request().getAsLong() + ")"
                                : ""),
                restored -> "lets the log go on after a loss: " + restored.reason()));
    }

    /** As JSON, without its place in the log. */
    public ObjectNode json() {
        ObjectNode node = Json.object().put(ID, id.toString()).put(AT, at.toString());
        node.set(ACTOR, ActAuthorisationJson.ACTOR.node(actor));
        return event.match(new ActEvent.Cases<>(
                requested -> {
                    put(node, Kind.REQUESTED, requested.asked());
                    node.set(GROUNDS, texts(requested.grounds()));
                    if (!requested.shown().isEmpty()) {
                        node.set(
                                SHOWN,
                                Json.objects(List.copyOf(requested.shown().entrySet()), LoggedAct::text));
                    }
                    return node;
                },
                approved -> node.put(EVENT, Json.word(Kind.APPROVED)).put(REQUEST, approved.request()),
                begun -> {
                    put(node, Kind.BEGUN, begun.asked());
                    begun.request().ifPresent(request -> node.put(REQUEST, request));
                    return node;
                },
                restored -> {
                    node.put(EVENT, Json.word(Kind.RESTORED)).put(REASON, restored.reason());
                    node.set(SignedChain.LOST, Json.objects(restored.lost(), SignedChain::lost));
                    return node;
                }));
    }

    private static void put(ObjectNode node, Kind kind, ActDetails asked) {
        node.put(EVENT, Json.word(kind)).put(ACT, asked.act().word());
        node.set(FACTS, texts(asked.facts()));
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode node = Json.object();
        texts.forEach(node::put);
        return node;
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param chain of the heads
     * @throws ProblemsException when it is no such entry
     */
    static LoggedAct parse(String file, String text, String chain) {
        JsonObject json = Json.parse(file, text);
        json.schema(SCHEMA);
        json.optionalText(FileChain.PREVIOUS);
        String id = json.text(ID);
        Instant at = json.instant(AT);
        Actor actor = ActAuthorisationJson.ACTOR.parse(json.object(ACTOR));
        ActEvent event = switch (json.word(EVENT, Kind.class)) {
            case REQUESTED -> new ActEvent.Requested(asked(json), json.textsByName(GROUNDS), shown(json));
            case APPROVED -> new ActEvent.Approved(json.whole(REQUEST));
            case BEGUN -> new ActEvent.Begun(asked(json), json.optionalWhole(REQUEST));
            case RESTORED ->
                new ActEvent.Restored(
                        json.text(REASON), json.objects(SignedChain.LOST, each -> SignedChain.head(chain, each)));
        };
        return json.end(() -> new LoggedAct(UUID.fromString(id), at, actor, event));
    }

    /** A list, since what comes first is read first. */
    private static ObjectNode text(Map.Entry<String, String> shown) {
        return Json.object().put(NAME, shown.getKey()).put(TEXT, shown.getValue());
    }

    private static Map<String, String> shown(JsonObject json) {
        Map<String, String> shown = new LinkedHashMap<>();
        json.optionalObjects(SHOWN, each -> {
                    String name = each.text(NAME);
                    String text = each.text(TEXT);
                    return each.end(() -> Map.entry(name, text));
                })
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        return shown;
    }

    private static ActDetails asked(JsonObject json) {
        return new ActDetails(json.word(ACT, Act.class), json.textsByName(FACTS));
    }
}
