package dev.weir.quality.state;

import java.math.BigInteger;

/** Numbers of an integer column; days of a date column; microseconds of a timestamp column. */
public final class LongState extends NumberState {

    private static final long serialVersionUID = 1L;

    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private long sumHigh;
    private long sumLow;

    LongState() {}

    void add(long value) {
        if (value < least) {
            least = value;
        }
        if (value > greatest) {
            greatest = value;
        }
        addToSum(value >> 63, value);
        moments().add((double) value);
    }

    @Override
    LongState plus(NumberState state) {
        if (!(state instanceof LongState other)) {
            throw different(this, state);
        }
        LongState both = new LongState();
        both.join(this, other);
        both.least = Math.min(least, other.least);
        both.greatest = Math.max(greatest, other.greatest);
        both.sumHigh = sumHigh;
        both.sumLow = sumLow;
        both.addToSum(other.sumHigh, other.sumLow);
        return both;
    }

    public long least() {
        return least;
    }

    public long greatest() {
        return greatest;
    }

    public BigInteger exactSum() {
        return BigInteger.valueOf(sumHigh).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(sumLow)));
    }

    @Override
    public double minimum() {
        return least;
    }

    @Override
    public double maximum() {
        return greatest;
    }

    @Override
    public double sum() {
        return exactSum().doubleValue();
    }

    /** 128 bits hold the sum of any number of longs that can be counted. */
    private void addToSum(long high, long low) {
        long sum = sumLow + low;
        long carry = Long.compareUnsigned(sum, sumLow) < 0 ? 1 : 0;
        sumLow = sum;
        sumHigh += high + carry;
    }
}
