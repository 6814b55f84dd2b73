package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.keys.WorkspaceKey;
import java.io.Serializable;

/**
 * All that a task needs to make pseudonyms of one category: made where the workspace's key is, sent where the rows are.
 *
 * @param key the domain's own
 * @param algorithm the keyed hash function
 * @param category the code in law
 */
public record PseudonymRecipe(DerivedKey key, MacAlgorithm algorithm, String category) implements Serializable {

    public PseudonymRecipe {
        requireNonNull(key, "key");
        requireNonNull(algorithm, "algorithm");
        requireNonNull(category, "category");
    }

    /** The recipe for a domain. */
    public static PseudonymRecipe of(WorkspaceKey key, PseudonymDomain domain, MacAlgorithm algorithm) {
        return new PseudonymRecipe(key.derive(domain.purpose()), algorithm, domain.category());
    }

    /** A pseudonymiser for one thread. */
    public Pseudonymiser open() {
        return new Pseudonymiser(key.mac(algorithm), category);
    }
}
