package dev.weir.jobs.verb.run;

import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;

/** What a verdict does to a release. */
public enum VerdictEffect {
    /** Nothing: it passed. */
    NONE,
    /** Nothing: it is not in force on this day. */
    NOT_IN_FORCE,
    /** It is reported. */
    WARNS,
    /** It would hold the release, and a steward has accepted it for a time. */
    WAIVED,
    /** Its rows go to quarantine. */
    TAKES_ROWS_OUT,
    /** It stops the release. */
    HOLDS;

    public static VerdictEffect of(Verdict verdict) {
        if (verdict.holds()) {
            return HOLDS;
        }
        return switch (verdict.answer()) {
            case PASSED -> NONE;
            case DORMANT -> NOT_IN_FORCE;
            case ERROR -> HOLDS;
            case FAILED ->
                verdict.waiver().isPresent()
                        ? WAIVED
                        : verdict.rule().severity() == Severity.QUARANTINE ? TAKES_ROWS_OUT : WARNS;
        };
    }
}
