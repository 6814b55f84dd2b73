package dev.weir.contracts.roles.json;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.Actor;
import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import java.util.Optional;

/** Who acted, by which role, as ledger and logs have it. */
public final class ActAuthorisationJson {

    /** The key under which documents have it. */
    public static final String KEY = "acting";

    private static final JsonShape<IdentityProof> PROOF = JsonShape.oneOf(
            "known-by",
            new JsonShape.Kind<>(
                    "stated",
                    IdentityProof.Stated.class,
                    JsonShape.of(text("account", IdentityProof.Stated::account), IdentityProof.Stated::new)),
            new JsonShape.Kind<>(
                    "account",
                    IdentityProof.Account.class,
                    JsonShape.of(text("account", IdentityProof.Account::account), IdentityProof.Account::new)),
            new JsonShape.Kind<>(
                    "token",
                    IdentityProof.Token.class,
                    JsonShape.of(
                            text("issuer", IdentityProof.Token::issuer),
                            text("subject", IdentityProof.Token::subject),
                            IdentityProof.Token::new)));

    /** A person or account that acts. */
    public static final JsonShape<Actor> ACTOR = JsonShape.of(
            text("person", actor -> actor.person().name()),
            text("role", Actor::role),
            inside(PROOF, Actor::proof),
            (person, role, proof) -> new Actor(new Person(person), role, proof));

    private static final JsonShape<ActAuthorisation.Approval> APPROVAL = JsonShape.of(
            whole("request", ActAuthorisation.Approval::request),
            object("by", ACTOR, ActAuthorisation.Approval::by),
            ActAuthorisation.Approval::new);

    private static final JsonShape<ActAuthorisation> ACTING = JsonShape.of(
            object("actor", ACTOR, ActAuthorisation::actor),
            optionalObject("approval", APPROVAL, ActAuthorisation::approval),
            ActAuthorisation::new);

    private ActAuthorisationJson() {}

    /** Adds it to a document, where there is any. */
    public static void put(ObjectNode node, Optional<ActAuthorisation> acting) {
        acting.ifPresent(who -> node.set(KEY, ACTING.node(who)));
    }

    public static Optional<ActAuthorisation> in(JsonObject json) {
        return json.optionalObject(KEY).map(ACTING::parse);
    }
}
