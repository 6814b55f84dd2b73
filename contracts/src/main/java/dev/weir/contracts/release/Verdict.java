package dev.weir.contracts.release;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule said.
 *
 * @param rule the rule as it was judged
 * @param answer passed or failed
 * @param rows that it has judged; 0 where no number of them may be said
 * @param explanation one sentence with the measured value, such as {@code Completeness 0.93 is not above 0.95}; no value
 *     of any row
 * @param metrics what was measured, by name, such as {@code Column.age.Mean}: what dynamic rules of later releases read.
 *     No value of a masked column
 * @param waiver that lets it fail; empty when there is none in force
 * @param subject whether there was anything to judge
 */
public record Verdict(
        Rule rule,
        Answer answer,
        JudgedRows rows,
        String explanation,
        Map<String, Double> metrics,
        Optional<Waiver> waiver,
        Subject subject) {

    public Verdict {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        if (rows.evaluated < 0 || rows.failed < 0) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' has a negative count");
        }
    }

    /** None where no number may be said: whether the rule holds is all that may be known of them. */
    @Override
    public JudgedRows rows() {
        return subject == Subject.UNSAID ? JudgedRows.NONE : rows;
    }

    /** A verdict on something. */
    public Verdict(
            Rule rule,
            Answer answer,
            JudgedRows rows,
            String explanation,
            Map<String, Double> metrics,
            Optional<Waiver> waiver) {
        this(rule, answer, rows, explanation, metrics, waiver, Subject.SOMETHING);
    }

    /** A verdict without metrics or waiver. */
    public Verdict(Rule rule, Answer answer, long evaluated, long failedRows, String explanation) {
        this(rule, answer, new JudgedRows(evaluated, failedRows), explanation, Map.of(), Optional.empty());
    }

    /**
     * Rows that a rule has judged.
     *
     * @param evaluated rows it looked at; 0 for a check that is not about rows
     * @param failed rows that break it; 0 for a check that is not about rows
     */
    public record JudgedRows(long evaluated, long failed) {

        public static final JudgedRows NONE = new JudgedRows(0, 0);
    }

    /** A rule that passes because there was nothing to judge. */
    public static Verdict onNothing(Rule rule, String explanation) {
        return new Verdict(
                rule, Answer.PASSED, JudgedRows.NONE, explanation, Map.of(), Optional.empty(), Subject.NOTHING);
    }

    public Verdict withMetrics(Map<String, Double> measured) {
        return new Verdict(rule, answer, rows, explanation, measured, waiver, subject);
    }

    /** The same about rows of which no number may be said. */
    public Verdict unsaid(String withoutNumbers) {
        return new Verdict(rule, answer, rows, withoutNumbers, metrics, waiver, Subject.UNSAID);
    }

    public Verdict waivedBy(Waiver accepted) {
        return new Verdict(rule, answer, rows, explanation, metrics, Optional.of(accepted), subject);
    }

    /**
     * Whether this verdict alone stops the release: a rule that could not be evaluated, waived or not; one that blocks and
     * has failed; one that takes rows out, when it takes out more than its threshold bears.
     */
    public boolean holds() {
        if (answer == Answer.ERROR) {
            return true;
        }
        boolean fatal = rule.severity() == Severity.BLOCK
                || (rule.severity() == Severity.QUARANTINE
                        && rule.terms().threshold().isPresent()
                        && !rule.terms().tolerates(rows.failed(), rows.evaluated()));
        return answer == Answer.FAILED && fatal && waiver.isEmpty();
    }

    /** What a verdict is about. */
    public enum Subject {
        SOMETHING,
        /** Rows that the rule chooses or finds wrong by values which a mask hides: a number of them would tell these values. */
        UNSAID,
        /** No row, no record, no release to compare with: it passes, and proves nothing about the data. */
        NOTHING
    }

    /** What came out. */
    public enum Answer {
        PASSED,
        FAILED,
        /** It could not be evaluated; never a pass. */
        ERROR,
        /** It is not in force on the day of the run, so it was not evaluated. */
        DORMANT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
