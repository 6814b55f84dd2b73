package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a run has touched and how far it came, kept so that another process can finish or undo it.
 *
 * @param product its product
 * @param run its id
 * @param state how far
 * @param release the number that it seals; empty in the other states
 * @param entries in the order in which they were opened
 */
record RunJournal(String product, String run, State state, OptionalLong release, List<StagedEntry> entries) {

    RunJournal {
        requireNonNull(product, "product");
        requireNonNull(run, "run");
        requireNonNull(state, "state");
        requireNonNull(release, "release");
        entries = List.copyOf(entries);
        if (release.isPresent() != (state == State.SEALED)) {
            throw new IllegalArgumentException("Run " + run + " is " + state + " with release " + release);
        }
    }

    /** How far a run came. */
    enum State {
        /** Undecided: all of it is undone. */
        OPEN,
        /** About to enter the log: done when the log has it, undone when it has not. */
        SEALED,
        /** Decided against: quarantined rows stay, the others are undone. */
        HELD
    }

    Mark mark() {
        return new Mark(product, run, release);
    }
}
