package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * A column of a Parquet file, as its footer describes it.
 *
 * @param stored its type in Parquet's words, such as {@code INT64 (TIME(MICROS,true))}
 * @param form how its values lie in what Spark reads
 * @param field what Spark reads; null where it reads nothing of such a type
 * @param byRecord whether Spark reads it record by record alone, and not in batches
 * @param lack what the reader lacks for its pages; null where it lacks nothing
 */
record StoredColumn(
        String name,
        String stored,
        Form form,
        @Nullable StructField field,
        boolean byRecord,
        @Nullable Lack lack) implements Serializable {

    /**
     * What a reader lacks.
     *
     * @param problem how the column is written, as a part of a sentence
     * @param remedy a sentence
     */
    record Lack(String problem, String remedy) implements Serializable {}

    /** How values lie in what Spark reads. */
    enum Form {
        /** As values of Spark's type. */
        PLAIN,
        /** As bytes that nothing says to be text, as old writers store their texts. */
        BYTES,
        /** As nothing: the type {@code UNKNOWN} has no value. */
        NOTHING,
        TIME_MILLIS,
        TIME_MICROS,
        TIME_NANOS,
        /** A point in time, in nanoseconds, which Spark's timestamps do not hold (SPARK-40819). */
        INSTANT_NANOS,
        /** What a clock shows, in nanoseconds. */
        WALL_CLOCK_NANOS;

        /** What contracts know values of a form as that Spark has no type for; empty for all others. */
        Optional<ValueType> type() {
            return switch (this) {
                case TIME_MILLIS, TIME_MICROS, TIME_NANOS -> Optional.of(new ValueType.TimeOfDay(ValueType.ISO));
                case INSTANT_NANOS -> Optional.of(new ValueType.Instant(ValueType.ISO, ""));
                case WALL_CLOCK_NANOS -> Optional.of(new ValueType.WallClock(ValueType.ISO));
                case PLAIN, BYTES, NOTHING -> Optional.empty();
            };
        }

        private DataType read() {
            return this == TIME_MILLIS ? DataTypes.IntegerType : DataTypes.LongType;
        }
    }

    /**
     * @param isUnknown whether its logical type is {@code UNKNOWN}, which Parquet's library leaves out
     * @param isSplit whether it has pages in BYTE_STREAM_SPLIT
     */
    static StoredColumn of(Type column, boolean isUnknown, boolean isSplit, @Nullable Lack lack) {
        Form form = isUnknown ? Form.NOTHING : form(column);
        StructField field = form.type().isPresent()
                ? new StructField(column.getName(), form.read(), true, Metadata.empty())
                : SparkInternals.fieldOf(column).orElse(null);
        boolean byRecord = isSplit || form.type().isPresent();
        return new StoredColumn(column.getName(), stored(column, isUnknown), form, field, byRecord, lack);
    }

    private static Form form(Type column) {
        LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
        if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
            return Form.PLAIN;
        } else if (logical instanceof TimeLogicalTypeAnnotation time) {
            return switch (time.getUnit()) {
                case MILLIS -> Form.TIME_MILLIS;
                case MICROS -> Form.TIME_MICROS;
                case NANOS -> Form.TIME_NANOS;
            };
        } else if (logical instanceof TimestampLogicalTypeAnnotation at && at.getUnit() == TimeUnit.NANOS) {
            return at.isAdjustedToUTC() ? Form.INSTANT_NANOS : Form.WALL_CLOCK_NANOS;
        }
        boolean isBytes =
                logical == null && column.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        return isBytes ? Form.BYTES : Form.PLAIN;
    }

    private static String stored(Type column, boolean isUnknown) {
        String logical = isUnknown
                ? "UNKNOWN"
                : column.getLogicalTypeAnnotation() == null
                        ? ""
                        : column.getLogicalTypeAnnotation().toString();
        String physical = column.isPrimitive() ? physical(column.asPrimitiveType()) : "a group";
        return (column.isRepetition(Type.Repetition.REPEATED) ? "repeated " : "")
                + physical
                + (logical.isEmpty() ? "" : " (" + logical + ")");
    }

    private static String physical(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> "BYTE_ARRAY"; // in the specification's words
            case FIXED_LEN_BYTE_ARRAY -> "FIXED_LEN_BYTE_ARRAY(" + type.getTypeLength() + ")";
            default -> type.getPrimitiveTypeName().name().toUpperCase(Locale.ROOT);
        };
    }
}
