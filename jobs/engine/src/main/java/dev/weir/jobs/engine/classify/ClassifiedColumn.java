package dev.weir.jobs.engine.classify;

import dev.weir.contracts.Column;
import dev.weir.privacy.detect.Proposal;
import dev.weir.privacy.law.Category;
import java.util.Optional;

/**
 * A column, and what it seems to hold.
 *
 * @param column as the contract has it
 * @param proposal from its name and a sample of its values
 */
public record ClassifiedColumn(Column column, Proposal proposal) {
    /** How the finding compares with the contract. */
    public enum Standing {
        /** The contract declares the same. */
        AGREES,
        /** The contract declares nothing yet, and there is a proposal. */
        NEW,
        /** The contract declares nothing, and nothing was found: a person decides. */
        OPEN,
        /** The contract declares a category, and no value contradicts it. */
        DECLARED,
        /** The contract says that it is not about people, and values speak against it. */
        CONTRADICTS,
        /** The contract declares another category. What a person has said is never changed. */
        DIFFERS
    }

    /** The contract's category. */
    public Optional<String> declared() {
        return column.meaning().category();
    }

    /** How the two stand to each other. */
    public Standing standing() {
        Optional<String> found = proposal.category();
        if (declared().isEmpty()) {
            return found.isPresent() ? Standing.NEW : Standing.OPEN;
        }
        if (found.isEmpty()) {
            return Standing.DECLARED;
        }
        if (found.equals(declared())) {
            return Standing.AGREES;
        }
        return declared().get().equals(Category.NONE) ? Standing.CONTRADICTS : Standing.DIFFERS;
    }
}
