package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.util.TypeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of one value with constants that exclude one another, as in {@code weight BETWEEN 200 AND 30}: they are true for no
 * value. Their opposites, joined by OR, are false for none. Spark's optimiser leaves both as they are.
 */
final class ImpossibleRange {

    /** What Spark writes behind a number to say its type. */
    private static final Pattern NUMBER_SUFFIX = Pattern.compile("^(-?[0-9.]+?)(?:\\.0)?(?:BD|[DLSYF])$");

    private ImpossibleRange() {}

    /** Why a condition is true for no row, such as {@code 'weight' would be at least 200 and at most 30}; empty where it may be. */
    static Optional<String> neverTrue(Expression condition) {
        if (condition instanceof Not not) {
            return neverFalse(not.child());
        }
        if (condition instanceof Or or) {
            Optional<String> left = neverTrue(or.left());
            return left.isPresent() && neverTrue(or.right()).isPresent() ? left : Optional.empty();
        }
        List<Expression> all = new ArrayList<>();
        conjuncts(condition, all);
        Optional<String> part = all.size() == 1
                ? Optional.empty()
                : all.stream().flatMap(each -> neverTrue(each).stream()).findFirst();
        return part.or(() -> contradiction(
                all.stream().flatMap(each -> Bound.whereTrue(each).stream()).toList()));
    }

    /** Why a condition is false for no row, in the same words for what would have to be true. */
    static Optional<String> neverFalse(Expression condition) {
        if (condition instanceof Not not) {
            return neverTrue(not.child());
        }
        if (condition instanceof And and) {
            Optional<String> left = neverFalse(and.left());
            return left.isPresent() && neverFalse(and.right()).isPresent() ? left : Optional.empty();
        }
        List<Expression> any = new ArrayList<>();
        disjuncts(condition, any);
        Optional<String> part = any.size() == 1
                ? Optional.empty()
                : any.stream().flatMap(each -> neverFalse(each).stream()).findFirst();
        return part.or(() -> contradiction(
                any.stream().flatMap(each -> Bound.whereFalse(each).stream()).toList()));
    }

    private static void conjuncts(Expression condition, List<Expression> into) {
        if (condition instanceof And and) {
            conjuncts(and.left(), into);
            conjuncts(and.right(), into);
        } else {
            into.add(condition);
        }
    }

    private static void disjuncts(Expression condition, List<Expression> into) {
        if (condition instanceof Or or) {
            disjuncts(or.left(), into);
            disjuncts(or.right(), into);
        } else {
            into.add(condition);
        }
    }

    private static Optional<String> contradiction(List<Bound> bounds) {
        Map<Expression, List<Bound>> byValue = new LinkedHashMap<>();
        bounds.forEach(bound -> byValue.computeIfAbsent(bound.value().canonicalized(), first -> new ArrayList<>())
                .add(bound));
        for (List<Bound> ofOne : byValue.values()) {
            for (Bound lower : ofOne) {
                for (Bound upper : ofOne) {
                    if (lower.excludes(upper)) {
                        return Optional.of("'" + lower.value().sql().replace("`", "") + "' would be " + lower.words()
                                + " and " + upper.words());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Which values a comparison lets through. */
    private enum Side {
        ABOVE,
        FROM,
        UP_TO,
        BELOW,
        EXACTLY;

        Side mirrored() {
            return switch (this) {
                case ABOVE -> BELOW;
                case FROM -> UP_TO;
                case UP_TO -> FROM;
                case BELOW -> ABOVE;
                case EXACTLY -> EXACTLY;
            };
        }

        boolean isLower() {
            return this == ABOVE || this == FROM || this == EXACTLY;
        }

        boolean isUpper() {
            return this == UP_TO || this == BELOW || this == EXACTLY;
        }
    }

    /** A value that stands on one side of a constant. */
    private record Bound(Expression value, Side side, Literal constant) {

        /** The bounds of a value where a condition is true. */
        static List<Bound> whereTrue(Expression condition) {
            if (condition instanceof Not not) {
                return whereFalse(not.child());
            }
            return condition instanceof In in
                    ? ofList(in)
                    : of(condition).stream().toList();
        }

        /** The bounds of a value where a condition is false. */
        static List<Bound> whereFalse(Expression condition) {
            if (condition instanceof Not not) {
                return whereTrue(not.child());
            }
            return of(condition).stream()
                    .flatMap(bound -> bound.opposite().stream())
                    .toList();
        }

        /** From the least to the greatest of some constants. */
        private static List<Bound> ofList(In in) {
            List<Literal> constants = new ArrayList<>();
            for (Expression each : list(in.list())) {
                if (!(each instanceof Literal constant) || constant.value() == null) {
                    return List.of();
                }
                constants.add(constant);
            }
            if (constants.isEmpty() || !isVaried(in.value())) {
                return List.of();
            }
            Comparator<Object> order =
                    TypeUtils.getInterpretedOrdering(constants.get(0).dataType());
            Comparator<Literal> byValue = (one, other) -> order.compare(one.value(), other.value());
            return List.of(
                    new Bound(in.value(), Side.FROM, Collections.min(constants, byValue)),
                    new Bound(in.value(), Side.UP_TO, Collections.max(constants, byValue)));
        }

        static Optional<Bound> of(Expression condition) {
            Side side = side(condition);
            if (side == null || !(condition instanceof BinaryComparison comparison)) {
                return Optional.empty();
            }
            Expression left = comparison.left();
            Expression right = comparison.right();
            if (right instanceof Literal constant && isVaried(left) && constant.value() != null) {
                return Optional.of(new Bound(left, side, constant));
            }
            return left instanceof Literal constant && isVaried(right) && constant.value() != null
                    ? Optional.of(new Bound(right, side.mirrored(), constant))
                    : Optional.empty();
        }

        private static @Nullable Side side(Expression condition) {
            if (condition instanceof GreaterThan) {
                return Side.ABOVE;
            } else if (condition instanceof GreaterThanOrEqual) {
                return Side.FROM;
            } else if (condition instanceof LessThanOrEqual) {
                return Side.UP_TO;
            } else if (condition instanceof LessThan) {
                return Side.BELOW;
            }
            return condition instanceof EqualTo ? Side.EXACTLY : null;
        }

        private static boolean isVaried(Expression value) {
            return !value.foldable() && value.deterministic();
        }

        /** What is left where the comparison is false; nothing that has a side where it asks for one value. */
        Optional<Bound> opposite() {
            return switch (side) {
                case ABOVE -> Optional.of(new Bound(value, Side.UP_TO, constant));
                case FROM -> Optional.of(new Bound(value, Side.BELOW, constant));
                case UP_TO -> Optional.of(new Bound(value, Side.ABOVE, constant));
                case BELOW -> Optional.of(new Bound(value, Side.FROM, constant));
                case EXACTLY -> Optional.empty();
            };
        }

        boolean excludes(Bound upper) {
            if (!side.isLower() || !upper.side.isUpper() || !constant.dataType().equals(upper.constant.dataType())) {
                return false;
            }
            Comparator<Object> order = TypeUtils.getInterpretedOrdering(constant.dataType());
            int compared = order.compare(constant.value(), upper.constant.value());
            return compared > 0 || (compared == 0 && (side == Side.ABOVE || upper.side == Side.BELOW));
        }

        String words() {
            String text = NUMBER_SUFFIX.matcher(constant.sql()).replaceFirst("$1");
            return switch (side) {
                case ABOVE -> "more than " + text;
                case FROM -> "at least " + text;
                case UP_TO -> "at most " + text;
                case BELOW -> "less than " + text;
                case EXACTLY -> text;
            };
        }
    }
}
