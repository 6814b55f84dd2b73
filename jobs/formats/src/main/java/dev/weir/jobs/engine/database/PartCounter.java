package dev.weir.jobs.engine.database;

import dev.weir.contracts.release.SourceCount.ReadDatabase;
import dev.weir.jobs.engine.read.ReadCounts;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;

/** Brings to the driver what reading each part has met. A part counts once however often it is read: the last time that it was read to its end. */
final class PartCounter extends AccumulatorV2<PartCounter.Said, PartCounter.Total> {

    private static final long serialVersionUID = 1L;

    private final Map<Integer, Said> parts = new TreeMap<>();

    /**
     * What one part said.
     *
     * @param rows the sum of its rows' SHA-256, as numbers
     * @param bytes of its values as texts
     */
    record Said(int part, ReadCounts counts, BigInteger rows, long bytes, Instant begun, Instant ended)
            implements Serializable {}

    /** All parts together. */
    record Total(ReadCounts counts, BigInteger rows, long bytes, List<ReadDatabase.Part> parts)
            implements Serializable {

        private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

        /** The sum of the rows' hashes modulo 2 to the power of 256, in hex: it does not depend on their order. */
        String sha256() {
            String hex = rows.mod(MODULUS).toString(16);
            return "0".repeat(64 - hex.length()) + hex;
        }
    }

    static PartCounter registered(SparkSession spark) {
        PartCounter counter = new PartCounter();
        spark.sparkContext().register(counter); // Spark writes what has a name into its event log
        return counter;
    }

    @Override
    public synchronized boolean isZero() {
        return parts.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<Said, Total> copy() {
        PartCounter copy = new PartCounter();
        copy.parts.putAll(parts);
        return copy;
    }

    @Override
    public synchronized void reset() {
        parts.clear();
    }

    @Override
    public synchronized void add(Said said) {
        parts.put(said.part(), said);
    }

    @Override
    public void merge(AccumulatorV2<Said, Total> other) {
        Map<Integer, Said> theirs = ((PartCounter) other).snapshot();
        synchronized (this) {
            parts.putAll(theirs);
        }
    }

    private synchronized Map<Integer, Said> snapshot() {
        return new TreeMap<>(parts);
    }

    @Override
    public synchronized Total value() {
        ReadCounts counts = ReadCounts.NONE;
        BigInteger rows = BigInteger.ZERO;
        long bytes = 0;
        for (Said said : parts.values()) {
            counts = counts.plus(said.counts());
            rows = rows.add(said.rows());
            bytes += said.bytes();
        }
        return new Total(
                counts,
                rows,
                bytes,
                parts.values().stream()
                        .map(said -> new ReadDatabase.Part(said.counts().records(), said.begun(), said.ended()))
                        .toList());
    }
}
