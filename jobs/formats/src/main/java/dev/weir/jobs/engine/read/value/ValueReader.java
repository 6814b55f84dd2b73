package dev.weir.jobs.engine.read.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** As {@link #read(byte[], int, int, RecordRow, int)}, of a text. */
    public final boolean read(String text, RecordRow row, int column) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return read(utf8, 0, utf8.length, row, column);
    }

    /** What the value is not, for people. */
    public abstract String expectation();

    public static ValueReader of(ValueType type) {
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN -> new TextReader();
            case WHOLE -> new NumberReaders.WholeReader((ValueType.Whole) type);
            case EXACT ->
                marked(new NumberReaders.ExactReader((ValueType.Exact) type), ((ValueType.Exact) type).mark());
            case REAL -> marked(new NumberReaders.RealReader((ValueType.Real) type), ((ValueType.Real) type).mark());
            case FLAG -> new FlagReader((ValueType.Flag) type);
            case DAY -> new TimeReaders.DayReader((ValueType.Day) type);
            case INSTANT -> new TimeReaders.InstantReader((ValueType.Instant) type);
            case WALL_CLOCK -> new TimeReaders.WallClockReader((ValueType.WallClock) type);
            case TIME_OF_DAY -> new TimeReaders.TimeOfDayReader((ValueType.TimeOfDay) type);
            case LIST_OF -> new NestedReader("not a list of values of its type");
            case OBJECT_OF -> new NestedReader("not an object whose fields have values of their types");
        };
    }

    private static ValueReader marked(ValueReader ofPoints, ValueType.Mark mark) {
        return mark == ValueType.Mark.POINT ? ofPoints : new NumberReaders.CommaReader(ofPoints);
    }

    /** @param nulls texts that mean NULL */
    public static ValueReader of(ValueType type, List<String> nulls) {
        return nulls.isEmpty() ? of(type) : new NullsReader(of(type), nulls);
    }

    /** Sets the column to the bits of a value, or answers false if there is none. */
    static boolean set(@Nullable Long bits, RecordRow row, int column) {
        if (bits == null) {
            return false;
        }
        row.setLongBits(column, bits);
        return true;
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static final class NullsReader extends ValueReader {
        private final ValueReader others;
        private final byte[][] nulls;

        NullsReader(ValueReader others, List<String> nulls) {
            this.others = others;
            this.nulls = nulls.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        @Override
        public boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
            for (byte[] text : nulls) {
                if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
                    row.setAbsent(column);
                    return true;
                }
            }
            return others.read(bytes, from, to, row, column);
        }

        @Override
        public String expectation() {
            return others.expectation();
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
            return set(value == null ? null : value ? 1L : 0L, row, column);
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
