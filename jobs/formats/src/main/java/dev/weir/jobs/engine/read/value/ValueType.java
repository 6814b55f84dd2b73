package dev.weir.jobs.engine.read.value;

import dev.weir.contracts.text.TimePattern;
import dev.weir.contracts.text.TimeTexts;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a column must be. The {@code pattern} with the text {@link #ISO} is the ISO 8601 form.
 */
public sealed interface ValueType extends Serializable {
    /** The pattern that stands for ISO 8601. */
    String ISO = "";

    /** The types, for a switch over all of them. */
    enum Kind {
        TEXT,
        AS_WRITTEN,
        WHOLE,
        EXACT,
        REAL,
        FLAG,
        DAY,
        INSTANT,
        WALL_CLOCK,
        TIME_OF_DAY,
        LIST_OF,
        OBJECT_OF
    }

    /** Which of the types it is. */
    Kind kind();

    /** The type of the column in the rows. */
    default DataType sparkType() {
        return switch (kind()) {
            case TEXT, AS_WRITTEN, TIME_OF_DAY -> DataTypes.StringType;
            case WHOLE -> DataTypes.LongType;
            case EXACT -> DataTypes.createDecimalType(((Exact) this).precision(), ((Exact) this).scale());
            case REAL -> DataTypes.DoubleType;
            case FLAG -> DataTypes.BooleanType;
            case DAY -> DataTypes.DateType;
            case INSTANT -> DataTypes.TimestampType;
            case WALL_CLOCK -> DataTypes.TimestampNTZType;
            case LIST_OF -> DataTypes.createArrayType(((ListOf) this).element().sparkType(), true);
            case OBJECT_OF -> ((ObjectOf) this).struct();
        };
    }

    /** What stands between the whole part of a number and its fraction. */
    enum Mark {
        POINT,
        COMMA
    }

    /** Numbers with a comma in the place of the point; any other type as it is. */
    default ValueType withCommas() {
        return switch (kind()) {
            case EXACT -> new Exact(((Exact) this).precision(), ((Exact) this).scale(), Mark.COMMA);
            case REAL -> new Real(((Real) this).notFinite(), Mark.COMMA);
            case TEXT, AS_WRITTEN, WHOLE, FLAG, DAY, INSTANT, WALL_CLOCK, TIME_OF_DAY, LIST_OF, OBJECT_OF -> this;
        };
    }

    /**
     * The same without a form of its texts: of values that programs write, numbers with a point, days and times in ISO 8601 and
     * flags in words.
     */
    default ValueType plain() {
        return switch (kind()) {
            case EXACT -> new Exact(((Exact) this).precision(), ((Exact) this).scale());
            case REAL -> new Real(((Real) this).notFinite());
            case FLAG -> Flag.WORDS;
            case DAY -> new Day(ISO);
            case INSTANT -> new Instant(ISO, ((Instant) this).defaultZone());
            case WALL_CLOCK -> new WallClock(ISO);
            case TIME_OF_DAY -> new TimeOfDay(ISO);
            case TEXT, AS_WRITTEN, WHOLE, LIST_OF, OBJECT_OF -> this;
        };
    }

    /** Any text. */
    record Text() implements ValueType {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    /** Any value that is no list and no object, as the file writes it: of JSON numbers and flags, too. */
    record AsWritten() implements ValueType {
        @Override
        public Kind kind() {
            return Kind.AS_WRITTEN;
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
        public Kind kind() {
            return Kind.WHOLE;
        }
    }

    /** A decimal number that fits its precision and scale with no digit lost. */
    record Exact(int precision, int scale, Mark mark) implements ValueType {
        /** One that is written with a point. */
        public Exact(int precision, int scale) {
            this(precision, scale, Mark.POINT);
        }

        public Exact {
            if (!exists(precision, scale)) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale
                        + ") does not exist; take a precision of 1 to 38 and a scale of 0 up to the precision.");
            }
        }

        public static boolean exists(int precision, int scale) {
            return precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
        }

        /** Empty where there is no such type. */
        public static Optional<ValueType> of(int precision, int scale) {
            return exists(precision, scale) ? Optional.of(new Exact(precision, scale)) : Optional.empty();
        }

        @Override
        public Kind kind() {
            return Kind.EXACT;
        }
    }

    /** A floating-point number of 64 bits. */
    record Real(NotFinite notFinite, Mark mark) implements ValueType {
        /** Whether {@code NaN}, {@code Infinity} and {@code -Infinity} are values. */
        public enum NotFinite {
            REFUSED,
            ALLOWED
        }

        /** One that is written with a point. */
        public Real(NotFinite notFinite) {
            this(notFinite, Mark.POINT);
        }

        /** A finite number. */
        public static final Real FINITE = new Real(NotFinite.REFUSED);

        @Override
        public Kind kind() {
            return Kind.REAL;
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
        public Kind kind() {
            return Kind.FLAG;
        }
    }

    /** A day of the years 1 to 9999. */
    record Day(TimePattern pattern) implements ValueType {
        public Day {
            requirePattern(pattern);
        }

        public Day(String pattern) {
            this(TimePattern.of(pattern));
        }

        @Override
        public Kind kind() {
            return Kind.DAY;
        }
    }

    /**
     * A point in time, in microseconds. Text without an offset is read in the default zone; without a default zone
     * ({@link ValueType#ISO the empty string}) it is not a value. A local time that a zone skips is not a value; of two
     * it repeats, the first is meant.
     */
    record Instant(TimePattern pattern, String defaultZone) implements ValueType {
        public Instant {
            requirePattern(pattern);
            if (!defaultZone.isEmpty()) {
                defaultZone = ZoneId.of(defaultZone).getId();
            }
        }

        public Instant(String pattern, String defaultZone) {
            this(TimePattern.of(pattern), defaultZone);
        }

        @Override
        public Kind kind() {
            return Kind.INSTANT;
        }
    }

    /** Date and time as a clock on the wall shows them, in microseconds; text with an offset is not a value. */
    record WallClock(TimePattern pattern) implements ValueType {
        public WallClock {
            requirePattern(pattern);
        }

        public WallClock(String pattern) {
            this(TimePattern.of(pattern));
        }

        @Override
        public Kind kind() {
            return Kind.WALL_CLOCK;
        }
    }

    /** A time of day, kept as text {@code HH:mm:ss} with six further digits where it has fractions of a second. */
    record TimeOfDay(TimePattern pattern) implements ValueType {
        public TimeOfDay {
            requirePattern(pattern);
        }

        public TimeOfDay(String pattern) {
            this(TimePattern.of(pattern));
        }

        @Override
        public Kind kind() {
            return Kind.TIME_OF_DAY;
        }
    }

    /** A JSON array of values; no other format has one. */
    record ListOf(ValueType element) implements ValueType {
        @Override
        public Kind kind() {
            return Kind.LIST_OF;
        }
    }

    /** A JSON object, whose keys are the names of its fields; no other format has one. */
    record ObjectOf(List<Field> fields) implements ValueType {
        public ObjectOf {
            fields = List.copyOf(fields);
        }

        /** The type of the column in the rows, field by field. */
        public StructType struct() {
            StructType type = new StructType();
            for (Field field : fields) {
                type = type.add(field.name(), field.type().sparkType(), true);
            }
            return type;
        }

        @Override
        public Kind kind() {
            return Kind.OBJECT_OF;
        }
    }

    /** A field of an object. */
    record Field(String name, ValueType type) implements Serializable {}

    private static void requirePattern(TimePattern pattern) {
        reader(pattern);
    }

    /** Reads texts of a pattern; {@code null} for those of ISO 8601. */
    static @Nullable TimeTexts reader(TimePattern pattern) {
        return pattern.text().equals(ISO) ? null : new TimeTexts(pattern);
    }
}
