package dev.weir.jobs.spark.sink;

import dev.weir.privacy.mask.CanonicalText;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** How a value becomes the text that is hashed; see {@link CanonicalText}. */
enum TextForm {
    TEXT,
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    DECIMAL,
    DATE,
    INSTANT,
    WALL_CLOCK;

    static TextForm of(DataType type) {
        if (type instanceof StringType) {
            return TEXT;
        } else if (type instanceof BooleanType) {
            return BOOLEAN;
        } else if (type instanceof ByteType) {
            return BYTE;
        } else if (type instanceof ShortType) {
            return SHORT;
        } else if (type instanceof IntegerType) {
            return INT;
        } else if (type instanceof LongType) {
            return LONG;
        } else if (type instanceof DecimalType) {
            return DECIMAL;
        } else if (type instanceof DateType) {
            return DATE;
        } else if (type instanceof TimestampType) {
            return INSTANT;
        } else if (type instanceof TimestampNTZType) {
            return WALL_CLOCK;
        }
        throw new IllegalArgumentException("A value of type " + type.simpleString()
                + " cannot become a pseudonym: it has no form in which equal values are always written alike");
    }

    byte[] bytes(SpecializedGetters values, int ordinal, DataType type) {
        return switch (this) {
            case TEXT -> values.getUTF8String(ordinal).getBytes();
            case BOOLEAN -> CanonicalText.truth(values.getBoolean(ordinal));
            case BYTE -> CanonicalText.integer(values.getByte(ordinal));
            case SHORT -> CanonicalText.integer(values.getShort(ordinal));
            case INT -> CanonicalText.integer(values.getInt(ordinal));
            case LONG -> CanonicalText.integer(values.getLong(ordinal));
            case DECIMAL -> CanonicalText.decimal(decimal(values, ordinal, (DecimalType) type));
            case DATE -> CanonicalText.date(values.getInt(ordinal));
            case INSTANT -> CanonicalText.instant(values.getLong(ordinal));
            case WALL_CLOCK -> CanonicalText.wallClock(values.getLong(ordinal));
        };
    }

    private static BigDecimal decimal(SpecializedGetters values, int ordinal, DecimalType type) {
        return values.getDecimal(ordinal, type.precision(), type.scale()).toJavaBigDecimal();
    }
}
