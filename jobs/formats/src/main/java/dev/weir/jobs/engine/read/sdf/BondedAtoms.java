package dev.weir.jobs.engine.read.sdf;

import java.util.HashSet;
import java.util.Set;

/** Which atoms have a bond: no two have more than one, and none has one with itself. */
final class BondedAtoms {
    private final Set<Long> pairs = new HashSet<>();

    /** What is wrong with a further bond; empty where nothing is. */
    String fault(int one, int other) {
        if (one == other) {
            return "a bond of an atom with itself";
        }
        long pair = ((long) Math.min(one, other) << 32) | Math.max(one, other);
        return pairs.add(pair) ? "" : "a second bond of the same two atoms";
    }
}
