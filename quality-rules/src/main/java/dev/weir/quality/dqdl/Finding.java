package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a part of a rule said.
 *
 * @param answer whether it holds
 * @param sentence the measured value and what was asked; no value of any row
 * @param metrics what was measured, by DQDL's names
 */
record Finding(Answer answer, String sentence, Map<String, Double> metrics) {

    Finding {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    Finding(Answer answer, String sentence) {
        this(answer, sentence, Map.of());
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
        return new Finding(answer, parts.stream().map(Finding::sentence).collect(Collectors.joining("; ")), metrics);
    }

    private static boolean any(List<Finding> parts, Answer answer) {
        return parts.stream().anyMatch(part -> part.answer() == answer);
    }
}
