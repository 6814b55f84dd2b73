package dev.weir.jobs.engine.read.excel;

import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column into values of its type. A text is read as the same text of any other file is; a number is a
 * number, and a day or time by its format; and what no value can be made of says why, without the value.
 */
final class CellColumn {
    /** Those of the standard (ISO/IEC 29500-1, 18.17.3) and of newer Excels; anything else may be text that was typed. */
    private static final Set<String> ERRORS = Set.of(
            "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!");

    private static final String LOST_DIGITS =
            "a number of more than 15 digits, of which Excel keeps 15: its column has to be text before it is typed in";

    private final CellValues values;
    private final ValueType type;
    private final ValueReader reader;

    /** Of numbers, days and times that are no text: these have a point, or are given in ISO 8601, whatever form the column's texts have. */
    private final ValueReader isoReader;

    private final Set<String> nulls;
    private final boolean isTrimmed;

    CellColumn(ReadColumn column, List<String> nullValues, boolean isTrimmed, CellValues values) {
        this.values = values;
        this.type = column.type();
        this.reader = ValueReader.of(type);
        this.isoReader = ValueReader.of(type.plain());
        this.nulls =
                Stream.concat(nullValues.stream(), column.nullValues().stream()).collect(Collectors.toSet());
        this.isTrimmed = isTrimmed;
    }

    /** Sets the column of a row to the value of a cell; what a cell is that has none, and null where all is well. */
    @Nullable
    String read(Cell cell, RecordRow row, int column) throws WorkbookFormatException {
        return switch (cell.kind) {
            case ERROR -> ERRORS.contains(cell.text()) ? "the error " + cell.text() : "an error of a formula";
            case NO_RESULT -> "a formula whose result was not saved with it";
            case TOO_LONG -> "a text of more than " + CellText.MOST_CHARACTERS + " characters";
            case TEXT -> text(cell, row, column);
            case FLAG -> flag(cell, row, column);
            case NUMBER, ISO_DAY -> amount(cell, row, column);
        };
    }

    private @Nullable String amount(Cell cell, RecordRow row, int column) throws WorkbookFormatException {
        if (!nulls.isEmpty() && nulls.contains(values.text(cell))) {
            row.setAbsent(column);
            return null;
        }
        return values.isOfTime(cell) ? time(cell, row, column) : number(cell, row, column);
    }

    private @Nullable String text(Cell cell, RecordRow row, int column) {
        int from = cell.from;
        int to = cell.to;
        while (isTrimmed && from < to && isBlank(cell.bytes[from])) {
            from++;
        }
        while (isTrimmed && from < to && isBlank(cell.bytes[to - 1])) {
            to--;
        }
        if (from == to
                || (!nulls.isEmpty()
                        && nulls.contains(new String(cell.bytes, from, to - from, StandardCharsets.UTF_8)))) {
            row.setAbsent(column);
            return null;
        }
        return reader.read(cell.bytes, from, to, row, column) ? null : reader.expectation();
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private @Nullable String flag(Cell cell, RecordRow row, int column) {
        String shown = CellValues.flag(cell);
        if (shown == null) {
            return reader.expectation();
        }
        if (nulls.contains(shown)) {
            row.setAbsent(column);
            return null;
        }
        if (type instanceof ValueType.Flag flag) {
            return set(reader, shown.equals("TRUE") ? flag.whenTrue() : flag.whenFalse(), row, column);
        }
        return type instanceof ValueType.Text || type instanceof ValueType.AsWritten
                ? set(reader, shown, row, column)
                : "TRUE or FALSE, which is " + reader.expectation();
    }

    private @Nullable String number(Cell cell, RecordRow row, int column) throws WorkbookFormatException {
        double number = CellValues.number(cell);
        if (Double.isNaN(number)) {
            return "a number that is none";
        }
        return switch (type.kind()) {
            case AS_WRITTEN -> set(reader, String.valueOf(values.text(cell)), row, column);
            case TEXT ->
                CellValues.hasLostDigits(number)
                        ? LOST_DIGITS
                        : set(reader, String.valueOf(values.text(cell)), row, column);
            case WHOLE, EXACT ->
                CellValues.hasLostDigits(number) ? LOST_DIGITS : set(isoReader, CellValues.plain(number), row, column);
            case REAL -> set(isoReader, cell.text().strip(), row, column);
            case FLAG -> set(reader, CellValues.plain(number), row, column);
            case DAY, INSTANT, WALL_CLOCK, TIME_OF_DAY -> "a number whose cell is not formatted as a date or time";
            case LIST_OF, OBJECT_OF -> reader.expectation();
        };
    }

    private @Nullable String time(Cell cell, RecordRow row, int column) throws WorkbookFormatException {
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN -> {
                String text = values.text(cell);
                yield text == null ? "a date or time that does not exist" : set(reader, text, row, column);
            }
            case TIME_OF_DAY -> {
                LocalTime time = values.time(cell);
                yield time == null
                        ? "a date, or more than a day, which is " + reader.expectation()
                        : set(isoReader, CellValues.iso(time), row, column);
            }
            case DAY, INSTANT, WALL_CLOCK -> {
                LocalDateTime moment = values.dayAndTime(cell);
                yield moment == null
                        ? "a date that does not exist, or a time without one"
                        : moment(moment, row, column);
            }
            case WHOLE, EXACT, REAL, FLAG, LIST_OF, OBJECT_OF -> "a date or time, which is " + reader.expectation();
        };
    }

    private @Nullable String moment(LocalDateTime moment, RecordRow row, int column) {
        if (!(type instanceof ValueType.Day)) {
            return set(isoReader, CellValues.iso(moment), row, column);
        }
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? set(isoReader, moment.toLocalDate().toString(), row, column)
                : "a date with a time of day";
    }

    private static @Nullable String set(ValueReader by, String text, RecordRow row, int column) {
        return by.read(text, row, column) ? null : by.expectation();
    }
}
