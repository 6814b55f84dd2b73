package dev.weir.contracts.roles.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import java.util.Optional;

/** Who acted, by which role, as ledger and logs have it. */
public final class ActAuthorisationJson {

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

    private ActAuthorisationJson() {}

    /** Adds it to a document, where there is any. */
    public static void put(ObjectNode node, Optional<ActAuthorisation> acting) {
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
    public static Optional<ActAuthorisation> in(JsonObject json) {
        return json.optionalObject(KEY).map(ActAuthorisationJson::acting);
    }

    private static ActAuthorisation acting(JsonObject json) {
        Actor actor = actor(json.object(ACTOR));
        Optional<ActAuthorisation.Approval> approval =
                json.optionalObject(APPROVAL).map(ActAuthorisationJson::approval);
        return json.end(() -> new ActAuthorisation(actor, approval));
    }

    private static ActAuthorisation.Approval approval(JsonObject json) {
        long request = json.whole(REQUEST);
        Actor by = actor(json.object(BY));
        return json.end(() -> new ActAuthorisation.Approval(request, by));
    }

    /** A person or account that acts. */
    public static ObjectNode actor(Actor actor) {
        ObjectNode node = Json.object().put(PERSON, actor.person().name()).put(ROLE, actor.role());
        return actor.proof()
                .match(
                        stated -> node.put(KNOWN_BY, Json.word(KnownBy.STATED)).put(ACCOUNT, stated.account()),
                        known -> node.put(KNOWN_BY, Json.word(KnownBy.ACCOUNT)).put(ACCOUNT, known.account()),
                        token -> node.put(KNOWN_BY, Json.word(KnownBy.TOKEN))
                                .put(ISSUER, token.issuer())
                                .put(SUBJECT, token.subject()));
    }

    /** Reads what {@link #actor(Actor)} wrote. */
    public static Actor actor(JsonObject json) {
        String person = json.text(PERSON);
        String role = json.text(ROLE);
        IdentityProof proof = switch (json.word(KNOWN_BY, KnownBy.class)) {
            case STATED -> new IdentityProof.Stated(json.text(ACCOUNT));
            case ACCOUNT -> new IdentityProof.Account(json.text(ACCOUNT));
            case TOKEN -> new IdentityProof.Token(json.text(ISSUER), json.text(SUBJECT));
        };
        return json.end(() -> new Actor(new Person(person), role, proof));
    }
}
