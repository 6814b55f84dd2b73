package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.file.PrivateUse;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one variable into values of a column's type. A text is read as the same text of any other file is, without the
 * blanks that fill it up; a number is a number, and a day or time where its variable has a format of one.
 */
final class SasColumn {

    /** From here on, whole numbers are not all there. */
    private static final double MOST_WHOLE = 0x1p53;

    private static final String FRACTION_OF_DAY = "a date with a time of day";

    /** Why a value is none. */
    record Wrong(Unreadable why, String detail) {
        private static Wrong type(String detail) {
            return new Wrong(Unreadable.TYPE, detail);
        }
    }

    private static final Wrong NO_TEXT =
            new Wrong(Unreadable.ENCODING, "bytes that are no text in the file's encoding");

    private final SasVariable variable;
    private final SasNumberForm numbers;
    private final SasTime.Sort sort;
    private final @Nullable CharsetDecoder decoder;
    private final PrivateUse privateUse;
    private final ValueType type;
    private final ValueReader reader;

    /** Of days and times, which are given in ISO 8601, whatever form the column's texts have. */
    private final ValueReader isoReader;

    private final Set<String> nulls;

    SasColumn(SasTable table, SasVariable variable, ReadColumn column, List<String> nullValues) {
        this.variable = variable;
        this.numbers = table.numbers();
        this.sort = SasTime.sort(variable.format());
        this.decoder = table.charset().equals(StandardCharsets.UTF_8) ? null : strict(table.charset());
        this.privateUse = new PrivateUse(table.charset());
        this.type = column.type();
        this.reader = ValueReader.of(type);
        this.isoReader = ValueReader.of(type.plain());
        this.nulls =
                Stream.concat(nullValues.stream(), column.nullValues().stream()).collect(Collectors.toSet());
    }

    static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** A name, label or format that a file has of a variable. */
    static String name(byte[] bytes, int from, int length, Charset charset) throws SasFormatException {
        try {
            return strict(charset)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString()
                    .replace('\0', ' ')
                    .strip();
        } catch (CharacterCodingException e) {
            throw SasFormatException.noText(charset.name());
        }
    }

    /**
     * Sets the column of a row to the variable's value of an observation; what is wrong with it, and null where all is well.
     *
     * @param bytes hold the observation, and keep it as long as the row is the current one
     * @param from its first byte
     */
    @Nullable
    Wrong read(byte[] bytes, int from, RecordRow row, int column) {
        int first = from + variable.offset();
        return variable.isNumeric()
                ? number(numbers.bits(bytes, first, variable.length()), row, column)
                : text(bytes, first, first + variable.length(), row, column);
    }

    private @Nullable Wrong text(byte[] bytes, int from, int until, RecordRow row, int column) {
        int to = until;
        while (from < to && (bytes[to - 1] == ' ' || bytes[to - 1] == 0)) {
            to--;
        }
        if (from == to) {
            row.setAbsent(column);
            return null;
        }
        if (decoder == null) {
            return WellFormedUtf8.wellFormed(bytes, from, to) ? utf8(bytes, from, to, row, column) : NO_TEXT;
        }
        try {
            CharBuffer chars = decoder.decode(ByteBuffer.wrap(bytes, from, to - from));
            if (!privateUse.settle(chars)) {
                return NO_TEXT;
            }
            byte[] utf8 = chars.toString().getBytes(StandardCharsets.UTF_8);
            return utf8(utf8, 0, utf8.length, row, column);
        } catch (CharacterCodingException e) {
            return NO_TEXT;
        }
    }

