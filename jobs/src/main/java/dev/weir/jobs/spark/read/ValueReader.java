package dev.weir.jobs.spark.read;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a value into a row. Each reader knows the usual forms of its type and asks {@link Literals} about
 * every other, so that the two always agree.
 */
abstract class ValueReader {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };
    private static final long[] LONG_POWERS = new long[19];

    static {
        LONG_POWERS[0] = 1;
        for (int i = 1; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = LONG_POWERS[i - 1] * 10;
        }
    }

    /** Sets the column to the value of the bytes, or answers false if they are no value of the type. */
    abstract boolean read(byte[] bytes, int from, int to, RecordRow row, int column);

    /** What the value is not, for people. */
    abstract String expectation();

    static ValueReader of(ValueType type) {
        return type.match(new Choice());
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    static @Nullable DateTimeFormatter formatter(String pattern) {
        return pattern.equals(ValueType.ISO) ? null : TimePatterns.formatter(pattern);
    }

    static String shape(String pattern) {
        return pattern.equals(ValueType.ISO) ? "in ISO 8601" : "of the form " + pattern;
    }

    private static final class Choice implements ValueType.Cases<ValueReader> {
        @Override
        public ValueReader text(ValueType.Text type) {
            return new TextReader();
        }

        @Override
        public ValueReader whole(ValueType.Whole type) {
            return new WholeReader(type);
        }

        @Override
        public ValueReader exact(ValueType.Exact type) {
            return new ExactReader(type);
        }

        @Override
        public ValueReader real(ValueType.Real type) {
            return new RealReader(type);
        }

        @Override
        public ValueReader flag(ValueType.Flag type) {
            return new FlagReader(type);
        }

        @Override
        public ValueReader day(ValueType.Day type) {
            return new DayReader(type);
        }

        @Override
        public ValueReader instant(ValueType.Instant type) {
            ZoneId zone = type.defaultZone().isEmpty() ? null : ZoneId.of(type.defaultZone());
            return new InstantReader(type, zone);
        }

        @Override
        public ValueReader wallClock(ValueType.WallClock type) {
            return new WallClockReader(type);
        }

        @Override
        public ValueReader timeOfDay(ValueType.TimeOfDay type) {
            return new TimeOfDayReader(type);
        }

        @Override
        public ValueReader listOf(ValueType.ListOf type) {
            return new ListReader();
        }
    }

    private static final class TextReader extends ValueReader {
        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            row.setText(column, bytes, from, to);
            return true;
        }

        @Override
        String expectation() {
            return "not a text";
        }
    }

    private static final class WholeReader extends ValueReader {
        private final ValueType.Whole type;

        WholeReader(ValueType.Whole type) {
            this.type = type;
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            int p = from < to && bytes[from] == '-' ? from + 1 : from;
            boolean usual = p < to && to - p <= 18;
            long value = 0;
            for (int i = p; usual && i < to; i++) {
                int digit = bytes[i] - '0';
                usual = digit >= 0 && digit <= 9;
                value = value * 10 + digit;
            }
            value = p == from ? value : -value;
            if (!usual || value < type.min() || value > type.max()) {
                Long slow = Literals.whole(text(bytes, from, to), type.min(), type.max());
                if (slow == null) {
                    return false;
                }
                value = slow;
            }
            row.setLongBits(column, value);
            return true;
        }

        @Override
        String expectation() {
            return type.equals(ValueType.Whole.LONG)
                    ? "not an integer of 64 bits"
                    : "not an integer from " + type.min() + " to " + type.max();
        }
    }

    /** Reads digits with at most one point; what it found stays in the fields. */
    private abstract static class DigitsReader extends ValueReader {
        long digits;
        int scale;

        final boolean digits(byte[] bytes, int from, int to) {
            int p = from < to && bytes[from] == '-' ? from + 1 : from;
            int point = -1;
            if (to - p > 19) {
                return false;
            }
            long value = 0;
            int count = 0;
            for (int i = p; i < to; i++) {
                int digit = bytes[i] - '0';
                if (digit >= 0 && digit <= 9) {
                    value = value * 10 + digit;
                    count++;
                } else if (bytes[i] == '.' && point < 0) {
                    point = i;
                } else {
                    return false;
                }
            }
            digits = value;
            scale = point < 0 ? 0 : to - point - 1;
            return count > 0 && count <= 18;
        }
    }

    private static final class ExactReader extends DigitsReader {
        private final ValueType.Exact type;
        private final boolean small;

        ExactReader(ValueType.Exact type) {
            this.type = type;
            this.small = type.precision() <= 18;
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            if (small && digits(bytes, from, to) && scale <= type.scale()) {
                long power = LONG_POWERS[type.scale() - scale];
                if (digits < LONG_POWERS[type.precision()] / power) {
                    long unscaled = digits * power;
                    row.setLongBits(column, bytes[from] == '-' ? -unscaled : unscaled);
                    return true;
                }
            }
            BigDecimal slow = Literals.exact(text(bytes, from, to), type.precision(), type.scale());
            if (slow == null) {
                return false;
            }
            if (small) {
                row.setLongBits(column, slow.unscaledValue().longValueExact());
            } else {
                row.setObject(column, Decimal.apply(slow, type.precision(), type.scale()));
            }
            return true;
        }

        @Override
        String expectation() {
            return "not a number that decimal(" + type.precision() + "," + type.scale() + ") holds exactly";
        }
    }

    private static final class RealReader extends DigitsReader {
        private final ValueType.Real type;

        RealReader(ValueType.Real type) {
            this.type = type;
        }

        /** Both parts are exact below 2^53 and 10^22, so one division rounds as the standard says (Clinger 1990). */
        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            double value;
            if (digits(bytes, from, to) && digits <= 1L << 53) {
                value = digits / POWERS[scale];
                value = bytes[from] == '-' ? -value : value;
            } else {
                Double slow = Literals.real(text(bytes, from, to), type.notFinite());
                if (slow == null) {
                    return false;
                }
                value = slow;
            }
            row.setLongBits(column, Double.doubleToRawLongBits(value));
            return true;
        }

        @Override
        String expectation() {
            return "not a finite number in digits";
        }
    }

    private static final class FlagReader extends ValueReader {
        private final ValueType.Flag type;

        FlagReader(ValueType.Flag type) {
            this.type = type;
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            Boolean value = Literals.flag(text(bytes, from, to), type);
            if (value == null) {
                return false;
            }
            row.setLongBits(column, value ? 1 : 0);
            return true;
        }

        @Override
        String expectation() {
            return "neither " + type.whenTrue() + " nor " + type.whenFalse();
        }
    }

    private static final class DayReader extends ValueReader {
        private final ValueType.Day type;
        private final @Nullable DateTimeFormatter format;

        DayReader(ValueType.Day type) {
            this.type = type;
            this.format = formatter(type.pattern());
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            long day = format == null && to - from == 10 ? IsoTime.epochDay(bytes, from) : IsoTime.UNUSUAL;
            if (day == IsoTime.UNUSUAL) {
                LocalDate slow = Literals.day(text(bytes, from, to), format);
                if (slow == null) {
                    return false;
                }
                day = slow.toEpochDay();
            }
            row.setLongBits(column, day);
            return true;
        }

        @Override
        String expectation() {
            return "not a day " + shape(type.pattern());
        }
    }

    private static final class InstantReader extends ValueReader {
        private final ValueType.Instant type;
        private final @Nullable DateTimeFormatter format;
        private final @Nullable ZoneId zone;

        InstantReader(ValueType.Instant type, @Nullable ZoneId zone) {
            this.type = type;
            this.format = formatter(type.pattern());
            this.zone = zone;
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            long micros = format == null ? IsoTime.instant(bytes, from, to) : IsoTime.UNUSUAL;
            if (micros == IsoTime.UNUSUAL) {
                Long slow = Literals.instant(text(bytes, from, to), format, zone);
                if (slow == null) {
                    return false;
                }
                micros = slow;
            }
            row.setLongBits(column, micros);
            return true;
        }

        @Override
        String expectation() {
            return "not a time " + shape(type.pattern())
                    + (zone == null ? " with an offset from UTC" : " that exists in " + zone.getId());
        }
    }

    private static final class WallClockReader extends ValueReader {
        private final ValueType.WallClock type;
        private final @Nullable DateTimeFormatter format;

        WallClockReader(ValueType.WallClock type) {
            this.type = type;
            this.format = formatter(type.pattern());
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            long micros = format == null ? IsoTime.wallClock(bytes, from, to) : IsoTime.UNUSUAL;
            if (micros == IsoTime.UNUSUAL) {
                Long slow = Literals.wallClock(text(bytes, from, to), format);
                if (slow == null) {
                    return false;
                }
                micros = slow;
            }
            row.setLongBits(column, micros);
            return true;
        }

        @Override
        String expectation() {
            return "not a date and time " + shape(type.pattern()) + " without an offset";
        }
    }

    private static final class TimeOfDayReader extends ValueReader {
        private final ValueType.TimeOfDay type;
        private final @Nullable DateTimeFormatter format;

        TimeOfDayReader(ValueType.TimeOfDay type) {
            this.type = type;
            this.format = formatter(type.pattern());
        }

        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            if (format == null && to - from == 8 && IsoTime.secondOfDay(bytes, from) != IsoTime.UNUSUAL) {
                row.setText(column, bytes, from, to);
                return true;
            }
            String canonical = Literals.timeOfDay(text(bytes, from, to), format);
            if (canonical == null) {
                return false;
            }
            byte[] own = canonical.getBytes(StandardCharsets.UTF_8);
            row.setText(column, own, 0, own.length);
            return true;
        }

        @Override
        String expectation() {
            return "not a time of day " + shape(type.pattern());
        }
    }

    /** Lists exist in JSON alone, which reads them element by element. */
    private static final class ListReader extends ValueReader {
        @Override
        boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            return false;
        }

        @Override
        String expectation() {
            return "not a list of values of its type";
        }
    }
}
