package dev.weir.jobs.engine.mask;

import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.text.CanonicalText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** How a value becomes the text that a mask works on; see {@link CanonicalText}. */
enum TextForm {
    TEXT,
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    DATE,
    INSTANT,
    WALL_CLOCK,
    /** No value is looked at. */
    CONSTANT;

    private static final byte[] NO_TEXT = {};

    /**
     * The form of a type's values for a mask.
     *
     * @throws IllegalArgumentException when there is none
     */
    static TextForm of(Mask mask, DataType type) {
        if (mask.isConstant()) {
            return CONSTANT;
        }
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
            // A key is of use only where equal values give equal results.
        } else if (type instanceof FloatType && !mask.isKeyed()) {
            return FLOAT;
        } else if (type instanceof DoubleType && !mask.isKeyed()) {
            return DOUBLE;
        }
        throw new IllegalArgumentException("A value of type " + type.simpleString() + " cannot come under the mask "
                + mask.method().word() + ": it has no form in which equal values are always written alike");
    }

    byte[] bytes(SpecializedGetters values, int ordinal, DataType type) {
        return switch (this) {
            case TEXT -> values.getUTF8String(ordinal).getBytes();
            case BOOLEAN -> CanonicalText.truth(values.getBoolean(ordinal));
            case BYTE -> CanonicalText.integer(values.getByte(ordinal));
            case SHORT -> CanonicalText.integer(values.getShort(ordinal));
            case INT -> CanonicalText.integer(values.getInt(ordinal));
            case LONG -> CanonicalText.integer(values.getLong(ordinal));
            case FLOAT -> ascii(Float.toString(values.getFloat(ordinal)));
            case DOUBLE -> ascii(Double.toString(values.getDouble(ordinal)));
            case DECIMAL -> CanonicalText.decimal(decimal(values, ordinal, (DecimalType) type));
            case DATE -> CanonicalText.date(values.getInt(ordinal));
            case INSTANT -> CanonicalText.instant(values.getLong(ordinal));
            case WALL_CLOCK -> CanonicalText.wallClock(values.getLong(ordinal));
            case CONSTANT -> NO_TEXT;
        };
    }

    /** A floating-point number without an exponent; what is no number as Java writes it. */
    private static byte[] ascii(String number) {
        boolean finite = Character.isDigit(number.charAt(number.length() - 1));
        return (finite ? new BigDecimal(number).toPlainString() : number).getBytes(StandardCharsets.US_ASCII);
    }

    private static BigDecimal decimal(SpecializedGetters values, int ordinal, DecimalType type) {
        return values.getDecimal(ordinal, type.precision(), type.scale()).toJavaBigDecimal();
    }
}
