package dev.weir.jobs.engine.read.excel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What cells hold, by their formats and the days that their workbook counts from. */
final class CellValues {
    /** Excel keeps fifteen digits of a number, and shows no more; the others come from the binary numbers that it computes with. */
    private static final MathContext DIGITS = new MathContext(15);

    /** From here on, whole numbers have more digits than are kept. */
    private static final double MOST_WHOLE = 1e15;

    /** As many characters as the shortest of them has, {@code 1E15}. */
    private static final int SHORTEST_LOST = 4;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final CellFormats formats;
    private final boolean since1904;

    CellValues(Workbook workbook) throws java.io.IOException {
        this.formats = workbook.formats();
        this.since1904 = workbook.isSince1904();
    }

    /** Whether a cell's number is a day or a time. */
    boolean isOfTime(Cell cell) throws WorkbookFormatException {
        return cell.kind == Cell.Kind.ISO_DAY
                || (cell.kind == Cell.Kind.NUMBER && formats.of(cell.style).isOfTime());
    }

    /** The number of a cell; NaN where what stands there is none. */
    static double number(Cell cell) {
        String written = cell.text().strip();
        try {
            double number = Double.parseDouble(written);
            char last = written.charAt(written.length() - 1);
            boolean isDecimal =
                    (Character.isDigit(last) || last == '.') && written.indexOf('x') < 0 && written.indexOf('X') < 0;
            return isDecimal && !Double.isInfinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether a cell is a number, and no time, whose digits are not all kept. */
    boolean hasLostDigits(Cell cell) throws WorkbookFormatException {
        return cell.kind == Cell.Kind.NUMBER
                && cell.to - cell.from >= SHORTEST_LOST
                && hasLostDigits(number(cell))
                && !isOfTime(cell);
    }

    /** Whether a number is whole and larger than those whose digits are all kept. */
    static boolean hasLostDigits(double number) {
        return Math.abs(number) >= MOST_WHOLE;
    }

    /** A number in plain digits, those that Excel keeps. */
    static String plain(double number) {
        BigDecimal kept = new BigDecimal(Double.toString(number)).round(DIGITS);
        return kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString();
    }

    /** The day and time of a cell that has one, in ISO 8601; null where it is none. */
    @Nullable
    LocalDateTime dayAndTime(Cell cell) throws WorkbookFormatException {
        if (cell.kind == Cell.Kind.ISO_DAY) {
            String written = cell.text();
            try {
                return LocalDateTime.parse(written.indexOf('T') < 0 ? written + "T00:00" : written);
            } catch (java.time.DateTimeException e) {
                return null;
            }
        }
        double number = number(cell);
        return hasDay(cell, number) ? SerialTime.dayAndTime(number, since1904) : null;
    }

    /** Hours that went by have no day, nor has a time of day below one, which days counted from 1904 would give one. */
    private boolean hasDay(Cell cell, double number) throws WorkbookFormatException {
        return switch (formats.of(cell.style).sort()) {
            case DURATION -> false;
            case TIME -> number >= 1;
            case NUMBER, DAY, DAY_AND_TIME -> true;
        };
    }

    /** The time of day of a cell that has a time and no day; null where it is none. */
    @Nullable
    LocalTime time(Cell cell) {
        return cell.kind == Cell.Kind.NUMBER ? SerialTime.time(number(cell)) : null;
    }

    static String iso(LocalTime time) {
        return time.format(TIME);
    }

    static String iso(LocalDateTime time) {
        return time.toLocalDate() + "T" + iso(time.toLocalTime());
    }

    /** A cell as a text, in the plainest way: of numbers the digits, of days and times ISO 8601, of hours {@code 36:00:00}. Null where there is no value. */
    @Nullable
    String text(Cell cell) throws WorkbookFormatException {
        return switch (cell.kind) {
            case TEXT -> cell.text();
            case FLAG -> flag(cell);
            case NUMBER -> number(cell, formats.of(cell.style));
            case ISO_DAY -> moment(cell, false);
            case ERROR, NO_RESULT, TOO_LONG -> null;
        };
    }

    /** As Excel shows it; null where it is none. */
    static @Nullable String flag(Cell cell) {
        return switch (cell.text()) {
            case "1", "true" -> "TRUE";
            case "0", "false" -> "FALSE";
            default -> null;
        };
    }

    private @Nullable String number(Cell cell, NumberFormat format) throws WorkbookFormatException {
        double number = number(cell);
        if (Double.isNaN(number)) {
            return null;
        }
        return switch (format.sort()) {
            case NUMBER -> padded(plain(number), format.digits());
            case DAY, DAY_AND_TIME, TIME -> moment(cell, format.sort() != NumberFormat.Sort.DAY);
            case DURATION -> SerialTime.elapsed(number);
        };
    }

    /** A format of zeros fills a whole number up, which counts in a number that is a name. */
    private static String padded(String plain, int digits) {
        boolean whole = plain.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole && plain.length() < digits ? "0".repeat(digits - plain.length()) + plain : plain;
    }

    private @Nullable String moment(Cell cell, boolean showsTime) throws WorkbookFormatException {
        LocalTime time = showsTime ? time(cell) : null;
        if (time != null) {
            return iso(time);
        }
        LocalDateTime moment = dayAndTime(cell);
        if (moment == null) {
            return null;
        }
        boolean hasTime = showsTime || !moment.toLocalTime().equals(LocalTime.MIDNIGHT);
        return hasTime ? iso(moment) : moment.toLocalDate().toString();
    }
}
