package dev.weir.privacy.mask;

import static java.util.Objects.requireNonNull;

/**
 * Within a domain the same value has the same pseudonym, so that tables can be joined; across domains nothing can be.
 *
 * @param name the product's id, or the name of a domain that several products declare to share
 * @param category the code in law
 */
public record PseudonymDomain(String name, String category) {

    public PseudonymDomain {
        requireNonNull(name, "name");
        requireNonNull(category, "category");
        if (name.isBlank() || category.isBlank()) {
            throw new IllegalArgumentException("A pseudonym domain needs a name and a category");
        }
    }
}
