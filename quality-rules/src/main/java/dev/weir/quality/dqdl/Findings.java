package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.constraints.AnalysisBasedConstraint;
import com.amazon.deequ.constraints.ConstraintResult;
import com.amazon.deequ.constraints.ConstraintStatus;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.PastValues;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.text.NumberText;
import dev.weir.quality.evaluation.RowFailure;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.wording.VerdictNumbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedConditionOperator;

/** Judges trees by what was measured. */
final class Findings {

    /** Metrics that are the value of some row, or may be. */
    private static final Set<String> ROW_VALUES = Set.of("Minimum", "Maximum", "CustomSQL");

    /** Metrics that are the value of some row when a where clause leaves one row. */
    private static final Set<String> ROW_VALUES_OF_ONE = Set.of("Mean", "Sum");

    private static final Set<String> SHARES = Set.of("Completeness", "Uniqueness", "UniqueValueRatio");

    private static final Map<String, String> NAMES =
            Map.of("Size", "RowCount", "Histogram", "DistinctValuesCount", "CustomSQL", RuleType.CUSTOM_SQL.toString());

    private static final String VALUE_IS_NULL = "_LEGACY_ERROR_TEMP_2232";

    private static final Set<StringBasedConditionOperator> LISTS =
            EnumSet.of(StringBasedConditionOperator.IN, StringBasedConditionOperator.NOT_IN);

    private static final int LONGEST_CONDITION = 120;
    private static final String AS_ASKED = " is as asked";

    private final DqdlCheck check;
    private final CheckMeasurements evidence;
    private final MetricHistory history;
    private final TableMatches matches;
    private final MetricNames names;

    Findings(DqdlCheck check, CheckMeasurements evidence, TableMatches matches, MetricHistory history) {
        this.matches = matches;
        this.check = check;
        this.evidence = evidence;
        this.history = history;
        this.names = new MetricNames(check, evidence);
    }

    Finding combined(CheckTree.Combined node) {
        return Finding.combined(
                node.operator(),
                node.parts().stream().map(part -> part.judgedBy(this)).toList());
    }

    Finding known(CheckTree.Known leaf) {
        return leaf.finding();
    }

    Finding compared(CheckTree.Compared leaf) {
        Optional<DqdlCondition> past = leaf.leaf().condition().filter(DqdlCondition::isDynamic);
        if (past.isEmpty()) {
            return matches.finding(leaf, check.maySay(leaf));
        }
        int needed = PastValues.needed(past.get());
        MetricHistory.Past found = history.last(check.rule(), leaf.metric(), needed);
        List<Double> values = found.values();
        if (values.size() < needed) {
            Finding now = compared(leaf, past.get(), Collections.nCopies(needed, 0.0));
            return Finding.ofNothing(VerdictNumbers.past(values.size(), needed, found.otherwise()), now.metrics());
        }
        return compared(leaf, past.get(), values).saying(which(new PastResolver(values).operands(past.get())));
    }

    /** With past values in the place of what asks for them. */
    private Finding compared(CheckTree.Compared leaf, DqdlCondition past, List<Double> values) {
        DQRule resolved = resolved(leaf.rule().dqRule(), new PastResolver(values).operands(past));
        return matches.finding(
                new CheckTree.Compared(
                        leaf.leaf(),
                        DQDLRuleTranslator$.MODULE$.toExecutableRule(resolved),
                        leaf.other(),
                        leaf.columns()),
                check.maySay(leaf));
    }

    private static String which(List<Double> operands) {
        return ", which is " + operands.stream().map(NumberText::calculated).collect(Collectors.joining(" and "));
    }

