package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One thing that a person has to put right.
 *
 * @param code which kind of thing
 * @param place where
 * @param what what is wrong, a sentence without its full stop
 * @param why the cause
 * @param remedy what to do
 */
public record Problem(Code code, Place place, String what, String why, String remedy) implements Serializable {

    public Problem {
        requireNonNull(code, "code");
        requireNonNull(place, "place");
        requireNonNull(what, "what");
        requireNonNull(why, "why");
        requireNonNull(remedy, "remedy");
    }

    /** {@code file:line:column  CODE  what; why; remedy}. */
    @Override
    public String toString() {
        return place + "  " + code.id() + "  " + what + "; " + why + "; " + remedy;
    }
}
