package dev.weir.quality;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.text.NumberText;

/**
 * The verdict on a rule about rows, from counts. A rule that blocks or warns fails when fewer rows pass than its threshold
 * asks for; one that takes rows out fails with the first of them, and reports that when the release is held for it.
 */
final class RowVerdict {

    private static final String NO_ROWS = "There were no rows to judge";
    private static final String NONE_SELECTED = "No row to judge: its 'where' selects none";

    private RowVerdict() {}

    /** Whether a rule is about those rows only that its {@code where} selects. */
    static boolean isAboutSome(Rule rule) {
        return (rule.check() instanceof Rule.Row row && row.where().isPresent())
                || (rule.check() instanceof Rule.Key key && key.where().isPresent());
    }

    /** @param found what was found, one sentence without a full stop; used where a row fails */
    static Verdict of(Rule rule, long evaluated, long failed, String found) {
        if (failed == 0) {
            return evaluated > 0
                    ? new Verdict(rule, Answer.PASSED, evaluated, 0, "No row breaks it")
                    : Verdict.onNothing(rule, isAboutSome(rule) ? NONE_SELECTED : NO_ROWS);
        }
        boolean tolerated = rule.terms().tolerates(failed, evaluated);
        String explanation = found + threshold(rule, evaluated, failed, tolerated);
        return tolerated && rule.severity() != Severity.QUARANTINE
                ? new Verdict(rule, Answer.PASSED, evaluated, failed, explanation)
                : new Verdict(rule, Answer.FAILED, evaluated, failed, explanation);
    }

    static String threshold(Rule rule, long evaluated, long failed, boolean tolerated) {
        if (rule.terms().threshold().isEmpty()) {
            return "";
        }
        double threshold = rule.terms().threshold().getAsDouble();
        return "; a share of " + NumberText.share(evaluated - failed, evaluated, threshold) + " passes, "
                + (tolerated ? "and " : "but ")
                + NumberText.exact(threshold)
                + (tolerated ? " is enough" : " has to");
    }
}
