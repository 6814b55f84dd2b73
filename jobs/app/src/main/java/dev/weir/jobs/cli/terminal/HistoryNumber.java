package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A number that history keeps of a column, as people read it: a day as a day, a moment as a moment, and a number that a double
 * cannot hold with {@code about} before the digits that it does.
 */
public final class HistoryNumber {

    /** Whole numbers up to here have a double each. */
    private static final double WHOLE = 1L << 53;

    /** As many digits of a decimal come back out of a double. */
    private static final int DIGITS = 15;

    private static final int LONGEST = 17;

    private HistoryNumber() {}

    /** What the numbers of a column are; plain ones where the contract no longer has it. */
    public static DataType type(Product product, String table, String column) {
        return product.table(table)
                .flatMap(found -> found.columns().stream()
                        .filter(candidate -> candidate.name().equals(column))
                        .findFirst())
                .map(Column::type)
                .orElseGet(DataType.Real::new);
    }

    /** The least or the greatest value. */
    public static String value(double kept, DataType type) {
        if (!Double.isFinite(kept)) {
            return Double.toString(kept);
        } else if (type instanceof DataType.Date) {
            return LocalDate.ofEpochDay((long) kept).toString();
        } else if (type instanceof DataType.Timestamp timestamp) {
            return about(kept, type) + moment((long) kept, timestamp);
        }
        return about(kept, type) + number(kept, isRounded(kept, type) ? DIGITS : LONGEST);
    }

    /** A mean: never a value of the column, and a double in any case. */
    public static String mean(double kept, DataType type) {
        if (!Double.isFinite(kept)) {
            return Double.toString(kept);
        } else if (type instanceof DataType.Date) {
            return LocalDate.ofEpochDay(Math.round(kept)).toString();
        } else if (type instanceof DataType.Timestamp timestamp) {
            return moment(Math.round(kept / 1_000_000) * 1_000_000, timestamp);
        }
        return number(kept, Math.abs(kept) < WHOLE ? Math.max(6, digitsBeforeThePoint(kept)) : 6);
    }

    /** Whether the value that was there may be another than its double. */
    public static boolean isRounded(double kept, DataType type) {
        if (type instanceof DataType.Int64 || type instanceof DataType.Timestamp) {
            return Math.abs(kept) >= WHOLE;
        }
        return type instanceof DataType.Decimal decimal && decimal.precision() > DIGITS;
    }

    private static String about(double kept, DataType type) {
        return isRounded(kept, type) ? "about " : "";
    }

    private static int digitsBeforeThePoint(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        return exact.precision() - exact.scale();
    }

    private static String number(double kept, int digits) {
        BigDecimal number = BigDecimal.valueOf(kept).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (number.signum() == 0) {
            return "0";
        }
        String plain = number.stripTrailingZeros().toPlainString();
        return plain.length() <= LONGEST + 2 ? plain : Double.toString(number.doubleValue());
    }

    private static String moment(long micros, DataType.Timestamp type) {
        Instant moment = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return type.clock() == DataType.Clock.INSTANT
                ? moment.toString()
                : moment.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }
}
