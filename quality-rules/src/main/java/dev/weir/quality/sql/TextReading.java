package dev.weir.quality.sql;

import dev.weir.quality.evaluation.NestedTypes;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Conv;
import org.apache.spark.sql.catalyst.expressions.CsvToStructs;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.expressions.ToNumberBase;
import org.apache.spark.sql.catalyst.expressions.ToTimestamp;
import org.apache.spark.sql.catalyst.expressions.xml.XPathExtract;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Where an expression takes text for a value of another type, and which texts are such values. */
public final class TextReading {

    /** What a row-wise query may read text with. */
    static final String STRICT =
            "CAST (AS INT, BIGINT, DECIMAL(p,s), DOUBLE, BOOLEAN, DATE, TIMESTAMP or TIMESTAMP_NTZ),"
                    + " to_date or to_timestamp";

    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final String TIME = "[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?";
    private static final String ZONE = " ?(Z|UTC|[+-]\\d{2}:\\d{2}|[A-Za-z]+(/[A-Za-z0-9_+-]+)+)";

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern ZERO = Pattern.compile("[+-]?[0.]+([eE].*)?");
    private static final Pattern DATE = Pattern.compile(DAY);
    private static final Pattern LOCAL = Pattern.compile(DAY + "(" + TIME + ")?");
    private static final Pattern INSTANT = Pattern.compile(DAY + "(" + TIME + "(" + ZONE + ")?)?");
    private static final Pattern CLOCK = Pattern.compile("(?<day>" + DAY
            + ")[T ](?<time>\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)( ?(?<zone>[A-Za-z]+/[A-Za-z0-9_+/-]+))?");
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private TextReading() {}

    /** Whether an expression, by itself, takes text for something else: a cast, or a function that parses. */
    public static boolean isOne(Expression expression) {
        if (expression instanceof Cast cast) {
            return reads(cast.child().dataType(), cast.dataType());
        }
        // Their text is an argument like any other: the types alone do not tell them from length() or ascii().
        boolean parses = expression instanceof ToTimestamp
                || expression instanceof ToNumberBase
                || expression instanceof JsonToStructs
                || expression instanceof CsvToStructs
                || expression instanceof Conv
                || (expression instanceof XPathExtract xml && xml.dataType() instanceof NumericType);
        return parses && text(expression).dataType() instanceof StringType;
    }

    /** Whether the user wrote a cast; Spark puts others where types ask for them. */
    public static boolean isWritten(Cast cast) {
        return cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isDefined();
    }

    static Expression text(Expression reading) {
        return reading.children().head();
    }

    /** Whether a cast makes something else of text, on its own or inside an array, a map or a structure. */
    static boolean reads(DataType from, DataType to) {
        return NestedTypes.anywhere(
                from,
                to,
                (text, other) -> text instanceof StringType
                        && !(other instanceof StringType || other instanceof BinaryType || other instanceof NullType));
    }

    /**
     * Whether a text is a value of a type as the contract's readers would take it, whole and without loss; Spark alone would
     * trim it, cut digits off, or leave a time out.
     */
    static boolean isValue(String text, DataType type) {
        if (type instanceof IntegralType) {
            return INTEGER.matcher(text).matches();
        }
        if (type instanceof DecimalType decimal) {
            return DECIMAL.matcher(text).matches() && isExact(new BigDecimal(text), decimal);
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return DECIMAL.matcher(text).matches() && isHeld(text, type);
        }
        if (type instanceof BooleanType) {
            return BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
        }
        if (type instanceof DateType) {
            return DATE.matcher(text).matches();
        }
        if (type instanceof TimestampType) {
            return INSTANT.matcher(text).matches();
        }
        return !(type instanceof TimestampNTZType) || LOCAL.matcher(text).matches();
    }

    /** Whether a text is a local time that clocks of its zone, or else of the usual one, skip. */
    static boolean isSkipped(String text, ZoneId usual) {
        Matcher read = CLOCK.matcher(text);
        return read.matches()
                && (read.group("zone") == null ? usual : ZoneId.of(read.group("zone")))
                        .getRules()
                        .getValidOffsets(LocalDateTime.parse(read.group("day") + "T" + read.group("time")))
                        .isEmpty();
    }

    /** A number that no source holds, and that the author of the cast means: {@code CAST('Infinity' AS DOUBLE)}. */
    static boolean isNotFinite(String text, DataType type) {
        return (type instanceof DoubleType || type instanceof FloatType) && NOT_FINITE.contains(text);
    }

    /** Neither too great for the type, nor so small that it becomes 0. */
    private static boolean isHeld(String text, DataType type) {
        double number = type instanceof FloatType ? Float.parseFloat(text) : Double.parseDouble(text);
        return Double.isFinite(number) && (number != 0 || ZERO.matcher(text).matches());
    }

    private static boolean isExact(BigDecimal number, DecimalType type) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= type.scale() && plain.precision() - plain.scale() <= type.precision() - type.scale();
    }

    /** How a value of a type is written, for a remedy. */
    static String example(DataType type) {
        if (type instanceof DateType) {
            return "'2026-01-31'";
        }
        if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return "'2026-01-31 08:30:00'";
        }
        if (type instanceof BooleanType) {
            return "true or false";
        }
        return type instanceof IntegralType ? "12" : "12.5";
    }
}
