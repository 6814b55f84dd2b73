package dev.weir.quality;

import dev.weir.contracts.release.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whether the verdicts let a release be made. */
public sealed interface Decision {

    /** Calls the case that fits. */
    default <R> R match(
            Function<Released, R> released,
            Function<Held, R> held) {
        if (this instanceof Released decision) {
            return released.apply(decision);
        }
        return held.apply((Held) this);
    }

    /** Nothing stands against it. */
    record Released() implements Decision {}

    /**
     * It is not made.
     *
     * @param reasons one sentence for each rule that stops it, in the order of the rules
     */
    record Held(List<String> reasons) implements Decision {
        public Held {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("Held without a reason");
            }
        }
    }

    /** What the verdicts say together: one that {@linkplain Verdict#holds() holds} is enough. */
    static Decision of(List<Verdict> verdicts) {
        List<String> reasons = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.holds()) {
                reasons.add("Rule '" + verdict.rule().id() + "' of table '"
                        + verdict.rule().table() + "' "
                        + (verdict.answer() == Verdict.Answer.ERROR ? "could not be evaluated: " : "failed: ")
                        + verdict.explanation());
            }
        }
        return reasons.isEmpty() ? new Released() : new Held(reasons);
    }
}
