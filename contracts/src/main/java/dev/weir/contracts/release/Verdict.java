package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Rule;
import java.util.Locale;

/**
 * What a rule said.
 *
 * @param rule the rule as it was judged
 * @param answer passed or failed
 * @param evaluated rows it looked at; 0 for a check that is not about rows
 * @param failedRows rows that break it; 0 for a check that is not about rows
 * @param explanation one sentence with the measured value, such as {@code Completeness 0.93 is not above 0.95}; no value
 *     of any row
 */
public record Verdict(Rule rule, Answer answer, long evaluated, long failedRows, String explanation) {

    public Verdict {
        requireNonNull(rule, "rule");
        requireNonNull(answer, "answer");
        requireNonNull(explanation, "explanation");
        if (evaluated < 0 || failedRows < 0) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' has a negative count");
        }
    }

    /** Whether this verdict alone stops the release. */
    public boolean holds() {
        return answer == Answer.ERROR
                || (answer == Answer.FAILED && rule.severity() == dev.weir.contracts.Severity.BLOCK);
    }

    /** What came out. */
    public enum Answer {
        PASSED,
        FAILED,
        /** It could not be evaluated; never a pass. */
        ERROR;

        /** The name as people see it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
