package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlCondition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/**
 * What {@code ColumnValues} asks of one row of a whole-number or decimal column, as SQL. A bound is moved to the next value
 * that the column can hold, so that Spark compares within the column's own type: a literal with more digits would make it
 * round one of the two.
 *
 * @param suffix of a literal of the column's type
 * @param least that the column can hold
 * @param greatest that the column can hold
 */
record ExactPredicate(String column, int scale, String suffix, BigDecimal least, BigDecimal greatest) {

    private static final String INTEGER_SUFFIX = "L";
    private static final String DECIMAL_SUFFIX = "BD";

    /** The predicate, not NULL for any row; empty for columns of another type, and where a comparison with NULL stands alone. */
    static Optional<String> of(DqdlCondition condition, String column, DataType type) {
        List<BigDecimal> numbers = condition.numbers();
        boolean nulls = condition.operands().stream().anyMatch(DqdlCondition.Null.class::isInstance);
        if (condition.kind() != DqdlCondition.Kind.NUMBER || numbers.isEmpty()) {
            return Optional.empty();
        }
        return of(column, type).map(predicate -> predicate.sql(condition.operator(), numbers, nulls));
    }

    private static Optional<ExactPredicate> of(String column, DataType type) {
        if (type instanceof DecimalType decimal) {
            BigDecimal greatest =
                    new BigDecimal(BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE), decimal.scale());
            return Optional.of(
                    new ExactPredicate(column, decimal.scale(), DECIMAL_SUFFIX, greatest.negate(), greatest));
        } else if (type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType) {
            return Optional.of(new ExactPredicate(
                    column, 0, INTEGER_SUFFIX, BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE)));
        }
        return Optional.empty();
    }

    private String sql(DqdlCondition.Operator operator, List<BigDecimal> numbers, boolean nulls) {
        BigDecimal first = numbers.get(0);
        BigDecimal last = numbers.get(numbers.size() - 1);
        String known = column + " IS NOT NULL AND ";
        String unknown = column + " IS NULL OR ";
        return switch (operator) {
            case GREATER -> known + above(first);
            case GREATER_OR_EQUAL -> known + from(first);
            case LESS -> known + below(first);
            case LESS_OR_EQUAL -> known + upTo(first);
            case BETWEEN -> known + above(first) + " AND " + below(last);
            case NOT_BETWEEN -> known + "(" + upTo(first) + " OR " + from(last) + ")";
            case EQUAL, IN -> (nulls ? unknown : known) + among(numbers);
            case NOT_EQUAL, NOT_IN -> (nulls ? known : unknown) + "NOT " + among(numbers);
            case MATCHES, NOT_MATCHES -> throw new IllegalStateException("A number matches no pattern");
        };
    }

    private String above(BigDecimal bound) {
        return rounded(bound, RoundingMode.FLOOR, " > ", " >= ");
    }

    private String from(BigDecimal bound) {
        return rounded(bound, RoundingMode.CEILING, " >= ", " > ");
    }

    private String below(BigDecimal bound) {
        return rounded(bound, RoundingMode.CEILING, " < ", " <= ");
    }

    private String upTo(BigDecimal bound) {
        return rounded(bound, RoundingMode.FLOOR, " <= ", " < ");
    }

    /** @param beyond compares with the end of what the column can hold, where the bound lies beyond it */
    private String rounded(BigDecimal bound, RoundingMode mode, String within, String beyond) {
        boolean down = mode == RoundingMode.FLOOR;
        if (down ? bound.compareTo(least) < 0 : bound.compareTo(greatest) > 0) {
            return column + beyond + literal(down ? least : greatest);
        }
        BigDecimal next = bound.setScale(scale, mode);
        return column + within + literal(down ? next.min(greatest) : next.max(least));
    }

    /** Among those of the numbers that the column can hold. */
    private String among(List<BigDecimal> numbers) {
        String held = numbers.stream()
                .filter(number -> number.stripTrailingZeros().scale() <= scale
                        && number.compareTo(least) >= 0
                        && number.compareTo(greatest) <= 0)
                .map(this::literal)
                .collect(Collectors.joining(", "));
        return held.isEmpty() ? "(" + column + " > " + literal(greatest) + ")" : column + " IN (" + held + ")";
    }

    private String literal(BigDecimal number) {
        return number.setScale(scale, RoundingMode.UNNECESSARY).toPlainString() + suffix;
    }
}
