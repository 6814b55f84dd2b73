package dev.weir.privacy.ledger;

import static java.util.Objects.requireNonNull;

/**
 * A number of people from which the law asks for more.
 *
 * @param kind which of the two sums
 * @param people from which it holds
 * @param rule the row of the gate
 * @param article of the law
 * @param asks what is needed from there on, such as {@code SA}
 */
public record LedgerThreshold(PeopleCount.Kind kind, long people, String rule, String article, String asks) {
    public LedgerThreshold {
        requireNonNull(kind, "kind");
        requireNonNull(rule, "rule");
        requireNonNull(article, "article");
        requireNonNull(asks, "asks");
        if (people < 1) {
            throw new IllegalArgumentException("A threshold is at least one person");
        }
    }
}
