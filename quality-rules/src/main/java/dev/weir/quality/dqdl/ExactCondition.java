package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Calculated;
import dev.weir.contracts.dqdl.DqdlCondition.Literal;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison with numbers by all their digits. Deequ compares doubles, which hold 15 digits of a whole number or a
 * decimal for certain.
 *
 * @param operator any but {@code matches}
 * @param operands two for {@code between}, one or more for {@code in}, else one
 */
record ExactCondition(DqdlCondition.Operator operator, List<BigDecimal> operands) {

    /** Of a quotient that does not end; more than any column or sum of one holds. */
    static final MathContext QUOTIENT = new MathContext(100);

    /** Less than {@link #QUOTIENT}, so that three times {@code 1 / 3} is 1. */
    private static final MathContext OF_QUOTIENT = new MathContext(80);

    /** 2<sup>26</sup>: two quotients of such counts lie further apart than a double and what it stands for. */
    private static final BigInteger MOST_ROWS = BigInteger.ONE.shiftLeft(26);

    ExactCondition {
        operands = List.copyOf(operands);
    }

    /** Of a condition that compares with numbers which it states: no NULL, and no past values, which are doubles. */
    static Optional<ExactCondition> of(DqdlCondition condition) {
        if (condition.kind() != DqdlCondition.Kind.NUMBER) {
            return Optional.empty();
        }
        List<BigDecimal> numbers = new ArrayList<>();
        for (Operand operand : condition.operands()) {
            Optional<BigDecimal> number = number(operand);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return Optional.of(new ExactCondition(condition.operator(), numbers));
    }

    private static Optional<BigDecimal> number(Operand operand) {
        if (operand instanceof Literal literal) {
            return Optional.of(literal.exact());
        } else if (operand instanceof Calculated calculated) {
            return number(calculated.left())
                    .flatMap(left -> number(calculated.right())
                            .flatMap(right -> calculated(left, calculated.operator(), right)));
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> calculated(BigDecimal left, char operator, BigDecimal right) {
        return switch (operator) {
            case '+' -> Optional.of(left.add(right));
            case '-' -> Optional.of(left.subtract(right));
            case '*' -> Optional.of(left.multiply(right));
            default -> right.signum() == 0 ? Optional.empty() : Optional.of(left.divide(right, QUOTIENT));
        };
    }

    /** Whether a share of rows keeps it, as counts: a quotient of them may be no decimal, and a double is near it alone. */
    boolean holds(long part, long whole) {
        BigDecimal rows = BigDecimal.valueOf(whole);
        return new ExactCondition(
                        operator,
                        operands.stream()
                                .map(operand -> operand.multiply(rows, OF_QUOTIENT))
                                .toList())
                .holds(BigDecimal.valueOf(part));
    }

    /**
     * Whether a quotient of counts keeps it that is known as the double next to it. Where the counts are at most {@link
     * #MOST_ROWS}, no other quotient of such counts has that double, and a convergent of its continued fraction is the quotient (Legendre).
     */
    boolean holds(double quotient) {
        BigDecimal rest = new BigDecimal(quotient);
        BigInteger part = BigInteger.ONE;
        BigInteger formerPart = BigInteger.ZERO;
        BigInteger whole = BigInteger.ZERO;
        BigInteger formerWhole = BigInteger.ONE;
        while (true) {
            BigInteger floor = rest.setScale(0, RoundingMode.FLOOR).toBigInteger();
            BigInteger nextPart = floor.multiply(part).add(formerPart);
            BigInteger nextWhole = floor.multiply(whole).add(formerWhole);
            if (nextWhole.compareTo(MOST_ROWS) > 0 || nextPart.compareTo(MOST_ROWS) > 0) {
                return holdsAsDouble(quotient);
            }
            if (nextPart.doubleValue() / nextWhole.doubleValue() == quotient) {
                return holds(nextPart.longValueExact(), nextWhole.longValueExact());
            }
            formerPart = part;
            part = nextPart;
            formerWhole = whole;
            whole = nextWhole;
            // it ends before: what is left of a whole number is one whose double is the quotient
            rest = BigDecimal.ONE.divide(rest.subtract(new BigDecimal(floor)), QUOTIENT);
        }
    }

    private boolean holdsAsDouble(double quotient) {
        return new ExactCondition(
                        operator,
                        operands.stream()
                                .map(operand -> new BigDecimal(operand.doubleValue()))
                                .toList())
                .holds(new BigDecimal(quotient));
    }

    boolean holds(BigDecimal number) {
        int first = number.compareTo(operands.get(0));
        int last = number.compareTo(operands.get(operands.size() - 1));
        boolean among = operands.stream().anyMatch(operand -> operand.compareTo(number) == 0);
        return switch (operator) {
            case GREATER -> first > 0;
            case GREATER_OR_EQUAL -> first >= 0;
            case LESS -> first < 0;
            case LESS_OR_EQUAL -> first <= 0;
            case BETWEEN -> first > 0 && last < 0;
            case NOT_BETWEEN -> first <= 0 || last >= 0;
            case EQUAL, IN -> among;
            case NOT_EQUAL, NOT_IN -> !among;
            case MATCHES, NOT_MATCHES -> throw new IllegalStateException("A number matches no pattern");
        };
    }
}
