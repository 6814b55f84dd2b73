package dev.weir.jobs.engine.read.value;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many digits decimal numbers have, and how many of the numbers a floating-point number of 64 bits (IEEE 754) holds as another
 * one. Those of parts add up. No number is kept.
 */
public final class DecimalDigits implements Serializable {

    /** Every number of so many digits is a floating-point number's shortest form, so none of them is lost. */
    private static final int DIGITS_OF_REAL = 15;

    private static final int DIGITS_OF_DECIMAL = 38;

    private long lost;
    private int before;
    private int behind;

    /**
     * Adds a number.
     *
     * @param number in digits, as JSON or Java writes it
     * @return whether a floating-point number holds another one in its place
     */
    public boolean add(String number) {
        BigDecimal exact = exact(number);
        if (exact == null) {
            lost++;
            before = DIGITS_OF_DECIMAL + 1;
            return true;
        }
        int whole = Math.max(0, exact.precision() - exact.scale());
        before = Math.max(before, Math.min(whole, DIGITS_OF_DECIMAL + 1));
        behind = Math.max(behind, Math.min(Math.max(0, exact.scale()), DIGITS_OF_DECIMAL + 1));
        boolean isLost =
                whole > DIGITS_OF_REAL || (exact.precision() > DIGITS_OF_REAL && !isHeld(exact, exact.doubleValue()));
        lost += isLost ? 1 : 0;
        return isLost;
    }

    /** Null for what has more digits than any number that means anything. */
    private static @Nullable BigDecimal exact(String number) {
        BigDecimal exact = Literals.number(number);
        return exact == null ? null : exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    private static boolean isHeld(BigDecimal exact, double held) {
        return Double.isFinite(held) && BigDecimal.valueOf(held).compareTo(exact) == 0;
    }

    /** Adds those of another part. */
    public void add(DecimalDigits other) {
        lost += other.lost;
        before = Math.max(before, other.before);
        behind = Math.max(behind, other.behind);
    }

    /** How many of the numbers a floating-point number does not hold. */
    public long lost() {
        return lost;
    }

    /** Whether there are numbers, and none has a fraction. */
    public boolean areWhole() {
        return before > 0 && behind == 0;
    }

    /** The type that reads each of the numbers exactly; empty where none does. */
    public Optional<ValueType> type() {
        if (lost == 0) {
            return Optional.of(ValueType.Real.FINITE);
        }
        return before + behind <= DIGITS_OF_DECIMAL
                ? Optional.of(new ValueType.Exact(DIGITS_OF_DECIMAL, behind))
                : Optional.empty();
    }
}
