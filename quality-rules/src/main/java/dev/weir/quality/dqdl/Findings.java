package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.checks.CheckResult;
import com.amazon.deequ.checks.CheckStatus;
import com.amazon.deequ.constraints.AnalysisBasedConstraint;
import com.amazon.deequ.constraints.ConstraintResult;
import com.amazon.deequ.constraints.ConstraintStatus;
import com.amazon.deequ.dqdl.execution.DQDLExecutor;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.Passed$;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.wording.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;

/** Judges trees by metrics that were computed, and by Deequ's own queries where a rule has one. */
final class Findings implements CheckTree.Cases<Finding> {

    /** Metrics that are the value of some row, or may be. */
    private static final Set<String> ROW_VALUES = Set.of("Minimum", "Maximum", "CustomSQL");

    /** Metrics that are the value of some row when a where clause leaves one row. */
    private static final Set<String> ROW_VALUES_OF_ONE = Set.of("Mean", "Sum");

    private static final Map<String, String> NAMES = Map.of("Size", "RowCount", "Histogram", "DistinctValuesCount");

    private static final String VALUE_IS_NULL = "_LEGACY_ERROR_TEMP_2232";

    private static final int LONGEST_CONDITION = 120;

    private final AnalyzerContext metrics;
    private final Optional<Dataset<Row>> rows;

    Findings(AnalyzerContext metrics, Optional<Dataset<Row>> rows) {
        this.metrics = metrics;
        this.rows = rows;
    }

    @Override
    public Finding combined(CheckTree.Combined node) {
        List<Finding> parts = new ArrayList<>();
        node.parts().forEach(part -> parts.add(part.match(this)));
        return Finding.combined(node.operator(), parts);
    }

    @Override
    public Finding measured(CheckTree.Measured leaf) {
        CheckResult result = leaf.check().evaluate(metrics);
        List<ConstraintResult> constraints = ScalaCollections.list(result.constraintResults());
        String sentence = constraints.stream()
                .map(constraint -> sentence(leaf.rule(), constraint))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Finding(answer(result, constraints), sentence + asked(leaf.rule()));
    }

    private static Answer answer(CheckResult result, List<ConstraintResult> constraints) {
        if (result.status().equals(CheckStatus.Success())) {
            return Answer.PASSED;
        }
        boolean failed = constraints.stream()
                .anyMatch(constraint ->
                        !constraint.status().equals(ConstraintStatus.Success()) && !isUnanswered(constraint));
        return failed ? Answer.FAILED : Answer.ERROR;
    }

    /**
     * A metric that could not be computed, but for want of any value (there Deequ says that the rule fails), or that could
     * not be compared.
     */
    private static boolean isUnanswered(ConstraintResult constraint) {
        if (constraint.metric().isEmpty()
                || (constraint.message().isDefined()
                        && constraint.message().get().startsWith(AnalysisBasedConstraint.AssertionException()))) {
            return true;
        }
        Metric<?> metric = constraint.metric().get();
        return metric.value().isFailure() && !isEmpty(metric);
    }

    private static boolean isEmpty(Metric<?> metric) {
        if (!metric.value().isFailure()) {
            return false;
        }
        Throwable failure = metric.value().failed().get();
        // UniqueValueRatio reads the NULL that a sum over no groups gives, and breaks
        return failure instanceof EmptyStateException
                || (failure.getCause() instanceof SparkException spark && VALUE_IS_NULL.equals(spark.getErrorClass()));
    }

    private static String sentence(DQRule rule, ConstraintResult constraint) {
        if (constraint.metric().isEmpty()) {
            return "A metric is missing";
        }
        Metric<?> metric = constraint.metric().get();
        String name = NAMES.getOrDefault(metric.name(), metric.name()) + of(rule);
        if (isEmpty(metric)) {
            return name + " has no value to go by";
        }
        if (metric.value().isFailure()) {
            return name + " could not be computed ("
                    + metric.value().failed().get().getClass().getSimpleName() + ")";
        }
        if (metric instanceof HistogramMetric histogram) {
            return name + " is " + histogram.value().get().numberOfBins();
        }
        if (metric instanceof DoubleMetric number && !isRowValue(rule, metric.name())) {
            return name + " is " + Sentences.number((Double) number.value().get());
        }
        return name + (constraint.status().equals(ConstraintStatus.Success()) ? " is" : " is not") + " as asked";
    }

    private static boolean isRowValue(DQRule rule, String metric) {
        return ROW_VALUES.contains(metric) || (rule.getWhereClause() != null && ROW_VALUES_OF_ONE.contains(metric));
    }

    @Override
    public Finding executed(CheckTree.Executed leaf) {
        DQRule rule = leaf.rule().dqRule();
        if (rows.isEmpty()) {
            return new Finding(Answer.ERROR, rule.getRuleType() + of(rule) + " was not looked at");
        }
        RuleOutcome outcome = outcome(leaf.rule(), rows.get());
        Map<String, Object> values = JavaConverters.mapAsJavaMap(outcome.evaluatedMetrics());
        boolean passed = outcome.outcome().equals(Passed$.MODULE$);
        if (values.isEmpty()) {
            return passed
                    ? new Finding(Answer.PASSED, "There were no rows to judge")
                    : new Finding(Answer.ERROR, rule.getRuleType() + of(rule) + " could not be computed");
        }
        String share = values.values().stream()
                .map(value -> Sentences.number((Double) value))
                .collect(Collectors.joining(", "));
        return new Finding(
                passed ? Answer.PASSED : Answer.FAILED,
                "Share that is right by " + rule.getRuleType() + of(rule) + " is " + share + asked(rule));
    }

    private static RuleOutcome outcome(ExecutableRule rule, Dataset<Row> rows) {
        return DQDLExecutor.executeRules(
                        ScalaCollections.<ExecutableRule>seq(List.of(rule)), rows, ScalaCollections.map(Map.of()))
                .apply(rule.dqRule());
    }

    private static String of(DQRule rule) {
        String columns = rule.getParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith("TargetColumn"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        return (columns.isEmpty() ? "" : " of " + columns)
                + (rule.getWhereClause() == null ? "" : " where " + rule.getWhereClause());
    }

    private static String asked(DQRule rule) {
        Condition condition = rule.getCondition();
        String text = condition == null ? "" : condition.getFormattedCondition().strip();
        if (text.isEmpty()) {
            return "";
        }
        return "; asked: " + (text.length() > LONGEST_CONDITION ? text.substring(0, LONGEST_CONDITION) + " …" : text);
    }
}
