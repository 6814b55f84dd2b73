package dev.weir.quality.suggest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Bounds rounded outward, so that they hold for a little more than was seen. */
final class Bounds {

    private static final MathContext DOWN = new MathContext(2, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(2, RoundingMode.CEILING);
    private static final double MARGIN = 0.1;

    private Bounds() {}

    /** Not above the least value: 0 where nothing is negative, else two digits, a tenth of the range further out. */
    static String lower(double least, double greatest) {
        return least >= 0 ? "0" : plain(new BigDecimal(least - MARGIN * (greatest - least)).round(DOWN));
    }

    /** Not below the greatest value: 0 where nothing is positive, else two digits, a tenth of the range further out. */
    static String upper(double least, double greatest) {
        return greatest <= 0 ? "0" : plain(new BigDecimal(greatest + MARGIN * (greatest - least)).round(UP));
    }

    /** A share rounded down to two digits. */
    static double share(double share) {
        return Math.floor(share * 100) / 100;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
