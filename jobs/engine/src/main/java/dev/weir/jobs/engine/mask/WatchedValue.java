package dev.weir.jobs.engine.mask;

import dev.weir.privacy.detect.JoinedParts;
import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.RowsOfElements;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Shows a value of any type to a scan: texts and numbers, and those inside arrays and objects. */
public final class WatchedValue {

    /** From here on a double may be a number of eleven digits; beyond the other it has no digits of its own. */
    private static final double LEAST = 1e10;

    private static final double MOST = 1e19;

    /** Of the shortest whole number that tells a person alone. */
    private static final int DIGITS = 11;

    private WatchedValue() {}

    /** A value inside another one. */
    private interface Part {
        void show(SpecializedGetters row, int ordinal, DataType type);
    }

    /** Shows each value of an array or an object; others have none. */
    private static void inside(SpecializedGetters row, int ordinal, DataType type, Part part) {
        if (type instanceof ArrayType array) {
            ArrayData elements = row.getArray(ordinal);
            for (int i = 0; i < elements.numElements(); i++) {
                part.show(elements, i, array.elementType());
            }
        } else if (type instanceof StructType structure) {
            StructField[] fields = structure.fields();
            InternalRow object = row.getStruct(ordinal, fields.length);
            for (int i = 0; i < fields.length; i++) {
                part.show(object, i, fields[i].dataType());
            }
        }
    }

    /** Shows a value of a row; nothing of NULL. */
    public static void show(SpecializedGetters row, int ordinal, DataType type, LeakScan scan) {
        if (row.isNullAt(ordinal)) {
            return;
        }
        if (type instanceof StringType) {
            show(row.getUTF8String(ordinal), scan);
        } else if (type instanceof LongType) {
            scan.add(row.getLong(ordinal));
        } else if (type instanceof IntegerType) {
            scan.add(row.getInt(ordinal));
        } else if (type instanceof DecimalType decimal) {
            show(row, ordinal, decimal, scan);
        } else if (type instanceof DoubleType) {
            double number = row.getDouble(ordinal);
            if (mayTell(number)) {
                show(new BigDecimal(number), scan);
            } else {
                scan.pass();
            }
        } else {
            inside(row, ordinal, type, (part, i, of) -> show(part, i, of, scan));
        }
    }

    /** Whether a double has eleven digits before its point, and no more than it knows. */
    public static boolean mayTell(double number) {
        return Math.abs(number) >= LEAST && Math.abs(number) < MOST;
    }

    /** Of most decimals their type or their digits tell that they have no eleven before the point. */
    private static void show(SpecializedGetters row, int ordinal, DecimalType type, LeakScan scan) {
        if (type.precision() - type.scale() < DIGITS) {
            scan.pass();
            return;
        }
        Decimal number = row.getDecimal(ordinal, type.precision(), type.scale());
        if (type.precision() <= Decimal.MAX_LONG_DIGITS()
                && Math.abs(number.toUnscaledLong()) < Decimal.POW_10()[DIGITS - 1 + type.scale()]) {
            scan.pass();
        } else {
            show(number.toJavaBigDecimal(), scan);
        }
    }

    public static void show(UTF8String text, LeakScan scan) {
        byte[] utf8 = bytes(text);
        int from = from(text, utf8);
        scan.add(utf8, from, from + text.numBytes());
    }

    /** Of a decimal the digits before its point. */
    private static void show(BigDecimal number, LeakScan scan) {
        String digits = whole(number);
        if (digits.length() < DIGITS) {
            scan.pass();
        } else {
            scan.add(digits.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The digits before the point, whatever the sign: a number is no less a telephone's for a half that is added to it. */
    static String whole(BigDecimal number) {
        return number.abs().toBigInteger().toString();
    }

    /** Each array of texts or whole numbers in a value, at any depth: its elements, put together. */
    public static void showArrays(SpecializedGetters row, int ordinal, DataType type, JoinedParts joined) {
        if (row.isNullAt(ordinal)) {
            return;
        }
        if (type instanceof ArrayType array && isPart(array.elementType())) {
            showJoined(row.getArray(ordinal), array.elementType(), joined);
        } else {
            inside(row, ordinal, type, (part, i, of) -> showArrays(part, i, of, joined));
        }
    }

    /** Each text in a value, at any depth, as an element of the row. */
    public static void showElements(SpecializedGetters row, int ordinal, DataType type, RowsOfElements rows) {
        if (row.isNullAt(ordinal)) {
            return;
        }
        if (type instanceof StringType) {
            UTF8String text = row.getUTF8String(ordinal);
            byte[] utf8 = bytes(text);
            int from = from(text, utf8);
            rows.add(utf8, from, from + text.numBytes());
        } else {
            inside(row, ordinal, type, (part, i, of) -> showElements(part, i, of, rows));
        }
    }

    /** Whether values of a type hold arrays of texts or whole numbers, at any depth. */
    public static boolean hasArrays(DataType type) {
        if (type instanceof ArrayType array) {
            return isPart(array.elementType()) || hasArrays(array.elementType());
        }
        return type instanceof StructType structure
                && Stream.of(structure.fields()).anyMatch(field -> hasArrays(field.dataType()));
    }

    /** Whether a value may be a part of something. */
    public static boolean isPart(DataType type) {
        return type instanceof StringType || type instanceof LongType || type instanceof IntegerType;
    }

    /** All texts, and the whole digits of all numbers of a value, a blank after each, in UTF-8. */
    public static byte[] text(SpecializedGetters row, int ordinal, DataType type) {
        StringBuilder text = new StringBuilder();
        text(row, ordinal, type, text);
        return text.toString().stripTrailing().getBytes(StandardCharsets.UTF_8);
    }

    private static void text(SpecializedGetters row, int ordinal, DataType type, StringBuilder text) {
        if (row.isNullAt(ordinal)) {
            return;
        }
        if (type instanceof StringType) {
            text.append(row.getUTF8String(ordinal)).append(' ');
        } else if (type instanceof LongType) {
            text.append(row.getLong(ordinal)).append(' ');
        } else if (type instanceof IntegerType) {
            text.append(row.getInt(ordinal)).append(' ');
        } else if (type instanceof DecimalType decimal) {
            text.append(whole(row.getDecimal(ordinal, decimal.precision(), decimal.scale())
                            .toJavaBigDecimal()))
                    .append(' ');
        } else if (type instanceof DoubleType) {
            double number = row.getDouble(ordinal);
            text.append(Math.abs(number) < MOST ? whole(new BigDecimal(number)) : "")
                    .append(' ');
        } else {
            inside(row, ordinal, type, (part, i, of) -> text(part, i, of, text));
        }
    }

    /** The elements of an array, put together. */
    private static void showJoined(ArrayData elements, DataType type, JoinedParts joined) {
        joined.begin();
        for (int i = 0; i < elements.numElements(); i++) {
            if (elements.isNullAt(i)) {
                continue;
            }
            if (type instanceof StringType) {
                add(elements.getUTF8String(i), joined);
            } else if (type instanceof LongType) {
                joined.add(elements.getLong(i));
            } else {
                joined.add(elements.getInt(i));
            }
        }
        joined.end();
    }

    static void add(UTF8String text, JoinedParts joined) {
        byte[] utf8 = bytes(text);
        int from = from(text, utf8);
        joined.add(utf8, from, from + text.numBytes());
    }

    public static byte[] bytes(UTF8String text) {
        return text.getBaseObject() instanceof byte[] bytes ? bytes : text.getBytes();
    }

    public static int from(UTF8String text, byte[] bytes) {
        return text.getBaseObject() == bytes ? (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET) : 0;
    }
}
