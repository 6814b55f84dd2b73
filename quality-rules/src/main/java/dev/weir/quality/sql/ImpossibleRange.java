package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.util.TypeUtils;
import org.apache.spark.sql.types.IntegralType;
import org.jspecify.annotations.Nullable;

/**
 * Demands on one value that exclude one another, as in {@code weight BETWEEN 200 AND 30}, {@code x IS NULL AND x > 5} and
 * {@code x IN ('a') AND x <> 'a'}: they are true for no value. Their opposites, joined by OR, are false for none. Spark's optimiser
 * leaves both as they are.
 */
final class ImpossibleRange {

    /** What Spark writes behind a number to say its type. */
    private static final Pattern NUMBER_SUFFIX = Pattern.compile("^(-?[0-9.]+?)(?:\\.0)?(?:BD|[DLSYF])$");

    private static final int MOST_SHOWN = 5;

    private ImpossibleRange() {}

    /** Why a condition is true for no row, such as {@code 'weight' would be at least 200 and at most 30}; empty where it may be. */
    static Optional<String> neverTrue(Expression condition) {
        return never(condition, true);
    }

    /** Why a condition is false for no row, in the same words for what would have to be true. */
    static Optional<String> neverFalse(Expression condition) {
        return never(condition, false);
    }

    /** Why a condition is true, or false, for no row: AND is true where both sides are, and OR false where both are. */
    private static Optional<String> never(Expression condition, boolean truth) {
        if (condition instanceof Not not) {
            return never(not.child(), !truth);
        }
        if (isEither(condition, truth)) {
            Optional<String> left = never(condition.children().head(), truth);
            return left.isPresent() && never(condition.children().last(), truth).isPresent() ? left : Optional.empty();
        }
        List<Expression> all = new ArrayList<>();
        together(condition, truth, all);
        Optional<String> part = all.size() == 1
                ? Optional.empty()
                : all.stream().flatMap(each -> never(each, truth).stream()).findFirst();
        return part.or(() -> contradiction(
                all.stream().flatMap(each -> Demand.of(each, truth).stream()).toList(), truth));
    }

    private static boolean isEither(Expression condition, boolean truth) {
        return truth ? condition instanceof Or : condition instanceof And;
    }

    /** The parts that all have to be true, or false. */
    private static void together(Expression condition, boolean truth, List<Expression> into) {
        if (truth ? condition instanceof And : condition instanceof Or) {
            list(condition.children()).forEach(child -> together(child, truth, into));
        } else {
            into.add(condition);
        }
    }

    private static Optional<String> contradiction(List<Demand> demands, boolean truth) {
        Map<Expression, List<Demand>> byValue = new LinkedHashMap<>();
        demands.forEach(demand -> byValue.computeIfAbsent(demand.value().canonicalized(), first -> new ArrayList<>())
                .add(demand));
        return byValue.values().stream()
                .flatMap(ofOne -> excluding(ofOne, truth).stream())
                .map(two -> "'" + two.get(0).value().sql().replace("`", "") + "' would be "
                        + two.stream().map(Demand::words).collect(Collectors.joining(" and ")))
                .findFirst();
    }

    /** Those of the demands on one value that no value meets together. */
    private static Optional<List<Demand>> excluding(List<Demand> ofOne, boolean truth) {
        for (Demand one : ofOne) {
            if (one instanceof ThanItself) {
                return Optional.of(List.of(one));
            }
            for (Demand other : ofOne) {
                if (one.excludes(other, truth)) {
                    return Optional.of(List.of(one, other));
                }
            }
            if (one instanceof Listed listed && listed.isOneOf()) {
                List<Demand> others =
                        ofOne.stream().filter(other -> !other.equals(one)).toList();
                if (listed.constants().stream()
                        .noneMatch(each -> others.stream().allMatch(other -> other.allows(each)))) {
                    return Optional.of(
                            Stream.concat(Stream.of(one), others.stream()).toList());
                }
            }
        }
        return Optional.empty();
    }

    /** What a value has to be. */
    private sealed interface Demand {

        Expression value();

        /** For people, behind "would be". */
        String words();

        /** Whether a constant may be the value; of another type it may. */
        boolean allows(Literal constant);

        /** Whether no value meets both. */
        boolean excludes(Demand other, boolean truth);

        /** The demand that a condition is where it is true, or false; none where it compares with no constant. */
        static Optional<Demand> of(Expression condition, boolean truth) {
            if (condition instanceof Not not) {
                return of(not.child(), !truth);
            } else if (condition instanceof IsNull missing && isVaried(missing.child())) {
                return Optional.of(new Missing(missing.child(), truth));
            } else if (condition instanceof IsNotNull present && isVaried(present.child())) {
                return Optional.of(new Missing(present.child(), !truth));
            } else if (condition instanceof In in) {
                return Listed.of(in.value(), list(in.list()), truth);
            }
            if (!(condition instanceof BinaryComparison comparison) || condition instanceof EqualNullSafe) {
                return Optional.empty();
            }
            Expression left = comparison.left();
            Expression right = comparison.right();
            if (isVaried(left) && left.canonicalized().equals(right.canonicalized())) {
                boolean isMet = condition instanceof EqualTo
                        || condition instanceof GreaterThanOrEqual
                        || condition instanceof LessThanOrEqual;
                return isMet == truth ? Optional.empty() : Optional.of(new ThanItself(left));
            }
            boolean isMirrored = left instanceof Literal;
            Expression value = isMirrored ? right : left;
            Expression constant = isMirrored ? left : right;
            if (condition instanceof EqualTo) {
                return Listed.of(value, List.of(constant), truth);
            }
            Side side = Side.of(condition);
            if (side == null || !isVaried(value) || !(constant instanceof Literal known) || known.value() == null) {
                return Optional.empty();
            }
            Side asked = isMirrored ? side.mirrored() : side;
            return Optional.of(new Bound(value, truth ? asked : asked.opposite(), known));
        }