    Finding measured(CheckTree.Measured leaf) {
        if (leaf.past().isEmpty()) {
            return judged(leaf, leaf.check(), asked(leaf.rule().getCondition()), ConditionOperands.bounds(leaf.rule()));
        }
        int needed = PastValues.needed(leaf.past().get());
        MetricHistory.Past found = history.last(check.rule(), names.first(leaf), needed);
        List<Double> past = found.values();
        if (past.size() < needed) {
            Finding now = judged(leaf, leaf.check(), "", new double[0]);
            String sentence = VerdictNumbers.past(past.size(), needed, found.otherwise());
            return now.answer() == Answer.ERROR
                    ? new Finding(Answer.ERROR, sentence, now.metrics())
                    : Finding.ofNothing(sentence, now.metrics());
        }
        List<Double> operands = new PastResolver(past).operands(leaf.past().get());
        DQRule resolved = resolved(leaf.rule(), operands);
        return judged(
                leaf,
                ((DeequExecutableRule) DQDLRuleTranslator$.MODULE$.toExecutableRule(resolved)).check(),
                asked(leaf.rule().getCondition()) + which(operands),
                operands.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static DQRule resolved(DQRule rule, List<Double> operands) {
        NumberBasedCondition asked = (NumberBasedCondition) rule.getCondition();
        List<NumericOperand> numbers = new ArrayList<>();
        operands.forEach(operand -> numbers.add(new AtomicNumberOperand(operand.toString())));
        return rule.withCondition(new NumberBasedCondition(asked.getConditionAsString(), asked.getOperator(), numbers));
    }

    private Finding judged(CheckTree.Measured leaf, Check constraints, String asked, double[] bounds) {
        String where = leaf.rule().getWhereClause();
        Long about = where == null
                ? Long.valueOf(evidence.rows())
                : evidence.counts().get(where);
        if (about != null
                && about == 0
                && (where == null || evidence.notEvaluated().getOrDefault(where, 0L) == 0)
                && RuleType.of(leaf.rule().getRuleType())
                        .filter(RuleType::isOfRows)
                        .isPresent()) {
            if (check.maySay(leaf.rule()) || evidence.rows() == 0) {
                return noRow(where != null);
            }
            return allAsAsked(leaf, asked);
        }
        List<ConstraintResult> results =
                ScalaCollections.list(constraints.evaluate(evidence.context()).constraintResults());
        String sentence = results.stream()
                .map(constraint -> sentence(leaf, constraint, bounds))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Finding(answer(results, leaf), sentence + asked, names.of(leaf));
    }

    /** That a condition on masked values selects no row is not said: the sentence is the one of rows that pass. */
    private Finding allAsAsked(CheckTree.Measured leaf, String asked) {
        List<ConstraintResult> results =
                ScalaCollections.list(leaf.check().evaluate(evidence.context()).constraintResults());
        return new Finding(
                Answer.PASSED,
                results.stream()
                                .filter(constraint -> constraint.metric().isDefined())
                                .map(constraint ->
                                        name(leaf.rule(), constraint.metric().get()) + AS_ASKED)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + asked);
    }

    private Answer answer(List<ConstraintResult> results, CheckTree.Measured leaf) {
        // Deequ lets a rule of what a number is not pass where there is none
        if (results.stream()
                .anyMatch(constraint -> constraint.metric().isDefined()
                        && isEmpty(constraint.metric().get()))) {
            return Answer.FAILED;
        }
        List<ConstraintResult> broken =
                results.stream().filter(constraint -> !holds(leaf, constraint)).toList();
        if (broken.isEmpty()) {
            return Answer.PASSED;
        }
        return broken.stream().allMatch(constraint -> isUnanswered(constraint, leaf)) ? Answer.ERROR : Answer.FAILED;
    }

    /** By all digits of the number, or by the number of rows, where they are known; else as Deequ does, by its double. */
    private boolean holds(CheckTree.Measured leaf, ConstraintResult constraint) {
        return leaf.exact()
                .flatMap(asked -> exact(leaf, constraint)
                        .map(asked::holds)
                        .or(() -> share(leaf, constraint).map(share -> asked.holds(share.doubleValue()))))
                .orElseGet(() -> constraint.status().equals(ConstraintStatus.Success()));
    }

    /** A quotient of numbers of rows, where the rule is about one. */
    private static Optional<Double> share(CheckTree.Measured leaf, ConstraintResult constraint) {
        return constraint.metric().isDefined()
                        && constraint.metric().get() instanceof DoubleMetric number
                        && SHARES.contains(leaf.rule().getRuleType())
                        && number.value().isSuccess()
                ? Optional.of((Double) number.value().get()).filter(Double::isFinite)
                : Optional.empty();
    }

    private Optional<BigDecimal> exact(CheckTree.Measured leaf, ConstraintResult constraint) {
        if (constraint.metric().isEmpty()) {
            return Optional.empty();
        }
        Metric<?> metric = constraint.metric().get();
        return leaf.analyzers().stream()
                .filter(analyzer -> metric.equals(evidence.metrics().get(analyzer)))
                .map(analyzer -> evidence.exact().get(analyzer))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * A metric that could not be computed, but for lack of any value (there Deequ says that the rule fails), or that could
     * not be compared; a comparison that waits for past values is none.
     */
    private static boolean isUnanswered(ConstraintResult constraint, CheckTree.Measured leaf) {
        if (constraint.metric().isEmpty()
                || (leaf.past().isEmpty()
                        && constraint.message().isDefined()
                        && constraint.message().get().startsWith(AnalysisBasedConstraint.AssertionException()))) {
            return true;
        }
        Metric<?> metric = constraint.metric().get();
        return metric.value().isFailure() && !isEmpty(metric);
    }

    static boolean isEmpty(Metric<?> metric) {
        if (!metric.value().isFailure()) {
            return false;
        }
        Throwable failure = metric.value().failed().get();
        // UniqueValueRatio reads the NULL that a sum over no groups gives, and breaks
        return failure instanceof EmptyStateException
                || (failure.getCause() instanceof SparkException spark && VALUE_IS_NULL.equals(spark.getErrorClass()));
    }

    private String sentence(CheckTree.Measured leaf, ConstraintResult constraint, double[] bounds) {
        DQRule rule = leaf.rule();
        if (constraint.metric().isEmpty()) {
            return "A metric is missing";
        }
        Metric<?> metric = constraint.metric().get();
        String name = name(rule, metric);
        if (isEmpty(metric) && check.maySay(rule)) {
            return name + " has no value to go by";
        }
        if (metric.value().isFailure() && !isEmpty(metric)) {
            return name + notComputed(metric.value().failed().get());
        }
        if (metric instanceof HistogramMetric histogram && check.maySay(rule)) {
            return name + " is " + histogram.value().get().numberOfBins();
        }
        if (metric instanceof DoubleMetric number && !isRowValue(leaf, metric.name()) && check.maySay(rule)) {
            return name + " is "
                    + exact(leaf, constraint)
                            .map(exact -> NumberText.of(exact, asked(leaf)))
                            .orElseGet(
                                    () -> NumberText.of((Double) number.value().get(), bounds));
        }
        return name + (holds(leaf, constraint) ? AS_ASKED : " is not as asked");
    }

    private String name(DQRule rule, Metric<?> metric) {
        boolean ofOneOfSeveral = rule.getRuleType().equals(RuleType.IS_PRIMARY_KEY.toString())
                && metric.name().equals("Completeness");
        return name(metric) + (ofOneOfSeveral ? " of " + DeequName.spelt(metric.instance()) + where(rule) : of(rule));
    }

    /** As the contract or DQDL calls it. */
    private String name(Metric<?> metric) {
        boolean isOfContract = metric.name().equals("CustomSQL")
                && check.rule().check() instanceof Rule.Dqdl dqdl
                && !dqdl.metric().isEmpty();
        return isOfContract
                ? ((Rule.Dqdl) check.rule().check()).metric()
                : NAMES.getOrDefault(metric.name(), metric.name());
    }

    /** Without the failure's own message, which may tell values. */
    private String notComputed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotEvaluatedException rows) {
                return " could not be computed: " + rows.words(check.looksIntoMasked());
            }
        }
        if (RowFailure.isBehind(failure)) {
            return " " + RowFailure.DETAIL + " on a row";
        }
        return " could not be computed (" + failure.getClass().getSimpleName() + ")";
    }

