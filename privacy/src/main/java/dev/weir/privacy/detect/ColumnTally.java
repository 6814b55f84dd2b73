package dev.weir.privacy.detect;

/** Counts of a column's values by their {@link ValueTraits}; of no value is anything else kept. */
public final class ColumnTally {

    private static final int BITS = Long.SIZE;

    private final long[] counts = new long[BITS];
    private long values;

    /** A value that is not NULL. */
    public void add(String value) {
        add(ValueTraits.of(value), 1);
    }

    /** So many values with the same traits. */
    public void add(long traits, long times) {
        values += times;
        for (long bits = traits; bits != 0; bits &= bits - 1) {
            counts[Long.numberOfTrailingZeros(bits)] += times;
        }
    }

    /** How many values there were. */
    public long values() {
        return values;
    }

    /** The share of values that fit a detector, from 0 to 1. */
    double rate(int detector) {
        return values == 0 ? 0 : (double) counts[detector] / values;
    }

    /** How many values fit a detector, or have the shape of one. */
    long count(int bit) {
        return counts[bit];
    }

    /** Whether more than half of the values have a trait. */
    boolean mostAre(long trait) {
        return counts[Long.numberOfTrailingZeros(trait)] * 2 > values;
    }

    /** Of the long values that were searched inside, the share in which something was found. */
    double foundInside() {
        long searched = counts[Long.numberOfTrailingZeros(ValueTraits.SEARCHED)];
        return searched == 0 ? 0 : Math.min(1, (double) inside() / searched);
    }

    /** Of all values, the share in which something was found inside. */
    double holdInside() {
        return values == 0 ? 0 : (double) inside() / values;
    }

    private long inside() {
        return counts[Long.numberOfTrailingZeros(ValueTraits.FOUND_INSIDE)];
    }
}
