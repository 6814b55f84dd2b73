package dev.weir.quality.state;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.BinaryType;
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

/** How a value is taken from a row. */
enum ValueKind {
    BOOLEAN(BooleanType.class),
    BYTE(ByteType.class),
    SHORT(ShortType.class),
    /** Integers of 32 bits, and dates. */
    INT(IntegerType.class, DateType.class),
    /** Integers of 64 bits, and timestamps. */
    LONG(LongType.class, TimestampType.class, TimestampNTZType.class),
    FLOAT(FloatType.class),
    DOUBLE(DoubleType.class),
    DECIMAL(DecimalType.class),
    TEXT(StringType.class),
    BINARY(BinaryType.class),
    /** Arrays, structs, maps: only counted. */
    NESTED;

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which cannot be changed
    private final List<Class<?>> types;

    ValueKind(Class<?>... types) {
        this.types = List.of(types);
    }

    static ValueKind of(DataType type) {
        return Arrays.stream(values())
                .filter(kind -> kind.types.stream().anyMatch(each -> each.isInstance(type)))
                .findFirst()
                .orElse(NESTED);
    }

    boolean allows(Statistic statistic) {
        return switch (statistic) {
            case NUMBERS, QUANTILES ->
                switch (this) {
                    case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
                    case BOOLEAN, TEXT, BINARY, NESTED -> false;
                };
            case FREQUENCIES ->
                switch (this) {
                    case BOOLEAN, BYTE, SHORT, INT, LONG, TEXT -> true;
                    case FLOAT, DOUBLE, DECIMAL, BINARY, NESTED -> false;
                };
            case LENGTHS -> this == TEXT;
            case DISTINCT -> this != NESTED;
        };
    }

    NumberState emptyNumbers() {
        return switch (this) {
            case BYTE, SHORT, INT, LONG -> new LongState();
            case FLOAT, DOUBLE -> new DoubleState();
            case DECIMAL -> new DecimalState();
            case BOOLEAN, TEXT, BINARY, NESTED -> throw new IllegalStateException(this + " has no numbers");
        };
    }
}
