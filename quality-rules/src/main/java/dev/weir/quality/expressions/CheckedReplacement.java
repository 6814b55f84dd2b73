package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static dev.weir.quality.evaluation.ScalaCollections.seq;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Ceil;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.DateAdd;
import org.apache.spark.sql.catalyst.expressions.DateDiff;
import org.apache.spark.sql.catalyst.expressions.DateSub;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Floor;
import org.apache.spark.sql.catalyst.expressions.FromUnixTime;
import org.apache.spark.sql.catalyst.expressions.GetJsonObject;
import org.apache.spark.sql.catalyst.expressions.JsonObjectKeys;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.LastDay;
import org.apache.spark.sql.catalyst.expressions.LengthOfJsonArray;
import org.apache.spark.sql.catalyst.expressions.NextDay;
import org.apache.spark.sql.catalyst.expressions.SecondsToTimestamp;
import org.apache.spark.sql.catalyst.expressions.TruncDate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import scala.Option;

/**
 * {@link CheckedValues} where Spark computes a wrong value for what a type cannot hold, though semantics are ANSI's: days
 * that are added go round to the other end of the calendar, as {@code last_day} does there, {@code floor} and {@code ceil}
 * give the greatest BIGINT for what is greater and 0 for NaN, a DECIMAL of NaN is NULL, seconds make any moment, a FLOAT
 * of 1e300 is infinite, a BIGINT is equal to the double next to it, of a text that is no JSON every part is NULL, and numbers
 * of JSON become doubles.
 */
final class CheckedReplacement {

    private CheckedReplacement() {}

    /** What is to be computed instead of an expression; empty where Spark's answer is right or an error. */
    static Optional<Expression> of(Expression expression) {
        if (expression instanceof DateAdd add) {
            return Optional.of(call(add, "plusDays", add.dataType(), List.of(add.startDate(), inInt(add.days()))));
        } else if (expression instanceof DateSub sub) {
            return Optional.of(call(sub, "minusDays", sub.dataType(), List.of(sub.startDate(), inInt(sub.days()))));
        } else if (expression instanceof DateDiff between) {
            return Optional.of(call(between, "minusDays", between.dataType(), list(between.children())));
        } else if (expression instanceof LastDay || expression instanceof NextDay || expression instanceof TruncDate) {
            return Optional.of(withDayChecked(expression));
        } else if (expression instanceof Floor || expression instanceof Ceil) {
            return isFractional(expression) ? Optional.of(checked(expression, "inLong")) : Optional.empty();
        } else if (expression instanceof SecondsToTimestamp || expression instanceof FromUnixTime) {
            return inTime(expression);
        } else if (expression instanceof GetJsonObject
                || expression instanceof JsonTuple
                || expression instanceof LengthOfJsonArray
                || expression instanceof JsonObjectKeys) {
            return inJson(expression);
        } else if (ImplicitDoubles.of(expression) == ImplicitDoubles.Use.COMPARES) {
            return compared(expression);
        } else if (expression instanceof Cast cast && cast.evalMode().equals(EvalMode.ANSI())) {
            return cast(cast);
        }
        return DomainReplacement.of(expression);
    }

    /** What Spark takes for a double, because it is compared with one, has to be one. */
    private static Optional<Expression> compared(Expression comparison) {
        List<Expression> sides = list(comparison.children()).stream()
                .map(side -> side instanceof Cast cast
                                && cast.dataType() instanceof DoubleType
                                && ImplicitDoubles.isOne(cast)
                        ? with(
                                cast,
                                List.of(call(
                                        comparison, "comparable", cast.child().dataType(), List.of(cast.child()))))
                        : side)
                .toList();
        return sides.equals(list(comparison.children())) ? Optional.empty() : Optional.of(with(comparison, sides));
    }

