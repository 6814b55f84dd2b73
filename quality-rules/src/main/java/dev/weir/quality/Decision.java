package dev.weir.quality;

import dev.weir.contracts.release.Verdict;
import java.util.List;

/**
 * Whether the verdicts let a release be made.
 *
 * @param reasons one sentence for each rule that stops it, in the order of the rules; none where nothing stands against it
 */
public record Decision(List<String> reasons) {

    public Decision {
        reasons = List.copyOf(reasons);
    }

    /** What the verdicts say together: one that {@linkplain Verdict#holds() holds} is enough. */
    static Decision of(List<Verdict> verdicts) {
        return new Decision(
                verdicts.stream().filter(Verdict::holds).map(Decision::reason).toList());
    }

    private static String reason(Verdict verdict) {
        return "Rule '" + verdict.rule().id() + "' of table '" + verdict.rule().table() + "' "
                + (verdict.answer() == Verdict.Answer.ERROR ? "could not be evaluated: " : "failed: ")
                + verdict.explanation();
    }

    /** Whether the release is not made. */
    public boolean isHeld() {
        return !reasons.isEmpty();
    }
}
