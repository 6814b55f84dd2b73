package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Calculated;
import dev.weir.contracts.dqdl.DqdlCondition.Call;
import dev.weir.contracts.dqdl.DqdlCondition.Literal;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.PastValues;
import java.util.Collections;
import java.util.List;

/**
 * The operands of a condition, with past values in the place of {@code last(n)}. As in DQDL, {@code + - * /} are taken from
 * left to right, without precedence.
 */
final class PastResolver {

    private static final double HUNDRED = 100;

    private final List<Double> past;

    /** @param past the newest first, as many as the condition {@linkplain PastValues#needed needs} */
    PastResolver(List<Double> past) {
        this.past = List.copyOf(past);
    }

    /** One number for each operand. */
    List<Double> operands(DqdlCondition condition) {
        return condition.operands().stream().map(this::number).toList();
    }

    private double number(Operand operand) {
        if (operand instanceof Literal number) {
            return number.value();
        } else if (operand instanceof Calculated calculated) {
            double left = number(calculated.left());
            double right = number(calculated.right());
            return switch (calculated.operator()) {
                case '+' -> left + right;
                case '-' -> left - right;
                case '*' -> left * right;
                default -> left / right;
            };
        } else if (operand instanceof Call call) {
            return call(call);
        }
        throw new IllegalArgumentException("No number: " + operand);
    }

    private double call(Call call) {
        return switch (call.function()) {
            case "last" -> values(call).get(0);
            case "abs" -> Math.abs(number(call.arguments().get(0)));
            default -> ofValues(call, values(call.arguments().get(0)));
        };
    }

    private double ofValues(Call call, List<Double> values) {
        return switch (call.function()) {
            case "index" -> values.get((int) number(call.arguments().get(1)));
            case "percentile" -> percentile(values, number(call.arguments().get(1)));
            case "median" -> percentile(values, HUNDRED / 2);
            case "std" -> deviation(values);
            case "avg" -> mean(values);
            case "sum" -> sum(values);
            case "min" -> Collections.min(values);
            case "max" -> Collections.max(values);
            default -> throw new IllegalArgumentException("No function " + call.function());
        };
    }

    private List<Double> values(Operand operand) {
        return past.subList(0, PastValues.count((Call) operand));
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(value -> value).sum();
    }

    private static double mean(List<Double> values) {
        return sum(values) / values.size();
    }

    /** Of the whole population, as Deequ's StandardDeviation. */
    private static double deviation(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / values.size());
    }

    /** Between two values in proportion (R-7, the default of NumPy and R): R. J. Hyndman, Y. Fan, 1996. */
    private static double percentile(List<Double> values, double percent) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = percent / HUNDRED * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
