package dev.weir.jobs.engine.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
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
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Puts the values of one type into a {@link RowEncoder}, and names that type in the schema text. */
final class ValueEncoder {

    private enum Kind {
        BOOLEAN,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        TEXT,
        BINARY,
        ARRAY,
        STRUCT
    }

    private final Kind kind;
    private final String name;
    private final int precision;
    private final int scale;
    private final ValueEncoder[] parts;

    private ValueEncoder(Kind kind, String name, int precision, int scale, ValueEncoder... parts) {
        this.kind = kind;
        this.name = name;
        this.precision = precision;
        this.scale = scale;
        this.parts = parts;
    }

    private ValueEncoder(Kind kind, String name, ValueEncoder... parts) {
        this(kind, name, 0, 0, parts);
    }

    static ValueEncoder[] of(StructType columns) {
        List<ValueEncoder> encoders = new ArrayList<>();
        for (StructField field : columns.fields()) {
            encoders.add(of(field.dataType()));
        }
        return encoders.toArray(new ValueEncoder[0]);
    }

    /** A type as the content hash names it. */
    static String type(DataType type) {
        return of(type).name;
    }

    private static ValueEncoder of(DataType type) {
        if (type instanceof DecimalType decimal) {
            String name = "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
            return new ValueEncoder(Kind.DECIMAL, name, decimal.precision(), decimal.scale());
        } else if (type instanceof ArrayType array) {
            ValueEncoder element = of(array.elementType());
            return new ValueEncoder(Kind.ARRAY, "array<" + element.name + ">", element);
        } else if (type instanceof StructType struct) {
            List<String> fields = new ArrayList<>();
            for (StructField field : struct.fields()) {
                fields.add(counted(field.name()) + " " + of(field.dataType()).name);
            }
            return new ValueEncoder(Kind.STRUCT, "struct<" + String.join(",", fields) + ">", of(struct));
        }
        return new ValueEncoder(kindOf(type), type.simpleString());
    }

    private static Kind kindOf(DataType type) {
        if (type instanceof BooleanType) {
            return Kind.BOOLEAN;
        } else if (type instanceof ByteType) {
            return Kind.BYTE;
        } else if (type instanceof ShortType) {
            return Kind.SHORT;
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return Kind.INT;
        } else if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return Kind.LONG;
        } else if (type instanceof FloatType) {
            return Kind.FLOAT;
        } else if (type instanceof DoubleType) {
            return Kind.DOUBLE;
        } else if (type instanceof StringType) {
            return Kind.TEXT;
        } else if (type instanceof BinaryType) {
            return Kind.BINARY;
        }
        throw new IllegalArgumentException("The content hash has no encoding for type " + type.simpleString());
    }

    private static String counted(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length + ":" + name;
    }

    /** Puts the value at a position, which is not NULL. */
    void put(SpecializedGetters values, int ordinal, RowEncoder out) {
        switch (kind) {
            case BOOLEAN -> out.putByte(values.getBoolean(ordinal) ? 1 : 0);
            case BYTE -> out.putByte(values.getByte(ordinal));
            case SHORT -> out.putShort(values.getShort(ordinal));
            case INT -> out.putInt(values.getInt(ordinal));
            case LONG -> out.putLong(values.getLong(ordinal));
            case FLOAT -> out.putFloat(values.getFloat(ordinal));
            case DOUBLE -> out.putDouble(values.getDouble(ordinal));
            case DECIMAL -> putDecimal(values.getDecimal(ordinal, precision, scale), out);
            case TEXT -> out.putText(values.getUTF8String(ordinal));
            case BINARY -> out.putBytes(values.getBinary(ordinal));
            case ARRAY -> putArray(values.getArray(ordinal), out);
            case STRUCT -> out.putValues(values.getStruct(ordinal, parts.length), parts, parts.length);
        }
    }

    private void putDecimal(Decimal decimal, RowEncoder out) {
        out.putByte(scale);
        if (precision <= Decimal.MAX_LONG_DIGITS()) {
            out.putWhole(decimal.toUnscaledLong());
        } else {
            out.putBytes(decimal.toJavaBigDecimal().unscaledValue().toByteArray());
        }
    }

    private void putArray(ArrayData array, RowEncoder out) {
        out.putInt(array.numElements());
        out.putValues(array, parts, array.numElements());
    }
}
