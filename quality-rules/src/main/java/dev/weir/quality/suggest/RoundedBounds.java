package dev.weir.quality.suggest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Bounds rounded outward, so that they hold for a little more than was seen. */
final class RoundedBounds {

    private static final MathContext DOWN = new MathContext(2, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(2, RoundingMode.CEILING);
    private static final double MARGIN = 0.1;

    private RoundedBounds() {}

    /**
     * The range of a column's usual values. A hundredth at either end may be dirt: the fences stand as far outside of the
     * other values as these reach from their median. Where all values lie between the fences, the range ends a tenth of
     * theirs further out than they do, and at 0 where none is beyond it.
     */
    static Range range(FieldFacts facts) {
        double least = facts.numbers().least();
        double greatest = facts.numbers().greatest();
        double margin = MARGIN * (greatest - least);
        double lower = least >= 0 ? 0 : least - margin;
        double upper = greatest <= 0 ? 0 : greatest + margin;
        if (facts.numbers().quantiles().size() == 3) {
            double low = facts.numbers().quantiles().get(0);
            double half = facts.numbers().quantiles().get(1);
            double high = facts.numbers().quantiles().get(2);
            if (low < half && least < low - (half - low)) {
                lower = low - (half - low);
            }
            if (half < high && greatest > high + (high - half)) {
                upper = high + (high - half);
            }
        }
        boolean whole = facts.field().kind() == ProfiledColumn.Kind.WHOLE;
        return new Range(rounded(lower, DOWN, whole), rounded(upper, UP, whole));
    }

    /** Both ends belong to it. */
    record Range(BigDecimal lower, BigDecimal upper) {
        boolean holds(double value) {
            return value >= lower.doubleValue() && value <= upper.doubleValue();
        }

        String least() {
            return plain(lower);
        }

        String greatest() {
            return plain(upper);
        }
    }

    /** A tenth more than the longest text, in whole characters. */
    static long length(long longest) {
        return longest + (longest + 9) / 10;
    }

    private static BigDecimal rounded(double bound, MathContext digits, boolean whole) {
        BigDecimal rounded = new BigDecimal(bound).round(digits);
        return whole ? rounded.setScale(0, digits.getRoundingMode()) : rounded;
    }

    /** A share rounded down to two digits. */
    static double share(double share) {
        return Math.floor(share * 100) / 100;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
