package dev.weir.contracts.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * A measured number as people read it: with few digits, and with as many as it takes to stay on its side of what it is
 * compared with. What is less than a bound is shown as less, what is not whole is never shown as whole.
 */
public final class NumberText {

    private static final int FEWEST_DIGITS = 6;
    private static final int FEWEST_DECIMALS = 1;

    /** Two longs' fraction and a double that differ do so within these digits: 19 for each long, 17 for the double. */
    private static final MathContext FRACTION = new MathContext(60);

    /** A double has 15 to 17, of which a few sums and quotients lose some. */
    private static final MathContext CALCULATED = new MathContext(12);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private NumberText() {}

    /**
     * Whole numbers whole, others with six digits or as many more as keep them apart from 0, 1 and the bounds: {@code 0.93},
     * {@code 12}, {@code 0.99999995}, {@code NaN}.
     *
     * @param bounds what the number is compared with, each shown by {@link #exact}
     */
    public static String of(double value, double... bounds) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return of(BigDecimal.valueOf(value), bounds);
    }

    /**
     * The share of some of all, judged as a fraction and not as a {@code double}: the share of a count that is one row short
     * of a bound is shown below the bound even where both have the same {@code double}.
     *
     * @param some from 0 to {@code all}
     * @param all above 0
     */
    public static String share(long some, long all, double... bounds) {
        return of(BigDecimal.valueOf(some).divide(BigDecimal.valueOf(all), FRACTION), bounds);
    }

    private static String of(BigDecimal exact, double... bounds) {
        return of(exact, bounds(bounds));
    }

    /**
     * As {@link #of(double, double...)}, of a number all of whose digits are known.
     *
     * @param bounds what the number is compared with
     */
    public static String of(BigDecimal exact, List<BigDecimal> bounds) {
        if (exact.stripTrailingZeros().scale() <= 0) {
            return plain(exact);
        }
        for (int digits = FEWEST_DIGITS; ; digits++) {
            BigDecimal shown = exact.round(new MathContext(digits));
            if (isOnTheSameSide(shown, exact, bounds, BigDecimal.ONE)) {
                return plain(shown);
            }
        }
    }

    private static List<BigDecimal> bounds(double... bounds) {
        return Arrays.stream(bounds)
                .filter(Double::isFinite)
                .mapToObj(BigDecimal::valueOf)
                .toList();
    }

    /** A number as it was written, with all its digits. */
    public static String exact(double value) {
        return Double.isFinite(value) ? plain(BigDecimal.valueOf(value)) : Double.toString(value);
    }

    /** A number that was calculated, without what is lost in its last digits: 141.4 for 141.39999999999998. */
    public static String calculated(double value) {
        return Double.isFinite(value) ? plain(BigDecimal.valueOf(value).round(CALCULATED)) : Double.toString(value);
    }

    /**
     * A share in percent: {@code 93.4 %}, with one decimal or as many more as keep it apart from 0 %, 100 % and the bounds.
     *
     * @param share from 0 to 1
     * @param bounds shares that it is compared with
     */
    public static String percent(double share, double... bounds) {
        if (!Double.isFinite(share)) {
            return Double.toString(share);
        }
        BigDecimal exact = BigDecimal.valueOf(share);
        for (int decimals = FEWEST_DECIMALS; ; decimals++) {
            BigDecimal shown = exact.setScale(decimals + 2, RoundingMode.HALF_EVEN);
            if (isOnTheSameSide(shown, exact, bounds(bounds), BigDecimal.ONE)) {
                return plain(shown.multiply(HUNDRED)) + " %";
            }
        }
    }

    /** The share of some of all in percent; a whole of nothing is whole. */
    public static String percent(long some, long all, double... bounds) {
        return percent(all == 0 ? 1 : (double) some / all, bounds);
    }

    /** Whether rounding has not moved a number to, from or over anything that it is compared with; ends with all digits. */
    private static boolean isOnTheSameSide(
            BigDecimal shown, BigDecimal exact, List<BigDecimal> bounds, BigDecimal whole) {
        if (shown.signum() != exact.signum() || shown.compareTo(whole) != exact.compareTo(whole)) {
            return false;
        }
        return bounds.stream().allMatch(bound -> shown.compareTo(bound) == exact.compareTo(bound));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