    private @Nullable Wrong utf8(byte[] bytes, int from, int to, RecordRow row, int column) {
        if (!nulls.isEmpty() && nulls.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8))) {
            row.setAbsent(column);
            return null;
        }
        return reader.read(bytes, from, to, row, column) ? null : Wrong.type(reader.expectation());
    }

    private @Nullable Wrong number(long bits, RecordRow row, int column) {
        char missing = numbers.missing(bits);
        if (missing == SasNumberForm.NEITHER) {
            return Wrong.type("a number that is none, nor a missing value of SAS");
        }
        if (missing != SasNumberForm.NUMBER) {
            return missing(missing, row, column);
        }
        double number = numbers.value(bits);
        if (!nulls.isEmpty() && nulls.contains(plain(number))) {
            row.setAbsent(column);
            return null;
        }
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN -> asText(number, row, column);
            case WHOLE, EXACT, REAL, FLAG -> amount(number, row, column);
            case DAY, INSTANT, WALL_CLOCK -> moment(number, row, column);
            case TIME_OF_DAY -> time(number, row, column);
            case LIST_OF, OBJECT_OF -> Wrong.type(reader.expectation());
        };
    }

    private @Nullable Wrong missing(char mark, RecordRow row, int column) {
        String word = mark == '.' ? "." : "." + mark;
        if (mark == '.' || nulls.contains(word)) {
            row.setAbsent(column);
            return null;
        }
        return type instanceof ValueType.AsWritten
                ? set(reader, word, row, column)
                : Wrong.type("the special missing value " + word + ", which no 'nullValues' names");
    }

    private @Nullable Wrong amount(double number, RecordRow row, int column) {
        if (sort != SasTime.Sort.NUMBER) {
            return Wrong.type("a date or time, by the format of its variable");
        }
        boolean isReal = type instanceof ValueType.Real;
        if (!isReal && Math.abs(number) >= MOST_WHOLE) {
            return Wrong.type("a whole number of 2^53 or more, of which a number of SAS does not keep all digits");
        }
        return set(reader, isReal ? Double.toString(number) : plain(number), row, column);
    }

    private @Nullable Wrong moment(double number, RecordRow row, int column) {
        if (sort != SasTime.Sort.DAY && sort != SasTime.Sort.MOMENT) {
            return Wrong.type("a number whose variable has no format of dates");
        }
        LocalDateTime moment = SasTime.moment(number, sort);
        if (moment == null) {
            return Wrong.type("a number that is no date");
        }
        if (!(type instanceof ValueType.Day)) {
            return set(isoReader, SasTime.iso(moment), row, column);
        }
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? set(isoReader, moment.toLocalDate().toString(), row, column)
                : Wrong.type(FRACTION_OF_DAY);
    }

    private @Nullable Wrong time(double number, RecordRow row, int column) {
        if (sort != SasTime.Sort.TIME) {
            return Wrong.type("a number whose variable has no format of times");
        }
        LocalTime time = SasTime.time(number);
        return time == null
                ? Wrong.type("a number of seconds that is no time of day")
                : set(isoReader, SasTime.iso(time), row, column);
    }

    private @Nullable Wrong asText(double number, RecordRow row, int column) {
        return switch (sort) {
            case NUMBER -> set(reader, plain(number), row, column);
            case DAY, MOMENT -> {
                LocalDateTime moment = SasTime.moment(number, sort);
                yield moment == null
                        ? Wrong.type("a number that is no date")
                        : set(
                                reader,
                                sort == SasTime.Sort.DAY ? moment.toLocalDate().toString() : SasTime.iso(moment),
                                row,
                                column);
            }
            case TIME -> {
                LocalTime time = SasTime.time(number);
                yield time == null
                        ? Wrong.type("a number of seconds that is no time of day")
                        : set(reader, SasTime.iso(time), row, column);
            }
        };
    }

    /** In plain digits, the fewest that are this number and no other. */
    static String plain(double number) {
        boolean isShort = number == Math.rint(number) && Math.abs(number) < MOST_WHOLE;
        return isShort
                ? String.valueOf((long) number)
                : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    private static @Nullable Wrong set(ValueReader by, String text, RecordRow row, int column) {
        return by.read(text, row, column) ? null : Wrong.type(by.expectation());
    }
}
