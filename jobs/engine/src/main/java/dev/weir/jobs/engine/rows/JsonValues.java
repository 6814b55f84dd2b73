package dev.weir.jobs.engine.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Values as JSON: decimals with all their digits, dates and times in ISO 8601 (instants in UTC), binary as Base64. What JSON
 * has no number for (NaN, the infinities) is a text.
 */
final class JsonValues {

    private JsonValues() {}

    /** An object with every column, NULL ones too. */
    static void row(InternalRow row, StructType columns, JsonGenerator json) throws IOException {
        json.writeStartObject();
        StructField[] fields = columns.fields();
        for (int i = 0; i < fields.length; i++) {
            json.writeFieldName(fields[i].name());
            DataType type = fields[i].dataType();
            if (row.isNullAt(i)) {
                json.writeNull();
            } else {
                value(row.get(i, type), type, json);
            }
        }
        json.writeEndObject();
    }

    /** One value that is not NULL. */
    static void value(Object value, DataType type, JsonGenerator json) throws IOException {
        if (type instanceof BooleanType) {
            json.writeBoolean((boolean) value);
        } else if (isInteger(type)) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Decimal decimal) {
            json.writeNumber(decimal.toJavaBigDecimal().toPlainString());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Float number && Float.isFinite(number)) {
            json.writeNumber(number);
        } else if (type instanceof BinaryType) {
            json.writeBinary((byte[]) value);
        } else if (type instanceof ArrayType array) {
            array((ArrayData) value, array.elementType(), json);
        } else if (type instanceof StructType struct) {
            row((InternalRow) value, struct, json);
        } else {
            json.writeString(text(value, type));
        }
    }

    private static void array(ArrayData values, DataType type, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < values.numElements(); i++) {
            if (values.isNullAt(i)) {
                json.writeNull();
            } else {
                value(values.get(i, type), type, json);
            }
        }
        json.writeEndArray();
    }

    /** Whether it has parts, or bytes that are no text. */
    static boolean isPlain(DataType type) {
        return !(type instanceof ArrayType || type instanceof StructType || type instanceof BinaryType);
    }

    /** A plain value in words. */
    static String text(Object value, DataType type) {
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay((int) value).toString();
        }
        if (type instanceof TimestampType) {
            return instant((long) value).toString();
        }
        if (type instanceof TimestampNTZType) {
            return LocalDateTime.ofInstant(instant((long) value), ZoneOffset.UTC)
                    .toString();
        }
        return value instanceof Decimal decimal ? decimal.toJavaBigDecimal().toPlainString() : value.toString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static boolean isInteger(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
    }

    /** Whether its values are numbers, for people who read a column of them. */
    static boolean isNumber(DataType type) {
        return isInteger(type)
                || type instanceof DecimalType
                || type instanceof DoubleType
                || type instanceof FloatType;
    }
}
