package dev.weir.quality.dqdl;

import java.util.regex.Pattern;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;

/** The numbers that a DQDL condition compares with, from the condition's text, which is what people read beside a number. */
final class ConditionOperands {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?(?![\\w.])");

    private ConditionOperands() {}

    /** Of a rule, that of a share first where it has one; none where it has no condition. */
    static double[] bounds(DQRule rule) {
        Condition asked = rule.getThresholdCondition() == null ? rule.getCondition() : rule.getThresholdCondition();
        return asked == null ? new double[0] : bounds(asked.getFormattedCondition());
    }

    /** Of a condition's text. */
    static double[] bounds(String condition) {
        return NUMBER.matcher(condition)
                .results()
                .mapToDouble(number -> Double.parseDouble(number.group()))
                .toArray();
    }
}
