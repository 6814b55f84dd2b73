package dev.weir.jobs.engine.read.value;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/**
 * Reads the bytes of a value into a row. Each reader knows the usual forms of its type and asks {@link Literals} about
 * every other, so that the two always agree.
 */
public abstract class ValueReader {
    /**
     * Sets the column to the value of the bytes, or answers false if they are no value of the type.
     *
     * @param bytes hold the value in UTF-8
     * @param from its first byte
     * @param to behind its last
     * @param row takes the value; a text stays where it is in {@code bytes} until the next record
     */
    public abstract boolean read(byte[] bytes, int from, int to, RecordRow row, int column);

    /** What the value is not, for people. */
    public abstract String expectation();

    public static ValueReader of(ValueType type) {
        return type.match(new Choice());
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static final class Choice implements ValueType.Cases<ValueReader> {
        @Override
        public ValueReader text(ValueType.Text type) {
            return new TextReader();
        }

        @Override
        public ValueReader asWritten(ValueType.AsWritten type) {
            return new TextReader();
        }

        @Override
        public ValueReader whole(ValueType.Whole type) {
            return new NumberReaders.WholeReader(type);
        }

        @Override
        public ValueReader exact(ValueType.Exact type) {
            return new NumberReaders.ExactReader(type);
        }

        @Override
        public ValueReader real(ValueType.Real type) {
            return new NumberReaders.RealReader(type);
        }

        @Override
        public ValueReader flag(ValueType.Flag type) {
            return new FlagReader(type);
        }

        @Override
        public ValueReader day(ValueType.Day type) {
            return new TimeReaders.DayReader(type);
        }

        @Override
        public ValueReader instant(ValueType.Instant type) {
            ZoneId zone = type.defaultZone().isEmpty() ? null : ZoneId.of(type.defaultZone());
            return new TimeReaders.InstantReader(type, zone);
        }

        @Override
        public ValueReader wallClock(ValueType.WallClock type) {
            return new TimeReaders.WallClockReader(type);
        }

        @Override
        public ValueReader timeOfDay(ValueType.TimeOfDay type) {
            return new TimeReaders.TimeOfDayReader(type);
        }

        @Override
        public ValueReader listOf(ValueType.ListOf type) {
            return new NestedReader("not a list of values of its type");
        }

        @Override
        public ValueReader objectOf(ValueType.ObjectOf type) {
            return new NestedReader("not an object whose fields have values of their types");
        }
    }

    private static final class TextReader extends ValueReader {
        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            row.setText(column, bytes, from, to);
            return true;
        }

        @Override
        public String expectation() {
            return "not a text";
        }
    }

    private static final class FlagReader extends ValueReader {
        private final ValueType.Flag type;

        FlagReader(ValueType.Flag type) {
            this.type = type;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            Boolean value = Literals.flag(text(bytes, from, to), type);
            if (value == null) {
                return false;
            }
            row.setLongBits(column, value ? 1 : 0);
            return true;
        }

        @Override
        public String expectation() {
            return "neither " + type.whenTrue() + " nor " + type.whenFalse();
        }
    }

    /** Lists and objects exist in JSON alone, which reads them part by part. */
    private static final class NestedReader extends ValueReader {
        private final String expectation;

        NestedReader(String expectation) {
            this.expectation = expectation;
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            return false;
        }

        @Override
        public String expectation() {
            return expectation;
        }
    }
}
