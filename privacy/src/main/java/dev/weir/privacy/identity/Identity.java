package dev.weir.privacy.identity;

import dev.weir.contracts.roles.IdentityProof;
import dev.weir.contracts.roles.Person;
import java.util.Set;

/**
 * An identity.
 *
 * @param proof the issuer's
 * @param claims the roles that the issuer gives them, by its own words
 */
public record Identity(Person person, IdentityProof.Token proof, Set<String> claims) {

    public Identity {
        claims = Set.copyOf(claims);
    }
}
