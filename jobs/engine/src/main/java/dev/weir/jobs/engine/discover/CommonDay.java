package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * About how many rows have the most common of many days, in little memory: never more than have it, and at most one in
 * {@value #KEPT} of all fewer. Misra and Gries, "Finding repeated elements", 1982; what parts of the rows have adds up.
 */
final class CommonDay implements Serializable {

    private static final int KEPT = 64;

    private final Map<Long, Long> counts = new HashMap<>();

    void add(long day) {
        add(day, 1);
    }

    void add(CommonDay other) {
        other.counts.forEach(this::add);
    }

    private void add(long day, long times) {
        counts.merge(day, times, Long::sum);
        if (counts.size() > KEPT) {
            long least =
                    counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
            counts.replaceAll((each, count) -> count - least);
            counts.values().removeIf(count -> count <= 0);
        }
    }

    /** How many rows have it, at least. */
    long most() {
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
