package dev.weir.quality.dqdl;

import dev.weir.contracts.release.Verdict.Answer;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.glue.dqdl.model.DQRuleLogicalOperator;

/**
 * What a part of a rule said.
 *
 * @param answer whether it holds
 * @param sentence the measured value and what was asked; no value of any row
 */
record Finding(Answer answer, String sentence) {

    /**
     * Several as one, where an error is a truth that is not known (Kleene): one failure decides an {@code and}, one pass
     * an {@code or}, whatever the others would have said. So nothing passes that Deequ fails, nor the other way round.
     */
    static Finding combined(DQRuleLogicalOperator operator, List<Finding> parts) {
        Answer decisive = operator == DQRuleLogicalOperator.AND ? Answer.FAILED : Answer.PASSED;
        Answer other = operator == DQRuleLogicalOperator.AND ? Answer.PASSED : Answer.FAILED;
        Answer answer = any(parts, decisive) ? decisive : any(parts, Answer.ERROR) ? Answer.ERROR : other;
        return new Finding(answer, parts.stream().map(Finding::sentence).collect(Collectors.joining("; ")));
    }

    private static boolean any(List<Finding> parts, Answer answer) {
        return parts.stream().anyMatch(part -> part.answer() == answer);
    }
}
