package dev.weir.contracts.roles.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.roles.Acting;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.Proof;
import java.util.Optional;

/** Who acted, by which role, as ledger and logs have it. */
public final class ActingJson {

    /** The key under which documents have it. */
    public static final String KEY = "acting";

    private static final String ACTOR = "actor";
    private static final String APPROVAL = "approval";
    private static final String REQUEST = "request";
    private static final String BY = "by";
    private static final String PERSON = "person";
    private static final String ROLE = "role";
    private static final String KNOWN_BY = "known-by";
    private static final String ACCOUNT = "account";
    private static final String ISSUER = "issuer";
    private static final String SUBJECT = "subject";

    /** The words of documents. */
    private enum KnownBy {
        STATED,
        ACCOUNT,
        TOKEN
    }

    private ActingJson() {}

    /** Adds it to a document, where there is any. */
    public static void put(ObjectNode node, Optional<Acting> acting) {
        acting.ifPresent(who -> {
            ObjectNode written = node.putObject(KEY);
            written.set(ACTOR, actor(who.actor()));
            who.approval()
                    .ifPresent(second -> written.putObject(APPROVAL)
                            .put(REQUEST, second.request())
                            .set(BY, actor(second.by())));
        });
    }

    /** Reads what {@link #put} wrote. */
    public static Optional<Acting> in(JsonObject json) {
        return json.optionalObject(KEY).map(ActingJson::acting);
    }

    private static Acting acting(JsonObject json) {
        Actor actor = actor(json.object(ACTOR));
        Optional<Acting.Approval> approval = json.optionalObject(APPROVAL).map(ActingJson::approval);
        return json.end(() -> new Acting(actor, approval));
    }

    private static Acting.Approval approval(JsonObject json) {
        long request = json.whole(REQUEST);
        Actor by = actor(json.object(BY));
        return json.end(() -> new Acting.Approval(request, by));
    }

    /** A person or account that acts. */
    public static ObjectNode actor(Actor actor) {
        ObjectNode node = Json.object().put(PERSON, actor.person().name()).put(ROLE, actor.role());
        return actor.proof().match(stated -> node.put(KNOWN_BY, Json.word(KnownBy.STATED)).put(ACCOUNT, stated.account()), known -> node.put(KNOWN_BY, Json.word(KnownBy.ACCOUNT)).put(ACCOUNT, known.account()), token -> node.put(KNOWN_BY, Json.word(KnownBy.TOKEN))
                        .put(ISSUER, token.issuer())
                        .put(SUBJECT, token.subject()));
    }

    /** Reads what {@link #actor(Actor)} wrote. */
    public static Actor actor(JsonObject json) {
        String person = json.text(PERSON);
        String role = json.text(ROLE);
        Proof proof = switch (json.word(KNOWN_BY, KnownBy.class)) {
            case STATED -> new Proof.Stated(json.text(ACCOUNT));
            case ACCOUNT -> new Proof.Account(json.text(ACCOUNT));
            case TOKEN -> new Proof.Token(json.text(ISSUER), json.text(SUBJECT));
        };
        return json.end(() -> new Actor(new Person(person), role, proof));
    }
}
