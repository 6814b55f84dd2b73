package dev.weir.quality.state;

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
    BOOLEAN,
    BYTE,
    SHORT,
    /** Integers of 32 bits, and dates. */
    INT,
    /** Integers of 64 bits, and timestamps. */
    LONG,
    FLOAT,
    DOUBLE,
    DECIMAL,
    TEXT,
    BINARY,
    /** Arrays, structs, maps: only counted. */
    NESTED;

    static ValueKind of(DataType type) {
        if (type instanceof BooleanType) {
            return BOOLEAN;
        } else if (type instanceof ByteType) {
            return BYTE;
        } else if (type instanceof ShortType) {
            return SHORT;
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return INT;
        } else if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return LONG;
        } else if (type instanceof FloatType) {
            return FLOAT;
        } else if (type instanceof DoubleType) {
            return DOUBLE;
        } else if (type instanceof DecimalType) {
            return DECIMAL;
        } else if (type instanceof StringType) {
            return TEXT;
        } else if (type instanceof BinaryType) {
            return BINARY;
        }
        return NESTED;
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
