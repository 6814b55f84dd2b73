package dev.weir.quality.dqdl;

import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a part of a rule said.
 *
 * @param answer whether it holds
 * @param sentence the measured value and what was asked; no value of any row
 * @param metrics what was measured, by DQDL's names
 * @param rows those that it is about, where it is a share of rows
 */
record Finding(Answer answer, String sentence, Map<String, Double> metrics, Optional<Rows> rows) {

    /** Rows that were judged, and those of them that fail. */
    record Rows(long judged, long failing) {
        static final Rows NONE = new Rows(0, 0);
    }

    Finding {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    Finding(Answer answer, String sentence, Map<String, Double> metrics) {
        this(answer, sentence, metrics, Optional.empty());
    }

    Finding(Answer answer, String sentence) {
        this(answer, sentence, Map.of());
    }

    /** Of what no number may be said. */
    static Finding withoutNumber(Answer answer, String name, String asked) {
        return new Finding(answer, name + (answer == Answer.PASSED ? " is" : " is not") + " as asked" + asked);
    }

    /** The same with words at the end of its sentence. */
    Finding saying(String more) {
        return new Finding(answer, sentence + more, metrics, rows);
    }

    /** A pass because there was nothing to judge. */
    static Finding ofNothing(String sentence, Map<String, Double> metrics) {
        return new Finding(Answer.PASSED, sentence, metrics, Optional.of(Rows.NONE));
    }

    boolean isOfNothing() {
        return answer == Answer.PASSED && rows.equals(Optional.of(Rows.NONE));
    }

    Verdict verdict(Rule rule) {
        return isOfNothing()
                ? Verdict.onNothing(rule, sentence).withMetrics(metrics)
                : new Verdict(
                                rule,
                                answer,
                                rows.map(Rows::judged).orElse(0L),
                                rows.map(Rows::failing).orElse(0L),
                                sentence)
                        .withMetrics(metrics);
    }

    /**
     * Several as one, where an error is a truth that is not known (Kleene): one failure decides an {@code and}, one pass
     * an {@code or}, whatever the others would have said. So nothing passes that Deequ fails, nor the other way round.
     */
    static Finding combined(DqdlFacts.Operator operator, List<Finding> parts) {
        Answer decisive = operator == DqdlFacts.Operator.AND ? Answer.FAILED : Answer.PASSED;
        Answer other = operator == DqdlFacts.Operator.AND ? Answer.PASSED : Answer.FAILED;
        Answer answer = any(parts, decisive) ? decisive : any(parts, Answer.ERROR) ? Answer.ERROR : other;
        Map<String, Double> metrics = new LinkedHashMap<>();
        parts.forEach(part -> metrics.putAll(part.metrics()));
        String sentence = parts.stream().map(Finding::sentence).collect(Collectors.joining("; "));
        return parts.stream().allMatch(Finding::isOfNothing)
                ? ofNothing(sentence, metrics)
                : new Finding(answer, sentence, metrics);
    }

    private static boolean any(List<Finding> parts, Answer answer) {
        return parts.stream().anyMatch(part -> part.answer() == answer);
    }
}