    private static List<BigDecimal> asked(CheckTree.Measured leaf) {
        return leaf.exact().map(ExactCondition::operands).orElse(List.of());
    }

    private static boolean isRowValue(CheckTree.Measured leaf, String metric) {
        return (ROW_VALUES.contains(metric) && !MetricNames.isCount(leaf))
                || (leaf.rule().getWhereClause() != null && ROW_VALUES_OF_ONE.contains(metric));
    }

    Finding counted(CheckTree.Counted leaf) {
        String name = leaf.rule().getRuleType() + of(leaf.rule());
        Long right = evidence.counts().get(leaf.right().text());
        Long all = leaf.where().isPresent()
                ? evidence.counts().get(leaf.where().get().text())
                : Long.valueOf(evidence.rows());
        if (right == null || all == null) {
            return new Finding(Answer.ERROR, name + " was not measured");
        }
        long unknown = leaf.where()
                .map(where -> evidence.notEvaluated().getOrDefault(where.text(), 0L))
                .orElse(0L);
        if (unknown > 0) {
            return new Finding(
                    Answer.ERROR,
                    name + " could not be computed: "
                            + new NotEvaluatedException(unknown).words(check.looksIntoMasked()));
        } else if (all == 0 && (check.maySay(leaf) || evidence.rows() == 0)) {
            return noRow(leaf.where().isPresent());
        }
        Answer answer = all == 0 || leaf.holds(right, all) ? Answer.PASSED : Answer.FAILED;
        String asked = asked(leaf.rule().getCondition()) + threshold(leaf.rule());
        if (!check.maySay(leaf)) {
            return Finding.withoutNumber(answer, "Share that is right by " + name, asked);
        }
        double share = right / (double) all;
        return new Finding(
                answer,
                "Share that is right by " + name + " is "
                        + NumberText.of(share, ConditionOperands.bounds(leaf.rule()))
                        + asked,
                Map.of(leaf.metric() + MetricNames.where(leaf.rule()), share),
                Optional.of(new Finding.Rows(all, all - right)));
    }

