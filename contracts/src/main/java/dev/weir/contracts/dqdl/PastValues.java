package dev.weir.contracts.dqdl;

import dev.weir.contracts.dqdl.DqdlCondition.Calculated;
import dev.weir.contracts.dqdl.DqdlCondition.Call;
import dev.weir.contracts.dqdl.DqdlCondition.Literal;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which expressions over past values make sense, as the reference of DQDL has it under "Dynamic rules": {@code last(n)} is
 * the last n values, {@code last()} the last one; {@code avg}, {@code sum}, {@code min}, {@code max}, {@code median} and
 * {@code std} make one number of them, {@code index(last(n), i)} takes one, the newest being 0, {@code percentile(last(n),
 * p)} the one below which p percent lie; {@code abs} is of one number.
 */
public final class PastValues {

    /** How many past values a rule may ask for. */
    public static final int MOST = 1000;

    private static final String LAST = "last";
    private static final Set<String> OF_ALL = Set.of("avg", "sum", "min", "max", "median", "std");
    private static final double HUNDRED = 100;

    private PastValues() {}

    /** How many past values the condition needs; 0 where it asks for none. */
    public static int needed(DqdlCondition condition) {
        return condition.operands().stream().mapToInt(PastValues::needed).max().orElse(0);
    }

    private static int needed(Operand operand) {
        if (operand instanceof Calculated calculated) {
            return Math.max(needed(calculated.left()), needed(calculated.right()));
        } else if (operand instanceof Call call) {
            return call.function().equals(LAST)
                    ? count(call)
                    : call.arguments().stream()
                            .mapToInt(PastValues::needed)
                            .max()
                            .orElse(0);
        }
        return 0;
    }

    /** How many values {@code last(…)} is of. */
    public static int count(Call last) {
        return last.arguments().isEmpty()
                ? 1
                : (int) ((Literal) last.arguments().get(0)).value();
    }

    /** What is wrong with the condition's operands as numbers, in half a sentence; empty when nothing is. */
    public static Optional<String> fault(DqdlCondition condition) {
        return condition.operands().stream()
                .flatMap(operand -> faultOfNumber(operand).stream())
                .findFirst();
    }

    private static Optional<String> faultOfNumber(Operand operand) {
        if (operand instanceof Literal) {
            return Optional.empty();
        } else if (operand instanceof Calculated calculated) {
            return faultOfNumber(calculated.left()).or(() -> faultOfNumber(calculated.right()));
        } else if (operand instanceof Call call) {
            return faultOfCall(call);
        }
        return Optional.of("NULL is no number");
    }

    private static Optional<String> faultOfCall(Call call) {
        List<Operand> arguments = call.arguments();
        if (call.function().equals(LAST)) {
            return faultOfLast(call)
                    .or(() -> count(call) == 1
                            ? Optional.empty()
                            : Optional.of("last(" + count(call) + ") is several numbers, and one is needed"));
        } else if (OF_ALL.contains(call.function())) {
            return arguments.size() == 1 ? faultOfValues(arguments.get(0)) : takes(call, "last(n)");
        } else if (call.function().equals("abs")) {
            return arguments.size() == 1 ? faultOfNumber(arguments.get(0)) : takes(call, "one number");
        } else if (call.function().equals("index")) {
            return arguments.size() == 2 && isWhole(arguments.get(1), 0, MOST)
                    ? faultOfValues(arguments.get(0)).or(() -> faultOfIndex(call))
                    : takes(call, "last(n) and a place counted from 0");
        } else if (call.function().equals("percentile")) {
            return arguments.size() == 2
                            && arguments.get(1) instanceof Literal share
                            && share.value() >= 0
                            && share.value() <= HUNDRED
                    ? faultOfValues(arguments.get(0))
                    : takes(call, "last(n) and a number from 0 to 100");
        }
        return Optional.of("there is no function " + call.function() + "()");
    }

    private static Optional<String> faultOfIndex(Call index) {
        int count = needed(index.arguments().get(0));
        return ((Literal) index.arguments().get(1)).value() < count
                ? Optional.empty()
                : Optional.of("the last of " + count + " values has the place " + (count - 1));
    }

    private static Optional<String> faultOfValues(Operand operand) {
        return operand instanceof Call call && call.function().equals(LAST)
                ? faultOfLast(call)
                : Optional.of("only last(n) has several values");
    }

    private static Optional<String> faultOfLast(Call last) {
        boolean right = last.arguments().isEmpty()
                || (last.arguments().size() == 1 && isWhole(last.arguments().get(0), 1, MOST));
        return right ? Optional.empty() : takes(last, "a whole number from 1 to " + MOST);
    }

    private static Optional<String> takes(Call call, String what) {
        return Optional.of(call.function() + "() takes " + what);
    }

    private static boolean isWhole(Operand operand, int least, int most) {
        return operand instanceof Literal number
                && number.value() == Math.rint(number.value())
                && number.value() >= least
                && number.value() <= most;
    }
}
