package dev.weir.jobs.engine.read;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;

/**
 * Brings the counts of all readers to the driver. Each part of a file counts once however often it is read, since a
 * part that is read again replaces what it had said. A part that was not read to its end does not count.
 */
public final class ReadCounter extends AccumulatorV2<ReadCounter.PartCounts, ReadCounts> {
    private final Map<Part, ReadCounts> parts = new TreeMap<>();

    private record Part(String file, long start) implements Comparable<Part>, Serializable {
        private static final Comparator<Part> ORDER =
                Comparator.comparing(Part::file).thenComparingLong(Part::start);

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    /** What the part of a file that begins there said. */
    record PartCounts(String file, long start, ReadCounts counts) {}

    /** A counter that a session's tasks can reach. */
    public static ReadCounter registered(SparkSession spark) {
        ReadCounter counter = new ReadCounter();
        spark.sparkContext().register(counter); // Spark writes what has a name into its event log
        return counter;
    }

    @Override
    public synchronized boolean isZero() {
        return parts.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<PartCounts, ReadCounts> copy() {
        ReadCounter copy = new ReadCounter();
        copy.parts.putAll(parts);
        return copy;
    }

    @Override
    public synchronized void reset() {
        parts.clear();
    }

    @Override
    public synchronized void add(PartCounts said) {
        parts.put(new Part(said.file(), said.start()), said.counts());
    }

    @Override
    public void merge(AccumulatorV2<PartCounts, ReadCounts> other) {
        Map<Part, ReadCounts> theirs = ((ReadCounter) other).snapshot();
        synchronized (this) {
            parts.putAll(theirs);
        }
    }

    private synchronized Map<Part, ReadCounts> snapshot() {
        return new TreeMap<>(parts);
    }

    @Override
    public synchronized ReadCounts value() {
        return parts.values().stream().reduce(ReadCounts.NONE, ReadCounts::plus);
    }

    /** What the parts of each file said together, by its path. */
    synchronized Map<String, ReadCounts> byFile() {
        Map<String, ReadCounts> files = new TreeMap<>();
        parts.forEach((part, counts) -> files.merge(part.file(), counts, ReadCounts::plus));
        return files;
    }
}
