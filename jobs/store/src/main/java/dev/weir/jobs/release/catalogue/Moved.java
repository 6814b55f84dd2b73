package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a move of heads ended.
 *
 * @param answer what went wrong, where the catalogue's answer was lost or bad
 */
public record Moved(Ending ending, Optional<Exception> answer) {

    /** All that there are. */
    public enum Ending {
        /** Every head is where it was to go. */
        ALL,
        /** No head has moved: one was not where it was thought to be. */
        CHANGED,
        /** No head has moved, and none will. */
        REFUSED,
        /** Unknown, after looking. */
        UNKNOWN
    }

    public Moved {
        requireNonNull(ending, "ending");
        requireNonNull(answer, "answer");
    }

    /** One whose answer came. */
    public static Moved of(Ending ending) {
        return new Moved(ending, Optional.empty());
    }

    /** One whose answer was lost or bad. */
    public static Moved of(Ending ending, Exception answer) {
        return new Moved(ending, Optional.of(answer));
    }
}
