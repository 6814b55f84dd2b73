package dev.weir.privacy.mask.text;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The one text that a value of another type has when it is hashed, in ASCII: the same value has the same text whatever
 * column, table or session it is in. Floating point has none, since two ways of computing one number differ in the last
 * place: such a column is no key. {@link #number} is for masks that make it coarser.
 */
public final class CanonicalText {

    private static final int BILLION = 1_000_000_000;

    private CanonicalText() {}

    /** An integer of any width: {@code -42}. */
    public static byte[] integer(long value) {
        return value > -BILLION && value < BILLION ? digits((int) value) : ascii(Long.toString(value));
    }

    /** Keys of every row come through here: as bytes at once, without a text between. */
    private static byte[] digits(int value) {
        int rest = Math.abs(value);
        int first = value < 0 ? 1 : 0;
        int length = first + 1;
        for (int power = 10; power <= rest && power < BILLION; power *= 10) {
            length++;
        }
        byte[] text = new byte[length];
        for (int at = length - 1; at >= first; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (first == 1) {
            text[0] = '-';
        }
        return text;
    }

    /** A decimal without exponent and without zeros at its end, so that the scale of the column does not show. */
    public static byte[] decimal(BigDecimal value) {
        return ascii(value.stripTrailingZeros().toPlainString());
    }

    /** The shortest decimal that reads back as this double, without exponent; {@code NaN} and infinities by their names. */
    public static byte[] number(double value) {
        return Double.isFinite(value) ? decimal(BigDecimal.valueOf(value)) : ascii(Double.toString(value));
    }

    /** A day, given in days since 1970-01-01: {@code 2024-02-29}. */
    public static byte[] date(int epochDay) {
        return ascii(LocalDate.ofEpochDay(epochDay).toString());
    }

    /** A moment, given in microseconds since 1970-01-01T00:00Z, in UTC: {@code 2024-02-29T08:30:00Z}. */
    public static byte[] instant(long epochMicros) {
        return ascii(moment(epochMicros).toString());
    }

    /** A wall-clock time, given in microseconds since 1970-01-01T00:00 on that clock: {@code 2024-02-29T08:30}. */
    public static byte[] wallClock(long epochMicros) {
        return ascii(
                LocalDateTime.ofInstant(moment(epochMicros), ZoneOffset.UTC).toString());
    }

    /** {@code true} or {@code false}. */
    public static byte[] truth(boolean value) {
        return ascii(Boolean.toString(value));
    }

    private static Instant moment(long epochMicros) {
        return Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
