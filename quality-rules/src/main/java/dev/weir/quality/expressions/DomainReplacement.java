package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Acos;
import org.apache.spark.sql.catalyst.expressions.Acosh;
import org.apache.spark.sql.catalyst.expressions.Asin;
import org.apache.spark.sql.catalyst.expressions.Asinh;
import org.apache.spark.sql.catalyst.expressions.Atanh;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Factorial;
import org.apache.spark.sql.catalyst.expressions.FormatNumber;
import org.apache.spark.sql.catalyst.expressions.Log;
import org.apache.spark.sql.catalyst.expressions.Log10;
import org.apache.spark.sql.catalyst.expressions.Log1p;
import org.apache.spark.sql.catalyst.expressions.Log2;
import org.apache.spark.sql.catalyst.expressions.Logarithm;
import org.apache.spark.sql.catalyst.expressions.Pow;
import org.apache.spark.sql.catalyst.expressions.Sha2;
import org.apache.spark.sql.catalyst.expressions.Sqrt;
import org.apache.spark.sql.catalyst.expressions.TruncDate;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.Unhex;
import org.apache.spark.sql.catalyst.expressions.WidthBucket;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;

/**
 * {@link DomainValues} where a function is not defined for each value of its type, and Spark returns NULL, which would pass
 * a rule, or NaN, which is greater than every number: the logarithm of 0, the root of -1, 21 factorial.
 */
final class DomainReplacement {

    /** By the function, what each of its arguments has to be. */
    private static final Map<Class<? extends Expression>, String> DOMAINS = Map.ofEntries(
            Map.entry(Log.class, "positive"),
            Map.entry(Log2.class, "positive"),
            Map.entry(Log10.class, "positive"),
            Map.entry(Log1p.class, "aboveMinusOne"),
            Map.entry(Sqrt.class, "notNegative"),
            Map.entry(Acos.class, "withinOne"),
            Map.entry(Asin.class, "withinOne"),
            Map.entry(Atanh.class, "withinOne"),
            Map.entry(Factorial.class, "factorial"),
            Map.entry(Unhex.class, "hexadecimal"));

    /** What computes a function as a whole; Spark's own is wrong for some values of its domain, too. */
    private static final Map<Class<? extends Expression>, String> COMPUTED =
            Map.of(Pow.class, "power", Asinh.class, "areaSine", Acosh.class, "areaCosine");

    private DomainReplacement() {}

    /** What is to be computed instead of an expression; empty where it is defined for all values. */
    static Optional<Expression> of(Expression function) {
        List<Expression> arguments = new ArrayList<>(list(function.children()));
        String domain = DOMAINS.get(function.getClass());
        if (function instanceof Unhex hex && hex.failOnError()) { // what to_binary is made of
            return Optional.empty();
        } else if (domain != null) {
            arguments.replaceAll(argument -> call(function, domain, argument, List.of(argument)));
        } else if (function instanceof TruncTimestamp) {
            replace(function, arguments, 0, "unit");
        } else if (function instanceof Sha2) {
            replace(function, arguments, 1, "bits");
        } else if (function instanceof FormatNumber && arguments.get(1).dataType() instanceof IntegerType) {
            replace(function, arguments, 1, "places");
        } else if (function instanceof WidthBucket && arguments.get(0).dataType() instanceof DoubleType) {
            arguments.set(3, call(function, "buckets", arguments.get(3), arguments));
        } else if (function instanceof Logarithm) {
            replace(function, arguments, 0, "base");
            replace(function, arguments, 1, "positive");
        } else if (COMPUTED.containsKey(function.getClass())) {
            return Optional.of(call(function, COMPUTED.get(function.getClass()), function, arguments));
        } else {
            return Optional.empty();
        }
        return Optional.of(function.withNewChildren(seq(arguments)));
    }

    private static void replace(Expression function, List<Expression> arguments, int at, String domain) {
        Expression argument = arguments.get(at);
        arguments.set(at, call(function, domain, argument, List.of(argument)));
    }

    /** The unit of {@code trunc}, which has a replacement of its own for days. */
    static Expression unitOfDays(TruncDate function) {
        return call(function, "unitOfDays", function.format(), List.of(function.format()));
    }

    /** @param like an expression of the type that the method gives */
    private static Expression call(Expression written, String method, Expression like, List<Expression> arguments) {
        return ObjectCall.of(new DomainValues(written.origin().context()), method, like.dataType(), arguments);
    }
}
