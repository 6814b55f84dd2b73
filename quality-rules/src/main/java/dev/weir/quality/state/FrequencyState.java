package dev.weir.quality.state;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each value of a column occurs, NULL left out: exactly, while there are {@value #LIMIT} different ones at most
 * and none is longer than {@value #LONGEST} bytes. A column with more is no category: its state has overflowed and holds
 * nothing. Whether it overflows depends on the values alone, not on their order or on how they were split.
 *
 * <p>A value goes by its name: itself as text, or a keyed pseudonym of it where {@link MetricRequest} asks for one.
 */
public final class FrequencyState implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How many different values are counted at most. */
    public static final int LIMIT = 200;

    /** The longest value that is counted, in bytes of UTF-8. */
    public static final int LONGEST = 256;

    private final HashMap<String, Count> counts = new HashMap<>();
    private boolean overflowed;

    FrequencyState() {}

    /**
     * A state as it was stored.
     *
     * @param counts by name
     * @throws IllegalArgumentException when there are more than {@value #LIMIT}
     */
    public static FrequencyState of(Map<String, Long> counts) {
        if (counts.size() > LIMIT) {
            throw new IllegalArgumentException(counts.size() + " values are more than " + LIMIT);
        }
        FrequencyState state = new FrequencyState();
        counts.forEach((name, rows) -> state.add(name, rows));
        return state;
    }

    public static FrequencyState ofTooMany() {
        FrequencyState state = new FrequencyState();
        state.overflow();
        return state;
    }

    /** Where the rows of a value are counted; null when the state has overflowed, by this value or before. */
    @Nullable
    Count count(String name) {
        if (overflowed) {
            return null;
        }
        Count known = counts.get(name);
        if (known != null) {
            return known;
        }
        if (counts.size() == LIMIT) {
            overflow();
            return null;
        }
        Count first = new Count();
        counts.put(name, first);
        return first;
    }

    void overflow() {
        overflowed = true;
        counts.clear();
    }

    /** The state of both; neither changes. States of one column that were counted apart, or of several releases. */
    public FrequencyState plus(FrequencyState other) {
        if (overflowed || other.overflowed) {
            return ofTooMany();
        }
        FrequencyState both = new FrequencyState();
        counts.forEach((name, count) -> both.add(name, count.rows));
        other.counts.forEach((name, count) -> both.add(name, count.rows));
        return both;
    }

    /** Whether there were too many different values, or too long ones; nothing is known of them then. */
    public boolean overflowed() {
        return overflowed;
    }

    /** Rows by value, in the order of the names' UTF-16; empty when there is none, or when it has overflowed. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> sorted = new TreeMap<>();
        counts.forEach((name, count) -> sorted.put(name, count.rows));
        return Collections.unmodifiableSortedMap(sorted);
    }

    public long rows() {
        return counts.values().stream().mapToLong(count -> count.rows).sum();
    }

    private void add(String name, long rows) {
        Count count = count(name);
        if (count != null) {
            count.rows += rows;
        }
    }

    /** The rows of one value. */
    static final class Count implements Serializable {

        private static final long serialVersionUID = 1L;

        private long rows;

        void add() {
            rows++;
        }
    }
}
