package dev.weir.quality.state;

import java.io.Serializable;

/** The lengths of a column's texts, in characters (Unicode code points), NULL left out. */
public final class LengthState implements Serializable {

    private static final long serialVersionUID = 1L;

    private int shortest = Integer.MAX_VALUE;
    private int longest = -1;

    LengthState() {}

    void add(int length) {
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
    }

    LengthState plus(LengthState other) {
        LengthState both = new LengthState();
        both.shortest = Math.min(shortest, other.shortest);
        both.longest = Math.max(longest, other.longest);
        return both;
    }

    /** Whether there was no text at all; the others then tell nothing. */
    public boolean isEmpty() {
        return longest < 0;
    }

    public int shortest() {
        return shortest;
    }

    public int longest() {
        return longest;
    }
}
