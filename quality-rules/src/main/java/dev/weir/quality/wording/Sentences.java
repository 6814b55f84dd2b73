package dev.weir.quality.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as verdicts tell them. */
public final class Sentences {

    private static final MathContext SHOWN = new MathContext(6);

    private Sentences() {}

    /** {@code 3 of 1,200 rows}. */
    public static String rows(long some, long all) {
        return String.format(Locale.ROOT, "%,d of %,d %s", some, all, all == 1 ? "row" : "rows");
    }

    /** Whole numbers whole, others with six digits: {@code 0.93}, {@code 12}, {@code NaN}. */
    public static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal shown = value == Math.rint(value) ? exact : exact.round(SHOWN);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** Why a rule that asks for past values passes unasked. */
    public static String past(int there, int needed) {
        String wanted = needed == 1 ? "is a release" : "are " + needed + " releases";
        String found = there == 0 ? "none has" : there == 1 ? "one has" : there + " have";
        return "It passes until there " + wanted + " to compare with: " + found + " measured it";
    }
}
