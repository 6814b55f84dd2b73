package dev.weir.contracts.roles;

import java.util.Optional;

/**
 * Who answers for an entry.
 *
 * @param name as it is stated, or as a role has it
 * @param acting by which role; empty where the workspace names none
 */
public record Signatory(String name, Optional<ActAuthorisation> acting) {
    /** Where no role is asked for. */
    public static Signatory of(String name) {
        return new Signatory(name, Optional.empty());
    }
}