    private static Finding noRow(boolean selected) {
        return Finding.ofNothing(
                selected ? "No row to judge: its 'where' selects none" : "There were no rows to judge", Map.of());
    }

    private static String of(DQRule rule) {
        String columns = rule.getParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith("TargetColumn"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        return (columns.isEmpty() ? "" : " of " + DeequName.spelt(columns)) + where(rule);
    }

    private static String where(DQRule rule) {
        return rule.getWhereClause() == null ? "" : " where " + rule.getWhereClause();
    }

    private static String threshold(DQRule rule) {
        Condition threshold = rule.getThresholdCondition();
        return threshold == null
                ? ""
                : " with threshold " + threshold.getFormattedCondition().strip();
    }

    private static String asked(Condition condition) {
        String text = condition == null ? "" : written(condition);
        if (text.isEmpty()) {
            return "";
        }
        return "; asked: " + (text.length() > LONGEST_CONDITION ? text.substring(0, LONGEST_CONDITION) + " …" : text);
    }

    /** DQDL itself formats a list without the backslashes of its texts. */
    private static String written(Condition condition) {
        String text = condition.getFormattedCondition().strip();
        boolean isList = condition instanceof StringBasedCondition texts && LISTS.contains(texts.getOperator());
        String unformatted = condition.getConditionAsString();
        return isList ? text.substring(0, text.indexOf('[')) + unformatted.substring(unformatted.indexOf('[')) : text;
    }
}
