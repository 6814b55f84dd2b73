package dev.weir.jobs.engine.read.parquet;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.typed.TypedFields;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.read.value.StoredTime;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.quality.ColumnsByName;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How the columns of Parquet files of one schema become those of the contract.
 *
 * @param fileSchema what to read of the files
 * @param retyped the headers of columns that the files store in a type which is not the contract's
 * @param values the contract's columns, in order
 * @param faults what can be wrong with a row
 */
record ParquetColumns(StructType fileSchema, List<String> retyped, List<Column> values, List<Fault> faults) {

    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
    private static final int NANOS_OF_MICRO = 1_000;

    /** Something that is wrong with a row on a condition, which is never NULL. */
    record Fault(Column condition, Column reason) {
        static Fault of(Column condition, Unreadable why, ReadColumn column, String detail) {
            Column reason = struct(
                    lit(why.rule().toString()).as("rule"),
                    lit(column.name()).as("column"),
                    lit(detail).as("detail"));
            return new Fault(condition, reason);
        }
    }

    static ParquetColumns of(
            List<ReadColumn> columns,
            HeaderMatch header,
            List<StoredColumn> fields,
            MissingColumnPolicy onMissingColumn) {
        StructType fileSchema = new StructType();
        List<String> retyped = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ReadColumn column = columns.get(i);
            int place = header.fieldOf().get(i);
            if (place < 0) {
                if (onMissingColumn.refuses(column)) {
                    faults.add(Fault.of(lit(true), Unreadable.MISSING_COLUMN, column, header.whyMissing(i)));
                }
                values.add(lit(null).cast(column.type().sparkType()));
                continue;
            }
            StoredColumn stored = fields.get(place);
            StructField field = stored.field();
            if (field == null || !holds(column.type(), stored, field)) {
                retyped.add(column.header());
                faults.add(Fault.of(lit(true), Unreadable.TYPE, column, TypedFields.whyNot(stored.stored(), column)));
                values.add(lit(null).cast(column.type().sparkType()));
                continue;
            }
            if (!List.of(fileSchema.fieldNames()).contains(field.name())) {
                fileSchema = fileSchema.add(field);
            }
            Reading reading = reading(column.type(), stored.form(), ColumnsByName.column(field.name()));
            Column value = reading.value();
            for (Wrong wrong : reading.wrong()) {
                if (column.onBadValue() == OnBadValue.UNREADABLE) {
                    faults.add(Fault.of(wrong.condition(), wrong.why(), column, wrong.detail()));
                }
                value = when(not(wrong.condition()), value);
            }
            values.add(value);
        }
        return new ParquetColumns(fileSchema, List.copyOf(retyped), List.copyOf(values), List.copyOf(faults));
    }

    /** A value as it is read, and on which conditions it is none. */
    private record Reading(Column value, List<Wrong> wrong) {}

    /** A condition, which is never NULL, on which a value is none of the column's. */
    private record Wrong(Column condition, Unreadable why, String detail) {}

    private static Reading reading(ValueType type, StoredColumn.Form form, Column read) {
        return switch (form) {
            case PLAIN -> {
                Column stored = read.cast(type.sparkType());
                yield new Reading(
                        value(type, stored),
                        bad(type, stored)
                                .map(bad -> new Wrong(
                                        bad,
                                        Unreadable.TYPE,
                                        ValueReader.of(type).expectation()))
                                .stream()
                                .toList());
            }
            case BYTES -> {
                Column isText = SparkInternals.function(StoredText.class, "isText", DataTypes.BooleanType, "", read);
                yield new Reading(
                        read.cast(DataTypes.StringType),
                        List.of(new Wrong(
                                read.isNotNull().and(not(isText)),
                                Unreadable.ENCODING,
                                "bytes that are no text in UTF-8")));
            }
            case NOTHING ->
                new Reading(
                        lit(null).cast(type.sparkType()),
                        List.of(new Wrong(
                                read.isNotNull(),
                                Unreadable.TYPE,
                                "a value in a column of Parquet's type UNKNOWN, which has none")));
            case TIME_MILLIS -> timeOfDay(read, 1_000_000);
            case TIME_MICROS -> timeOfDay(read, NANOS_OF_MICRO);
            case TIME_NANOS -> timeOfDay(read, 1);
            case INSTANT_NANOS, WALL_CLOCK_NANOS ->
                new Reading(
                        SparkInternals.function(StoredTime.class, "micros", type.sparkType(), "", read),
                        List.of(new Wrong(
                                read.isNotNull()
                                        .and(not(read.mod(NANOS_OF_MICRO).equalTo(0))),
                                Unreadable.TYPE,
                                "a time with digits beyond microseconds, which would be lost: have the file written"
                                        + " with microseconds")));
        };
    }

    private static Reading timeOfDay(Column read, int nanosOfUnit) {
        Column text = SparkInternals.function(
                StoredTime.class, "ofUnits", DataTypes.StringType, nanosOfUnit, read.cast(DataTypes.LongType));
        return new Reading(
                text,
                List.of(new Wrong(
                        read.isNotNull().and(text.equalTo("")),
                        Unreadable.TYPE,
                        "no time of a day, or one with digits beyond microseconds")));
    }

    /** Whether every value of a column as it is stored is one of the wanted type, or none of its kind is lost. */
    private static boolean holds(ValueType wanted, StoredColumn stored, StructField field) {
        return switch (stored.form()) {
            case PLAIN -> holds(wanted.sparkType(), field.dataType());
            case BYTES -> wanted.kind() == ValueType.Kind.TEXT;
            case NOTHING -> true;
            default -> stored.form().type().orElseThrow().kind() == wanted.kind();
        };
    }

    /** Whether every value of the stored type is one of the wanted type. */
    private static boolean holds(DataType wanted, DataType stored) {
        if (wanted instanceof ArrayType wantedList && stored instanceof ArrayType storedList) {
            return holds(wantedList.elementType(), storedList.elementType());
        }
        if (wanted instanceof DecimalType wantedDecimal && stored instanceof DecimalType storedDecimal) {
            return wantedDecimal.scale() >= storedDecimal.scale()
                    && wantedDecimal.precision() - wantedDecimal.scale()
                            >= storedDecimal.precision() - storedDecimal.scale();
        }
        boolean widerInteger = wanted.equals(DataTypes.LongType)
                && List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType)
                        .contains(stored);
        boolean widerReal = wanted.equals(DataTypes.DoubleType) && stored.equals(DataTypes.FloatType);
        return wanted.equals(stored) || widerInteger || widerReal;
    }

    /** The value of a stored one that is not bad. */
    private static Column value(ValueType type, Column stored) {
        if (type instanceof ValueType.TimeOfDay time) {
            return canonical(time, stored);
        }
        return type instanceof ValueType.ListOf list && innermost(list) instanceof ValueType.TimeOfDay
                ? transform(stored, element -> value(list.element(), element))
                : stored;
    }

    private static ValueType innermost(ValueType type) {
        return type instanceof ValueType.ListOf list ? innermost(list.element()) : type;
    }

    private static Column canonical(ValueType.TimeOfDay type, Column stored) {
        return SparkInternals.function(
                StoredTime.class, "canonical", DataTypes.StringType, new StoredTime(type), stored);
    }

    /** Whether a value of the right stored type is still none of the contract's; NULL is not bad. */
    private static Optional<Column> bad(ValueType type, Column stored) {
        return good(type, stored).map(good -> stored.isNotNull().and(not(good)));
    }

    /** Which stored values that are not NULL are values of a type: those that a text of a file could be; empty for all. */
    private static Optional<Column> good(ValueType type, Column stored) {
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN, EXACT, FLAG -> Optional.empty();
            case WHOLE -> {
                ValueType.Whole whole = (ValueType.Whole) type;
                yield whole.equals(ValueType.Whole.LONG)
                        ? Optional.empty()
                        : Optional.of(stored.between(whole.min(), whole.max()));
            }
            case REAL ->
                type.plain().equals(ValueType.Real.FINITE)
                        ? Optional.of(not(stored.isin(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                        : Optional.empty();
            case DAY -> Optional.of(stored.between(FIRST.toLocalDate(), LAST.toLocalDate()));
            case INSTANT -> {
                String named = ((ValueType.Instant) type).defaultZone();
                ZoneId zone = named.isEmpty() ? ZoneOffset.UTC : ZoneId.of(named);
                yield Optional.of(stored.between(
                        FIRST.atZone(zone).toInstant(), LAST.atZone(zone).toInstant()));
            }
            case WALL_CLOCK -> Optional.of(stored.between(FIRST, LAST));
            case TIME_OF_DAY ->
                Optional.of(canonical((ValueType.TimeOfDay) type, stored).notEqual(""));
            case LIST_OF -> {
                ValueType of = ((ValueType.ListOf) type).element();
                yield bad(of, stored).isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                not(exists(stored, element -> bad(of, element).orElseThrow())));
            }
            case OBJECT_OF -> throw new IllegalArgumentException("Objects of Parquet files are not read.");
        };
    }

    /** The columns of the rows, hidden ones included, for files whose decoded path begins with a folder. */
    Column[] select(List<ReadColumn> columns, String folder, Column path) {
        Column refused = faults.stream().map(Fault::condition).reduce(lit(false), Column::or);
        Column[] reasons = faults.stream()
                .map(fault -> when(fault.condition(), fault.reason()))
                .toArray(Column[]::new);
        DataType hidden = RecordColumns.appendTo(new StructType()).fields()[2].dataType();
        List<Column> selected = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            selected.add(when(not(refused), values.get(i)).as(columns.get(i).name()));
        }
        selected.add(substring(path, folder.length() + 1, Integer.MAX_VALUE).as(RecordColumns.FILE));
        selected.add(col("_metadata.row_index").plus(1).as(RecordColumns.LINE));
        Column unreadable = faults.isEmpty() ? lit(null).cast(hidden) : when(refused, array_compact(array(reasons)));
        selected.add(unreadable.as(RecordColumns.UNREADABLE));
        return selected.toArray(Column[]::new);
    }
}
