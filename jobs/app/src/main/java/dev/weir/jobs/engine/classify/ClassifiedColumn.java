package dev.weir.jobs.engine.classify;

import static java.util.Objects.requireNonNull;

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

    public ClassifiedColumn {
        requireNonNull(column, "column");
        requireNonNull(proposal, "proposal");
    }

    /** How what was found stands to what the contract says. */
    public enum Standing {
        /** The contract says the same. */
        AGREES,
        /** The contract says nothing yet, and there is a proposal. */
        NEW,
        /** The contract says nothing, and nothing was found: a person decides. */
        OPEN,
        /** The contract says something, and nothing speaks against it. */
        DECLARED,
        /** The contract says that it is about nobody, and values speak against it. */
        CONTRADICTS,
        /** The contract says another category. What a person has said is never changed. */
        DIFFERS
    }

    /** What the contract says. */
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
