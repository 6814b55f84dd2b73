package dev.weir.releases.acts;

import java.util.Map;

/**
 * The caller, and what proves the identity.
 *
 * @param stated how they call themselves, or git does
 * @param account of the machine, by its login
 * @param environment in which a token may be
 */
public record Requester(String stated, String account, Map<String, String> environment) {

    public Requester {
        environment = Map.copyOf(environment);
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return stated + " (account " + account + ")";
    }
}
