package dev.weir.contracts.roles;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what in a workspace.
 *
 * @param named none where everybody may do everything
 * @param byTwo what two people have to answer for
 * @param oidc the identity provider; empty where names are taken as they are stated
 */
public record Roles(List<Role> named, Set<Act> byTwo, Optional<TokenIssuer> oidc) {

    /** Everybody may do everything. */
    public static final Roles NONE = new Roles(List.of(), Set.of(), Optional.empty());

    public Roles {
        named = List.copyOf(named);
        byTwo = byTwo.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(byTwo));
    }

    public boolean areNamed() {
        return !named.isEmpty();
    }

    public List<Role> granting(Act act) {
        return named.stream().filter(role -> role.may().contains(act)).toList();
    }
}
