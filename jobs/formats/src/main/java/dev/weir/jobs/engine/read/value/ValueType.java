package dev.weir.jobs.engine.read.value;

import dev.weir.contracts.text.TimePattern;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What the text of a column must be. A {@code pattern} is one of {@link java.time.format.DateTimeFormatter}, resolved
 * strictly, with {@code y} meaning the year itself; {@link #ISO} is the ISO 8601 form.
 */
public sealed interface ValueType extends Serializable {
    /** The pattern that stands for ISO 8601. */
    String ISO = "";

    /** The type of the column in the rows. */
    DataType sparkType();

    <R> R match(Cases<R> cases);

    /** The same without a form of its texts: of values that programs write, days and times in ISO 8601 and flags in words. */
    default ValueType plain() {
        return this;
    }

    /** One method for each type. */
    interface Cases<R> {
        R text(Text type);

        R asWritten(AsWritten type);

        R whole(Whole type);

        R exact(Exact type);

        R real(Real type);

        R flag(Flag type);

        R day(Day type);

        R instant(Instant type);

        R wallClock(WallClock type);

        R timeOfDay(TimeOfDay type);

        R listOf(ListOf type);

        R objectOf(ObjectOf type);
    }

    /** Any text. */
    record Text() implements ValueType {
        @Override
        public DataType sparkType() {
            return DataTypes.StringType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** Any value that is no list and no object, as the file writes it: of JSON numbers and flags, too. */
    record AsWritten() implements ValueType {
        @Override
        public DataType sparkType() {
            return DataTypes.StringType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.asWritten(this);
        }
    }

    /** A whole number within bounds, both included, in decimal digits. */
    record Whole(long min, long max) implements ValueType {
        /** Any number of 64 bits. */
        public static final Whole LONG = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);

        /** Any number of at most 15 digits: a floating-point number holds each of them exactly. */
        public static final Whole SHORT = new Whole(-999_999_999_999_999L, 999_999_999_999_999L);

        public Whole {
            if (min > max) {
                throw new IllegalArgumentException("No number lies between " + min + " and " + max + ".");
            }
        }

        @Override
        public DataType sparkType() {
            return DataTypes.LongType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.whole(this);
        }
    }

    /** A decimal number that fits its precision and scale with no digit lost. */
    record Exact(int precision, int scale) implements ValueType {
        public Exact {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale
                        + ") does not exist; take a precision of 1 to 38 and a scale of 0 up to the precision.");
            }
        }

        @Override
        public DataType sparkType() {
            return DataTypes.createDecimalType(precision, scale);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exact(this);
        }
    }

    /** A floating-point number of 64 bits. */
    record Real(NotFinite notFinite) implements ValueType {
        /** Whether {@code NaN}, {@code Infinity} and {@code -Infinity} are values. */
        public enum NotFinite {
            REFUSED,
            ALLOWED
        }

        /** A finite number. */
        public static final Real FINITE = new Real(NotFinite.REFUSED);

        @Override
        public DataType sparkType() {
            return DataTypes.DoubleType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.real(this);
        }
    }

    /** One of two texts, or {@code true} and {@code false} in any case. */
    record Flag(String whenTrue, String whenFalse) implements ValueType {
        /** {@code true} or {@code false}, in any case. */
        public static final Flag WORDS = new Flag("true", "false");

        public Flag {
            if (whenTrue.equals(whenFalse)) {
                throw new IllegalArgumentException("A flag needs two different texts.");
            }
        }

        @Override
        public ValueType plain() {
            return WORDS;
        }

        @Override
        public DataType sparkType() {
            return DataTypes.BooleanType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.flag(this);
        }
    }

    /** A day of the years 1 to 9999. */
    record Day(String pattern) implements ValueType {
        public Day {
            requirePattern(pattern);
        }

        @Override
        public ValueType plain() {
            return new Day(ISO);
        }

        @Override
        public DataType sparkType() {
            return DataTypes.DateType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.day(this);
        }
    }

    /**
     * A point in time, in microseconds. Text without an offset is read in the default zone; without a default zone
     * ({@link ValueType#ISO the empty string}) it is not a value. A local time that a zone skips is not a value; of two
     * it repeats, the first is meant.
     */
    record Instant(String pattern, String defaultZone) implements ValueType {
        public Instant {
            requirePattern(pattern);
            if (!defaultZone.isEmpty()) {
                defaultZone = ZoneId.of(defaultZone).getId();
            }
        }

        @Override
        public ValueType plain() {
            return new Instant(ISO, defaultZone);
        }

        @Override
        public DataType sparkType() {
            return DataTypes.TimestampType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.instant(this);
        }
    }

    /** Date and time as a clock on the wall shows them, in microseconds; text with an offset is not a value. */
    record WallClock(String pattern) implements ValueType {
        public WallClock {
            requirePattern(pattern);
        }

        @Override
        public ValueType plain() {
            return new WallClock(ISO);
        }

        @Override
        public DataType sparkType() {
            return DataTypes.TimestampNTZType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.wallClock(this);
        }
    }

    /** A time of day, kept as text {@code HH:mm:ss} with six further digits where it has fractions of a second. */
    record TimeOfDay(String pattern) implements ValueType {
        public TimeOfDay {
            requirePattern(pattern);
        }

        @Override
        public ValueType plain() {
            return new TimeOfDay(ISO);
        }

        @Override
        public DataType sparkType() {
            return DataTypes.StringType;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timeOfDay(this);
        }
    }

    /** A JSON array of values; no other format has one. */
    record ListOf(ValueType element) implements ValueType {
        @Override
        public DataType sparkType() {
            return DataTypes.createArrayType(element.sparkType(), true);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.listOf(this);
        }
    }

    /** A JSON object, whose keys are the names of its fields; no other format has one. */
    record ObjectOf(List<Field> fields) implements ValueType {
        public ObjectOf {
            fields = List.copyOf(fields);
        }

        @Override
        public StructType sparkType() {
            StructType type = new StructType();
            for (Field field : fields) {
                type = type.add(field.name(), field.type().sparkType(), true);
            }
            return type;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.objectOf(this);
        }
    }

    /** A field of an object. */
    record Field(String name, ValueType type) implements Serializable {}

    private static void requirePattern(String pattern) {
        if (!pattern.equals(ISO)) {
            TimePattern.formatter(pattern);
        }
    }
}
