package dev.weir.jobs.engine.read;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading a source met.
 *
 * @param records how many records there were
 * @param unreadable how many of them could not be read
 * @param skippedLines empty lines and comments, which are no records
 * @param badValues for each column that takes bad values as NULL, how many there were; columns without any are left out
 * @param unknownKeys for each JSON key that no column has, in how many records it was; beyond a hundred of them as
 *     {@link #OTHER_KEYS}
 */
public record ReadCounts(
        long records, long unreadable, long skippedLines, Map<String, Long> badValues, Map<String, Long> unknownKeys)
        implements Serializable {
    /** Stands for the keys that are not named. */
    public static final String OTHER_KEYS = "…";

    /** Nothing was read. */
    public static final ReadCounts NONE = new ReadCounts(0, 0, 0, Map.of(), Map.of());

    public ReadCounts {
        badValues = Collections.unmodifiableMap(new TreeMap<>(badValues));
        unknownKeys = Collections.unmodifiableMap(new TreeMap<>(unknownKeys));
    }

    /** Numbers alone: a key of JSON may be somebody's. */
    @Override
    public String toString() {
        return records + " records, " + unreadable + " unreadable";
    }

    /** Both together. */
    public ReadCounts plus(ReadCounts other) {
        return new ReadCounts(
                records + other.records,
                unreadable + other.unreadable,
                skippedLines + other.skippedLines,
                sum(badValues, other.badValues),
                sum(unknownKeys, other.unknownKeys));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }
}
