package dev.weir.releases.fault;

import static java.util.Objects.requireNonNull;

/**
 * A call to storage.
 *
 * @param number counted from 1 since the process began
 * @param name what is called, and on what, without what differs from run to run
 * @param effect whether it changes anything
 */
public record Point(int number, String name, Effect effect) {

    /** What a call does. */
    public enum Effect {
        READS,
        CHANGES
    }

    public Point {
        requireNonNull(name, "name");
        requireNonNull(effect, "effect");
    }

    @Override
    public String toString() {
        return number + ": " + name;
    }
}
