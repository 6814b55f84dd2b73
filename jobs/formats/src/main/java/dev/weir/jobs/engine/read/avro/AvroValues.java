package dev.weir.jobs.engine.read.avro;

import dev.weir.jobs.engine.read.typed.TypedColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Values as Avro writes them. */
final class AvroValues {

    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;
    private static final long MICROS_OF_DAY = 86_400 * MICROS;

    /** More bytes than these are no number of 38 digits. */
    private static final int DECIMAL_BYTES = 17;

    /** A longer list is none: as a row it takes many times the bytes that it has in the file. */
    private static final int MOST_ELEMENTS = 1 << 22;

    /** Deeper values are those of no sound file, and would overflow the stack. */
    private static final int MOST_DEPTH = 500;

    private AvroValues() {}

    /** What a value of a schema is of: of a union the one that the value names. */
    static Schema chosen(Schema schema, AvroBytes bytes) throws AvroFormatException {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().get(bytes.choice(schema.getTypes().size()))
                : schema;
    }

    /** Sets a column to a value; what is wrong with it, null where all is well. */
    static @Nullable Unreadable set(Schema nullable, AvroBytes bytes, TypedColumn reader, RecordRow row, int column)
            throws AvroFormatException {
        Schema schema = chosen(nullable, bytes);
        return switch (schema.getType()) {
            case NULL -> {
                row.setAbsent(column);
                yield null;
            }
            case BOOLEAN -> reader.set(Boolean.toString(bytes.flag()), row, column);
            case INT -> number(schema, bytes.number32(), reader, row, column);
            case LONG -> number(schema, bytes.number(), reader, row, column);
            case FLOAT -> reader.set(Double.toString(bytes.real32()), row, column);
            case DOUBLE -> reader.set(Double.toString(bytes.real64()), row, column);
            case STRING -> {
                int length = bytes.length();
                int from = bytes.skip(length);
                yield reader.set(bytes.bytes(), from, from + length, row, column);
            }
            case ENUM -> {
                List<String> symbols = schema.getEnumSymbols();
                yield reader.set(symbols.get(bytes.choice(symbols.size())), row, column);
            }
            case FIXED -> decimal(schema, bytes, schema.getFixedSize(), reader, row, column);
            case BYTES -> decimal(schema, bytes, bytes.length(), reader, row, column);
            case ARRAY -> list(schema.getElementType(), bytes, reader, row, column);
            case RECORD, MAP, UNION -> {
                skip(schema, bytes);
                yield Unreadable.TYPE;
            }
        };
    }

    private static @Nullable Unreadable number(
            Schema schema, long value, TypedColumn reader, RecordRow row, int column) {
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        return switch (logical) {
            case "date" -> reader.set(LocalDate.ofEpochDay(value).toString(), row, column);
            case "time-millis" -> time(value, MILLIS, reader, row, column);
            case "time-micros" -> time(value, MICROS, reader, row, column);
            case "timestamp-millis" -> reader.set(clock(value, MILLIS) + "Z", row, column);
            case "timestamp-micros" -> reader.set(clock(value, MICROS) + "Z", row, column);
            case "local-timestamp-millis" -> reader.set(clock(value, MILLIS), row, column);
            case "local-timestamp-micros" -> reader.set(clock(value, MICROS), row, column);
            default -> reader.set(Long.toString(value), row, column);
        };
    }

    private static @Nullable Unreadable time(long value, long each, TypedColumn reader, RecordRow row, int column) {
        boolean isOfDay = value >= 0 && value < MICROS_OF_DAY / MICROS * each;
        return isOfDay
                ? reader.set(
                        DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(value * (NANOS / each))),
                        row,
                        column)
                : Unreadable.TYPE;
    }

    /** @param each how many of them are a second */
    private static String clock(long value, long each) {
        Instant moment = Instant.ofEpochSecond(Math.floorDiv(value, each), Math.floorMod(value, each) * (NANOS / each));
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
    }

    private static @Nullable Unreadable decimal(
            Schema schema, AvroBytes bytes, int length, TypedColumn reader, RecordRow row, int column)
            throws AvroFormatException {
        int from = bytes.skip(length);
        int first = from;
        int end = from + length;
        byte[] all = bytes.bytes();
        while (end - first > DECIMAL_BYTES && all[first] == (all[first + 1] < 0 ? -1 : 0)) {
            first++; // repeats the sign
        }
        if (length == 0
                || end - first > DECIMAL_BYTES
                || !(schema.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
            return Unreadable.TYPE;
        }
        BigInteger digits = new BigInteger(all, first, end - first);
        return reader.set(new BigDecimal(digits, decimal.getScale()).toPlainString(), row, column);
    }

    private static @Nullable Unreadable list(
            Schema element, AvroBytes bytes, TypedColumn reader, RecordRow row, int column) throws AvroFormatException {
        TypedColumn.Elements elements = reader.elements();
        long seen = 0;
        for (long count = count(bytes); count > 0; count = count(bytes)) {
            for (long i = 0; i < count; i++) {
                if (seen++ < MOST_ELEMENTS) {
                    elements.<AvroFormatException>add((each, of) -> set(element, bytes, each, of, 0));
                } else {
                    skip(element, bytes);
                }
            }
        }
        return seen > MOST_ELEMENTS ? Unreadable.TYPE : elements.set(row, column);
    }

    /** How many values the next run of an array or map has; their bytes may be said, too. */
    private static long count(AvroBytes bytes) throws AvroFormatException {
        long count = bytes.number();
        if (count < 0) {
            bytes.number();
            if (count == Long.MIN_VALUE) {
                throw AvroFormatException.damaged("a list has more values than any has");
            }
        }
        return Math.abs(count);
    }

    /** Passes over a value. */
    static void skip(Schema schema, AvroBytes bytes) throws AvroFormatException {
        skip(schema, bytes, 0);
    }

    private static void skip(Schema nullable, AvroBytes bytes, int depth) throws AvroFormatException {
        if (depth > MOST_DEPTH) {
            throw AvroFormatException.damaged("its values are nested deeper than " + MOST_DEPTH);
        }
        Schema schema = chosen(nullable, bytes);
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> bytes.flag();
            case INT -> bytes.number32();
            case LONG -> bytes.number();
            case FLOAT -> bytes.skip(Float.BYTES);
            case DOUBLE -> bytes.skip(Double.BYTES);
            case STRING, BYTES -> bytes.skip(bytes.length());
            case FIXED -> bytes.skip(schema.getFixedSize());
            case ENUM -> bytes.choice(schema.getEnumSymbols().size());
            case ARRAY -> skipRuns(schema.getElementType(), false, bytes, depth);
            case MAP -> skipRuns(schema.getValueType(), true, bytes, depth);
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    skip(field.schema(), bytes, depth + 1);
                }
            }
            case UNION -> throw AvroFormatException.damaged("a union lies in a union");
        }
    }

    private static void skipRuns(Schema value, boolean isKeyed, AvroBytes bytes, int depth) throws AvroFormatException {
        for (long count = count(bytes); count > 0; count = count(bytes)) {
            for (long i = 0; i < count; i++) {
                int before = bytes.at();
                if (isKeyed) {
                    bytes.skip(bytes.length());
                }
                skip(value, bytes, depth + 1);
                if (bytes.at() == before) {
                    break; // values without bytes: all of the run
                }
            }
        }
    }
}
