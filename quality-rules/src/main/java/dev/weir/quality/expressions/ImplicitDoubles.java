package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import dev.weir.quality.evaluation.NestedTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.ArrayContains;
import org.apache.spark.sql.catalyst.expressions.ArrayPosition;
import org.apache.spark.sql.catalyst.expressions.BinaryArithmetic;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.NaNvl;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;

/**
 * Doubles that Spark makes by itself of numbers that may have more digits than a double: of a BIGINT or a long DECIMAL beside a
 * DOUBLE. Spark puts a cast there, whatever the function is.
 */
public final class ImplicitDoubles {

    /** All numbers of so many digits are different doubles. */
    private static final int DIGITS = 15;

    /** Up to here each whole number is a double. */
    private static final BigDecimal LAST_WHOLE = BigDecimal.valueOf(1L << 53);

    private static final Pattern FUNCTION = Pattern.compile("double\\s*\\(", Pattern.CASE_INSENSITIVE);

    /** What Spark calls an argument of a window's function when it computes it beforehand. */
    private static final Pattern ARGUMENT = Pattern.compile("_w\\d+");

    private ImplicitDoubles() {}

    /** What an expression does with its parts. */
    public enum Use {
        /** It computes a double of them, as arithmetic does. */
        CALCULATES,
        COMPARES,
        /** It hands them on. */
        KEEPS
    }

    public static Use of(Expression expression) {
        if (expression instanceof BinaryComparison
                || expression instanceof In
                || expression instanceof InSubquery
                || expression instanceof ArrayContains
                || expression instanceof ArrayPosition) {
            return Use.COMPARES;
        }
        // These say which types they take: nanvl and those of arrays and maps one type for several parts, the others
        // doubles.
        boolean takesDoubles = expression instanceof ImplicitCastInputTypes
                && !(expression instanceof NaNvl)
                && list(expression.children()).stream().noneMatch(part -> isCollection(part.dataType()));
        boolean isArgument = expression instanceof Alias named
                && ARGUMENT.matcher(named.name()).matches();
        return expression instanceof BinaryArithmetic || takesDoubles || isArgument ? Use.CALCULATES : Use.KEEPS;
    }

    /** The casts among the parts of an expression, or among expressions that stand alone. */
    public static List<Cast> among(List<Expression> parts) {
        return parts.stream()
                .filter(ImplicitDoubles::isOne)
                .map(Cast.class::cast)
                .toList();
    }

    static boolean isOne(Expression part) {
        return part instanceof Cast cast
                && cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isEmpty()
                && !isFunction(cast)
                && NestedTypes.anywhere(
                        cast.child().dataType(),
                        cast.dataType(),
                        (from, to) -> to instanceof DoubleType && hasManyDigits(from));
    }

    /** {@code double(n)}, which its author wrote though Spark does not say so: the text is this call, from end to end. */
    private static boolean isFunction(Cast cast) {
        SQLQueryContext context = cast.origin().context();
        String text = context.isValid() ? context.fragment().strip() : "";
        if (!FUNCTION.matcher(text).lookingAt()) {
            return false;
        }
        int open = 0;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            open += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ')' && open == 0) {
                return at == text.length() - 1;
            }
        }
        return false;
    }

    private static boolean hasManyDigits(DataType type) {
        return type instanceof LongType || (type instanceof DecimalType decimal && decimal.precision() > DIGITS);
    }

    private static boolean isCollection(DataType type) {
        return type instanceof ArrayType || type instanceof MapType;
    }

    /** Whether the double of a number is the same number, or is at least written in the same way. */
    public static boolean isKept(BigDecimal number) {
        return isDouble(number) || BigDecimal.valueOf(number.doubleValue()).compareTo(number) == 0;
    }

    /** Whether the double of a number is compared as the number would be, by the digits that a double has. */
    public static boolean isCompared(BigDecimal number) {
        return number.abs().compareTo(LAST_WHOLE) <= 0 || isDouble(number);
    }

    private static boolean isDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return !Double.isInfinite(nearest) && new BigDecimal(nearest).compareTo(number) == 0;
    }
}