        private static boolean isVaried(Expression value) {
            return !value.foldable() && value.deterministic();
        }
    }

    /** To be NULL, or not. */
    private record Missing(Expression value, boolean isAsked) implements Demand {
        @Override
        public String words() {
            return isAsked ? "NULL" : "not NULL";
        }

        @Override
        public boolean allows(Literal constant) {
            return !isAsked;
        }

        /** A comparison with NULL is neither true nor false; where falseness is asked for, that is another answer than false. */
        @Override
        public boolean excludes(Demand other, boolean truth) {
            return isAsked && truth && !(other instanceof Missing missing && missing.isAsked());
        }
    }

    /** To be more or less than itself. */
    private record ThanItself(Expression value) implements Demand {
        @Override
        public String words() {
            return "more, less or another than itself";
        }

        @Override
        public boolean allows(Literal constant) {
            return false;
        }

        @Override
        public boolean excludes(Demand other, boolean truth) {
            return false;
        }
    }

    /** To be one of some constants, or none of them. */
    private record Listed(Expression value, List<Literal> constants, boolean isOneOf) implements Demand {

        static Optional<Demand> of(Expression value, List<Expression> list, boolean isOneOf) {
            List<Literal> constants = new ArrayList<>();
            for (Expression each : list) {
                if (!(each instanceof Literal constant) || constant.value() == null) {
                    return Optional.empty();
                }
                constants.add(constant);
            }
            return constants.isEmpty() || !Demand.isVaried(value)
                    ? Optional.empty()
                    : Optional.of(new Listed(value, constants, isOneOf));
        }

        @Override
        public String words() {
            String shown = constants.stream()
                            .limit(MOST_SHOWN)
                            .map(ImpossibleRange::text)
                            .collect(Collectors.joining(", "))
                    + (constants.size() > MOST_SHOWN ? " …" : "");
            return constants.size() == 1
                    ? (isOneOf ? shown : "not " + shown)
                    : (isOneOf ? "one of " : "none of ") + shown;
        }

        @Override
        public boolean allows(Literal constant) {
            boolean isComparable = constants.stream().allMatch(each -> isLike(each, constant));
            return !isComparable || isOneOf == constants.stream().anyMatch(each -> compare(each, constant) == 0);
        }

        @Override
        public boolean excludes(Demand other, boolean truth) {
            return isOneOf && !(other instanceof Missing) && constants.stream().noneMatch(other::allows);
        }
    }

    /** To stand on one side of a constant. */
    private record Bound(Expression value, Side side, Literal constant) implements Demand {
        @Override
        public String words() {
            return side.words() + " " + text(constant);
        }

        @Override
        public boolean allows(Literal other) {
            return !isLike(constant, other) || side.has(compare(other, constant));
        }

        @Override
        public boolean excludes(Demand other, boolean truth) {
            if (!(other instanceof Bound upper)
                    || !side.isLower()
                    || upper.side.isLower()
                    || !isLike(constant, upper.constant)) {
                return false;
            }
            int compared = compare(constant, upper.constant);
            boolean isOpen = side == Side.ABOVE || upper.side == Side.BELOW;
            return compared > 0 || (compared == 0 && isOpen) || isGap(upper);
        }

        /** Nothing lies between a whole number and the next one. */
        private boolean isGap(Bound upper) {
            return side == Side.ABOVE
                    && upper.side == Side.BELOW
                    && constant.dataType() instanceof IntegralType
                    && constant.value() instanceof Number lower
                    && upper.constant.value() instanceof Number most
                    && lower.longValue() != Long.MAX_VALUE
                    && lower.longValue() + 1 >= most.longValue();
        }
    }

    /** Which values a comparison lets through. */
    private enum Side {
        ABOVE("more than"),
        FROM("at least"),
        UP_TO("at most"),
        BELOW("less than");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        static @Nullable Side of(Expression condition) {
            if (condition instanceof GreaterThan) {
                return ABOVE;
            } else if (condition instanceof GreaterThanOrEqual) {
                return FROM;
            } else if (condition instanceof LessThanOrEqual) {
                return UP_TO;
            }
            return condition instanceof LessThan ? BELOW : null;
        }

        String words() {
            return words;
        }

        /** Where the constant stands on the left. */
        Side mirrored() {
            return switch (this) {
                case ABOVE -> BELOW;
                case FROM -> UP_TO;
                case UP_TO -> FROM;
                case BELOW -> ABOVE;
            };
        }

        /** What is left where the comparison is false. */
        Side opposite() {
            return switch (this) {
                case ABOVE -> UP_TO;
                case FROM -> BELOW;
                case UP_TO -> ABOVE;
                case BELOW -> FROM;
            };
        }

        boolean isLower() {
            return this == ABOVE || this == FROM;
        }

        /** @param compared how a value compares with the constant */
        boolean has(int compared) {
            return compared == 0 ? this == FROM || this == UP_TO : isLower() == compared > 0;
        }
    }

    private static boolean isLike(Literal one, Literal other) {
        return one.dataType().equals(other.dataType());
    }

    private static int compare(Literal one, Literal other) {
        return TypeUtils.getInterpretedOrdering(one.dataType()).compare(one.value(), other.value());
    }

    private static String text(Literal constant) {
        return NUMBER_SUFFIX.matcher(constant.sql()).replaceFirst("$1");
    }
}
