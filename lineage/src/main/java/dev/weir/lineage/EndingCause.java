package dev.weir.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import java.util.Optional;

/**
 * Why a run ended without a release, by what may leave the house. The sentences of a run's record are for its own people: they may
 * quote a query or a rule, and a literal of either may be of a patient.
 */
public sealed interface EndingCause {

    /**
     * A problem stood against the run.
     *
     * @param place where it is to be put right; named where it is a file of the workspace
     * @param kind of cause, such as {@code a division by zero} or {@code SQLSTATE 08001}; no value and no text of a message
     */
    record Fault(Code code, Place place, Optional<String> kind) implements EndingCause {}

    /** The run was stopped from outside, by a signal such as {@code SIGTERM}. */
    record Stopped(String signal) implements EndingCause {}

    /** The run died, and another command has undone its work. */
    record Died() implements EndingCause {}
}
