package dev.weir.jobs.engine.sink;

import dev.weir.contracts.read.base.PersonalText;
import dev.weir.privacy.detect.AuthoredTextScan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A row's values as people read them: dates and times in ISO 8601, instants in UTC. A value
 * that no mask has changed is not shown where it looks like a person's number.
 */
final class DisplayValues {

    private static final PersonalText TEXT = new AuthoredTextScan();

    private DisplayValues() {}

    /**
     * By column; those that are NULL are left out.
     *
     * @param kept the columns that are as the source has them
     */
    static Map<String, String> of(InternalRow row, StructType columns, Set<String> kept) {
        Map<String, String> values = new LinkedHashMap<>();
        StructField[] fields = columns.fields();
        for (int i = 0; i < fields.length; i++) {
            if (!row.isNullAt(i)) {
                String name = fields[i].name();
                String text = text(row.get(i, fields[i].dataType()), fields[i].dataType());
                values.put(name, kept.contains(name) ? unlessPersonal(text) : text);
            }
        }
        return values;
    }

    private static String unlessPersonal(String text) {
        return TEXT.asValue(text)
                .map(kind -> "(not shown: it looks like " + kind + ")")
                .orElse(text);
    }

    private static String text(@Nullable Object value, DataType type) {
        if (value == null) {
            return "NULL";
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay((int) value).toString();
        } else if (type instanceof TimestampType) {
            return instant((long) value).toString();
        } else if (type instanceof TimestampNTZType) {
            return LocalDateTime.ofInstant(instant((long) value), ZoneOffset.UTC)
                    .toString();
        } else if (type instanceof ArrayType array) {
            return elements((ArrayData) value, array.elementType());
        } else if (type instanceof StructType fields) {
            StringJoiner joined = new StringJoiner(", ", "{", "}");
            of((InternalRow) value, fields, Set.of()).forEach((name, text) -> joined.add(name + ": " + text));
            return joined.toString();
        }
        return value.toString();
    }

    private static String elements(ArrayData array, DataType type) {
        StringJoiner joined = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < array.numElements(); i++) {
            joined.add(text(array.isNullAt(i) ? null : array.get(i, type), type));
        }
        return joined.toString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
