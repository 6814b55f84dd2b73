package dev.weir.contracts.dqdl;

/**
 * Reads DQDL rules without running them. It knows the grammar alone: whether a rule has a sense is {@link RuleType}'s to
 * say, and whether its columns are there the reader's. Implementations are quick to start and safe for use by several
 * threads.
 */
public interface DqdlParser {

    /**
     * Reads one rule, which may be composed of several by {@code and} and {@code or}.
     *
     * @throws DqdlSyntaxException when it is not one rule
     */
    DqdlFacts rule(String text) throws DqdlSyntaxException;
}
