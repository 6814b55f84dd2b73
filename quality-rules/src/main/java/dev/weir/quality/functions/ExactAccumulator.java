package dev.weir.quality.functions;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An exact sum of numbers, so that neither their order nor how they were divided among parts changes it. It is a small
 * superaccumulator: a fixed-point number over the whole range of doubles, in digits of 32 bits that are kept in 64, so that
 * carries wait (R. M. Neal, "Fast exact summation using small and large superaccumulators", arXiv:1505.05571, 2015).
 */
final class ExactAccumulator {

    /** The exponent of the last bit: of the smallest double above zero. */
    private static final int LAST_BIT = -1074;

    private static final int DIGIT = 32;
    private static final long DIGIT_MASK = 0xffff_ffffL;

    /** 2,098 bits of a double's range, and 63 for the number of terms. */
    private static final int DIGITS = 68;

    /** Of terms below 2^32, as many as 64 bits hold with their sign, and some to spare. */
    private static final int MOST_UNCARRIED = 1 << 30;

    private static final int PRECISION = 53;

    /** Digits that make a rest of a division more than one bit below the last one kept. */
    private static final int GUARD = 64;

    private static final int NAN = 1;
    private static final int POSITIVE_INFINITY = 2;
    private static final int NEGATIVE_INFINITY = 4;

    private final long[] digits = new long[DIGITS];
    private int uncarried;
    private long count;
    private int special;

    /** How many numbers it holds. */
    long count() {
        return count;
    }

    /** Adds a double; what is no finite number decides the sum as IEEE 754 has it. */
    void add(double value) {
        count++;
        if (Double.isNaN(value)) {
            special |= NAN;
        } else if (Double.isInfinite(value)) {
            special |= value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        } else {
            long bits = Double.doubleToRawLongBits(value);
            int exponent = (int) (bits >>> 52) & 0x7ff;
            long fraction = bits & ((1L << 52) - 1);
            long magnitude = exponent == 0 ? fraction : fraction | (1L << 52);
            add(magnitude, Math.max(exponent - 1, 0), bits < 0 ? -1 : 1);
        }
    }

    /** Adds an integer, all its 64 bits. */
    void add(long value) {
        count++;
        // The magnitude of the least one is 2^63 as an unsigned number.
        add(Math.abs(value), -LAST_BIT, value < 0 ? -1 : 1);
    }

    /**
     * @param magnitude unsigned
     * @param position of its last bit
     */
    private void add(long magnitude, int position, int sign) {
        int first = position / DIGIT;
        int shift = position % DIGIT;
        long low = (magnitude & DIGIT_MASK) << shift;
        long high = (magnitude >>> DIGIT) << shift;
        digits[first] += sign * (low & DIGIT_MASK);
        digits[first + 1] += sign * ((low >>> DIGIT) + (high & DIGIT_MASK));
        digits[first + 2] += sign * (high >>> DIGIT);
        uncarried += 2;
        if (uncarried >= MOST_UNCARRIED) {
            carry();
        }
    }

    void add(ExactAccumulator other) {
        carry();
        other.carry();
        for (int i = 0; i < DIGITS; i++) {
            digits[i] += other.digits[i];
        }
        uncarried = 2;
        count += other.count;
        special |= other.special;
    }

    /** Makes every digit but the last one of 32 bits; the last has the sign. */
    private void carry() {
        for (int i = 0; i + 1 < DIGITS; i++) {
            digits[i + 1] += digits[i] >> DIGIT;
            digits[i] &= DIGIT_MASK;
        }
        uncarried = 0;
    }

    /** The sum, rounded once to the nearest double, ties to even; NULL of no number. A sum of zeros is positive. */
    @Nullable
    Double sum() {
        return count == 0 ? null : rounded(1);
    }

    /** The sum divided by the number of terms, rounded once; NULL of no number. */
    @Nullable
    Double mean() {
        return count == 0 ? null : rounded(count);
    }

    private double rounded(long divisor) {
        if (special != 0) {
            return switch (special) {
                case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
                case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
                default -> Double.NaN;
            };
        }
        BigInteger sum = exact();
        BigInteger by = BigInteger.valueOf(divisor);
        int shift = Math.max(0, GUARD + by.bitLength() - sum.bitLength());
        BigInteger[] parts = sum.abs().shiftLeft(shift).divideAndRemainder(by);
        return sum.signum() * rounded(parts[0], parts[1].signum() != 0, LAST_BIT - shift);
    }

    /**
     * @param rest whether the number is a little more than these bits say
     * @param exponent of the last bit
     */
    private static double rounded(BigInteger bits, boolean rest, int exponent) {
        int dropped = Math.max(bits.bitLength() - PRECISION, LAST_BIT - exponent);
        if (dropped <= 0) {
            return Math.scalb(bits.doubleValue(), exponent);
        }
        BigInteger kept = bits.shiftRight(dropped);
        boolean half = bits.testBit(dropped - 1);
        boolean more = rest || bits.getLowestSetBit() < dropped - 1;
        if (half && (more || kept.testBit(0))) {
            kept = kept.add(BigInteger.ONE);
        }
        return Math.scalb(kept.doubleValue(), exponent + dropped);
    }

    /** The sum in units of the last bit. */
    private BigInteger exact() {
        carry();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * DIGITS + Integer.BYTES);
        bytes.putLong(digits[DIGITS - 1]);
        for (int i = DIGITS - 2; i >= 0; i--) {
            bytes.putInt((int) digits[i]);
        }
        return new BigInteger(bytes.array());
    }

    /** As bytes, short where few digits are in use. */
    byte[] bytes() {
        carry();
        int from = 0;
        while (from < DIGITS - 1 && digits[from] == 0) {
            from++;
        }
        int to = DIGITS;
        while (to > from && digits[to - 1] == 0) {
            to--;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + 2 + Long.BYTES * (to - from));
        bytes.putLong(count).put((byte) special).put((byte) from);
        for (int i = from; i < to; i++) {
            bytes.putLong(digits[i]);
        }
        return bytes.array();
    }

    /** What {@link #bytes} wrote. */
    static ExactAccumulator of(byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        ExactAccumulator sum = new ExactAccumulator();
        sum.count = bytes.getLong();
        sum.special = bytes.get();
        for (int i = bytes.get(); bytes.hasRemaining(); i++) {
            sum.digits[i] = bytes.getLong();
        }
        return sum;
    }
}
