package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A record's place.
 *
 * @param file its name, from the workspace's root
 * @param line from 1; of Parquet the number of the row
 */
public record RecordPosition(String file, long line) implements Serializable, Comparable<RecordPosition> {

    @Override
    public int compareTo(RecordPosition other) {
        return Comparator.comparing(RecordPosition::file)
                .thenComparing(RecordPosition::line)
                .compare(this, other);
    }

    RecordPosition orEarlier(RecordPosition other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