    private static Optional<Expression> cast(Cast cast) {
        if (cast.dataType() instanceof TimestampType) {
            return inTime(cast);
        }
        return isFractional(cast) ? check(cast).map(check -> checked(cast, check)) : Optional.empty();
    }

    /** What is computed of seconds: Spark multiplies them, and goes round or stops at the greatest. */
    private static Optional<Expression> inTime(Expression function) {
        List<Expression> arguments = new ArrayList<>(list(function.children()));
        Expression seconds = arguments.get(0);
        DataType type = seconds.dataType();
        if (type instanceof FloatType) {
            seconds = cast(seconds, DataTypes.DoubleType);
        } else if (!(type instanceof LongType || type instanceof DoubleType || type instanceof DecimalType)) {
            return Optional.empty();
        }
        arguments.set(0, call(function, "inTime", seconds.dataType(), List.of(seconds)));
        return Optional.of(with(function, arguments));
    }

    /** Of a text that is no JSON these give NULL, as of a value that is not there. */
    private static Optional<Expression> inJson(Expression function) {
        List<Expression> arguments = new ArrayList<>(list(function.children()));
        if (arguments.isEmpty() || !arguments.stream().allMatch(text -> text.dataType() instanceof StringType)) {
            return Optional.empty();
        }
        JsonParts parts = new JsonParts(function.origin().context());
        Expression text = arguments.get(0);
        if (function instanceof GetJsonObject) {
            return Optional.of(ObjectCall.orNull(parts, "at", function.dataType(), arguments));
        } else if (function instanceof JsonTuple) {
            Expression names = new CreateArray(seq(arguments.subList(1, arguments.size())), false);
            arguments.set(0, ObjectCall.of(parts, "withFields", text.dataType(), List.of(text, names)));
            return Optional.of(with(function, arguments));
        }
        arguments.set(0, call(function, "json", text.dataType(), List.of(text)));
        return Optional.of(with(function, arguments));
    }

    private static Expression inInt(Expression days) {
        return days.dataType() instanceof IntegerType ? days : cast(days, DataTypes.IntegerType);
    }

    private static Expression cast(Expression value, DataType type) {
        return new Cast(value, type, Option.empty(), EvalMode.ANSI());
    }

    private static Optional<String> check(Cast cast) {
        DataType target = cast.dataType();
        if (target instanceof DecimalType) {
            return Optional.of("finite");
        } else if (target instanceof LongType) {
            return Optional.of("inLong");
        }
        if (target instanceof FloatType) {
            return cast.child().dataType() instanceof DoubleType ? Optional.of("inFloat") : Optional.empty();
        }
        return target instanceof IntegerType ? Optional.of("inInt") : Optional.empty();
    }

    private static boolean isFractional(Expression function) {
        DataType from = list(function.children()).get(0).dataType();
        return from instanceof DoubleType || from instanceof FloatType;
    }

    /** The function of a value that is checked before. */
    private static Expression checked(Expression function, String check) {
        Expression value = list(function.children()).get(0);
        Expression number = value.dataType() instanceof FloatType ? cast(value, DataTypes.DoubleType) : value;
        return with(function, List.of(call(function, check, DataTypes.DoubleType, List.of(number))));
    }

    private static Expression withDayChecked(Expression function) {
        List<Expression> checked = new ArrayList<>();
        for (Expression child : list(function.children())) {
            boolean isDay = child.dataType() instanceof DateType;
            checked.add(isDay ? call(function, "inWholeYear", child.dataType(), List.of(child)) : child);
        }
        if (function instanceof TruncDate trunc) {
            checked.set(1, DomainReplacement.unitOfDays(trunc));
        }
        return with(function, checked);
    }

    private static Expression with(Expression function, List<Expression> children) {
        return function.withNewChildren(seq(children));
    }

    private static Expression call(Expression written, String method, DataType type, List<Expression> arguments) {
        return ObjectCall.of(new CheckedValues(written.origin().context()), method, type, arguments);
    }
}
