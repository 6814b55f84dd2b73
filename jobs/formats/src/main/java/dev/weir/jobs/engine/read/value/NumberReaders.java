package dev.weir.jobs.engine.read.value;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.spark.sql.types.Decimal;

/** Readers of numbers: up to 18 digits straight from the bytes, all else by {@link Literals}. */
final class NumberReaders {
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

    private NumberReaders() {}

    static final class WholeReader extends ValueReader {
        private final ValueType.Whole type;

        WholeReader(ValueType.Whole type) {
            this.type = type;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
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
                return set(Literals.whole(text(bytes, from, to), type.min(), type.max()), row, column);
            }
            row.setLongBits(column, value);
            return true;
        }

        @Override
        public String expectation() {
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

    static final class ExactReader extends DigitsReader {
        private final ValueType.Exact type;
        private final boolean small;

        ExactReader(ValueType.Exact type) {
            this.type = type;
            this.small = type.precision() <= 18;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
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
        public String expectation() {
            return "not a number that decimal(" + type.precision() + "," + type.scale() + ") holds exactly";
        }
    }

    static final class RealReader extends DigitsReader {
        private final ValueType.Real type;

        RealReader(ValueType.Real type) {
            this.type = type;
        }

        /** Both parts are exact below 2^53 and 10^22, so one division rounds as the standard says (Clinger 1990). */
        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
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
        public String expectation() {
            return "not a finite number in digits, or a whole one that a floating-point number does not hold";
        }
    }

    /** Reads numbers that have a comma where another reader's have a point; a point is none of theirs. */
    static final class CommaReader extends ValueReader {
        private final ValueReader ofPoints;

        CommaReader(ValueReader ofPoints) {
            this.ofPoints = ofPoints;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            byte[] pointed = Arrays.copyOfRange(bytes, from, to);
            for (int i = 0; i < pointed.length; i++) {
                if (pointed[i] == '.') {
                    return false;
                }
                pointed[i] = pointed[i] == ',' ? (byte) '.' : pointed[i];
            }
            return ofPoints.read(pointed, 0, pointed.length, row, column);
        }

        @Override
        public String expectation() {
            return ofPoints.expectation() + ", written with a decimal comma";
        }
    }
}
