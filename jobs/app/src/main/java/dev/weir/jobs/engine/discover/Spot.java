package dev.weir.jobs.engine.discover;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A record's place.
 *
 * @param file its name, from the workspace's root
 * @param line from 1; of Parquet the number of the row
 */
public record Spot(String file, long line) implements Serializable, Comparable<Spot> {

    @Override
    public int compareTo(Spot other) {
        return Comparator.comparing(Spot::file).thenComparing(Spot::line).compare(this, other);
    }

    Spot orEarlier(Spot other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
