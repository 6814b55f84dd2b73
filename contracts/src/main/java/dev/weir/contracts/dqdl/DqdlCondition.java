package dev.weir.contracts.dqdl;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a measure is compared with.
 *
 * @param kind of the operands
 * @param operator the comparison
 * @param operands two for {@code between}, one or more for {@code in}, else one
 * @param text as written
 */
public record DqdlCondition(Kind kind, Operator operator, List<Operand> operands, String text) {

    public DqdlCondition {
        operands = List.copyOf(operands);
    }

    /** What the operands are. NULL alone is read as {@link #NUMBER}. */
    public enum Kind {
        NUMBER,
        TEXT,
        DATE,
        DURATION,
        SIZE
    }

    /** The comparisons of DQDL. {@code between} leaves out both ends. */
    public enum Operator {
        BETWEEN,
        NOT_BETWEEN,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        NOT_EQUAL,
        IN,
        NOT_IN,
        MATCHES,
        NOT_MATCHES
    }

    /** Whether an operand asks for past values. */
    public boolean isDynamic() {
        return operands.stream().anyMatch(DqdlCondition::calls);
    }

    private static boolean calls(Operand operand) {
        return operand instanceof Call
                || (operand instanceof Calculated calculated
                        && (calls(calculated.left()) || calls(calculated.right())));
    }

    /** What stands in a comparison. */
    public sealed interface Operand {}

    /** {@code NULL}. */
    public record Null() implements Operand {}

    /** The numbers among the operands, as written. */
    public List<BigDecimal> numbers() {
        return operands.stream()
                .filter(Literal.class::isInstance)
                .map(operand -> ((Literal) operand).exact())
                .toList();
    }

    /**
     * A number.
     *
     * @param exact as written, without zeros at its end
     */
    public record Literal(BigDecimal exact) implements Operand {
        public Literal {
            exact = exact.stripTrailingZeros();
        }

        public Literal(double value) {
            this(BigDecimal.valueOf(value));
        }

        /** The double that is nearest. */
        public double value() {
            return exact.doubleValue();
        }
    }

    /** A function of numbers, such as {@code avg(last(10))}. */
    public record Call(String function, List<Operand> arguments) implements Operand {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code +}, {@code -}, {@code *} or {@code /} of two. */
    public record Calculated(Operand left, char operator, Operand right) implements Operand {}

    /** A text in quotes. */
    public record Text(String value) implements Operand {}

    /** {@code EMPTY} or {@code WHITESPACES_ONLY}. */
    public record Keyword(String word) implements Operand {}

    /** A date or time as written, {@code now()} included; or a duration or a size. */
    public record Written(String text) implements Operand {}
}
