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
 * @param keys which keys the records have
 */
public record ReadCounts(
        long records, long unreadable, long skippedLines, Map<String, Long> badValues, ObservedKeys keys)
        implements Serializable {
    /** Nothing was read. */
    public static final ReadCounts NONE = new ReadCounts(0, 0, 0, Map.of(), ObservedKeys.NONE);

    public ReadCounts {
        badValues = Collections.unmodifiableMap(new TreeMap<>(badValues));
    }

    /** Numbers alone: a key of JSON may be personal data. */
    @Override
    public String toString() {
        return records + " records, " + unreadable + " unreadable";
    }

    /** Whether there are records, and none of them could be read. */
    boolean isAllUnreadable() {
        return records > 0 && unreadable == records;
    }

    /** Both together. */
    public ReadCounts plus(ReadCounts other) {
        return new ReadCounts(
                records + other.records,
                unreadable + other.unreadable,
                skippedLines + other.skippedLines,
                sum(badValues, other.badValues),
                keys.plus(other.keys));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }
}
