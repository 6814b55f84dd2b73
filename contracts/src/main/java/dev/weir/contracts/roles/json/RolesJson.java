package dev.weir.contracts.roles.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.roles.Act;
import dev.weir.contracts.roles.Person;
import dev.weir.contracts.roles.Role;
import dev.weir.contracts.roles.Roles;
import dev.weir.contracts.roles.TokenIssuer;
import java.util.Collection;

/** Who may do what in a workspace, in one form for all that mean the same, so that its hash tells whether it has changed. */
public final class RolesJson {

    private RolesJson() {}

    /** All that a workspace declares of roles. */
    public static ObjectNode of(Roles roles) {
        ObjectNode node = Json.object();
        node.set("named", Json.objects(roles.named(), RolesJson::role));
        node.set("twoPeople", acts(roles.byTwo()));
        roles.oidc().ifPresent(issuer -> node.set("oidc", issuer(issuer)));
        return node;
    }

    private static ObjectNode role(Role role) {
        ObjectNode node = Json.object().put("name", role.name());
        node.set("may", acts(role.may()));
        node.set("people", Json.texts(role.people().stream().map(Person::name).toList()));
        node.set("claims", Json.texts(role.claims()));
        return node;
    }

    private static ArrayNode acts(Collection<Act> acts) {
        return Json.texts(acts.stream().map(Act::word).sorted().toList());
    }

    private static ObjectNode issuer(TokenIssuer issuer) {
        ObjectNode node = Json.object()
                .put("issuer", issuer.issuer())
                .put("audience", issuer.audience())
                .put("person", issuer.person())
                .put("roles", issuer.roles());
        issuer.keys().ifPresent(keys -> node.put("keys", keys));
        return node;
    }
}
