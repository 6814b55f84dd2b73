package dev.weir.quality.dqdl;

import com.amazon.deequ.dqdl.execution.DefaultOperandEvaluator$;
import com.amazon.deequ.dqdl.model.ColumnDataTypeExecutableRule;
import com.amazon.deequ.dqdl.model.ColumnNamesMatchPatternExecutableRule;
import com.amazon.deequ.dqdl.model.CompositeExecutableRule;
import com.amazon.deequ.dqdl.model.CustomSqlRowLevelExecutableRule;
import com.amazon.deequ.dqdl.model.DataFreshnessExecutableRule;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.UnsupportedExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import dev.weir.contracts.Code;
import dev.weir.quality.wording.Analysed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.FunctionCallOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;

/** Makes trees of parsed rules by Deequ's translator, and refuses what Deequ would skip, ignore or fail over. */
final class RuleTrees {

    private static final String LATER = "take it out; a later version answers it";

    private final Dataset<Row> rows;
    private final PlainFilter plainFilter;

    RuleTrees(Dataset<Row> rows, List<String> key) {
        this.rows = rows;
        this.plainFilter = new PlainFilter(rows, key);
    }

    CheckTree tree(DQRule rule) throws DqdlRefusal {
        ExecutableRule translated;
        try {
            translated = DQDLRuleTranslator$.MODULE$.toExecutableRule(rule);
        } catch (ClassCastException | NullPointerException e) {
            // the translator casts a condition of the wrong kind, or one that is not there, without asking
            throw new DqdlRefusal(
                    Code.INVALID_RULE,
                    rule.getRuleType() + " has no condition of the kind that it needs",
                    "see DQDL's reference for " + rule.getRuleType());
        }
        return tree(translated);
    }

    private CheckTree tree(ExecutableRule translated) throws DqdlRefusal {
        DQRule rule = translated.dqRule();
        requireHonoured(rule);
        if (translated instanceof DeequExecutableRule deequ) {
            return new CheckTree.Measured(rule, deequ.check());
        } else if (translated instanceof CompositeExecutableRule composite) {
            List<CheckTree> parts = new ArrayList<>();
            for (ExecutableRule nested : ScalaCollections.list(composite.nestedRules())) {
                parts.add(tree(nested));
            }
            return new CheckTree.Combined(composite.operator(), parts);
        } else if (translated instanceof CustomSqlRowLevelExecutableRule sql) {
            return plainFilter.tree(sql);
        } else if (translated instanceof ColumnNamesMatchPatternExecutableRule names) {
            requirePattern(names.pattern());
            return new CheckTree.Executed(names);
        } else if (translated instanceof ColumnDataTypeExecutableRule type) {
            requireResolved(type.outcomeExpression());
            return new CheckTree.Executed(type);
        } else if (translated instanceof DataFreshnessExecutableRule freshness) {
            requireResolved(freshness.outcomeExpression());
            return new CheckTree.Executed(freshness);
        } else if (translated instanceof UnsupportedExecutableRule unsupported) {
            throw new DqdlRefusal(
                    Code.UNSUPPORTED,
                    "Deequ does not evaluate it: "
                            + (unsupported.reason().isDefined()
                                    ? unsupported.reason().get()
                                    : rule.getRuleType()),
                    "say it with another rule type, or as a 'row:' predicate");
        }
        throw new DqdlRefusal(
                Code.UNSUPPORTED,
                rule.getRuleType() + " compares with another table, which Weir does not do yet",
                "state a relationship in the contract where it is about references; a later version answers the rest");
    }

    private static void requireHonoured(DQRule rule) throws DqdlRefusal {
        Condition condition = rule.getCondition();
        boolean threshold = rule.getThresholdCondition() != null
                && !rule.getThresholdCondition().getConditionAsString().isEmpty();
        boolean honours = switch (rule.getRuleType()) {
            case "ColumnDataType", "CustomSql" -> true;
            case "ColumnValues" -> condition instanceof DateBasedCondition;
            default -> false;
        };
        if (threshold && !honours) {
            throw new DqdlRefusal(Code.UNSUPPORTED, "Deequ ignores 'with threshold' on " + rule.getRuleType(), LATER);
        }
        for (String tag : rule.getTags().keySet()) {
            boolean used = tag.equals("threshold")
                    || (tag.equals("format") && rule.getRuleType().equals("ColumnDataType"));
            if (!used) {
                throw new DqdlRefusal(
                        Code.INVALID_RULE, "Deequ ignores 'with " + tag + "' on " + rule.getRuleType(), "take it out");
            }
        }
        if (condition instanceof NumberBasedCondition numbers) {
            requireNumbers(rule, numbers);
        }
        if (rule.getThresholdCondition() instanceof NumberBasedCondition numbers && threshold) {
            requireNumbers(rule, numbers);
        }
    }

    private static void requireNumbers(DQRule rule, NumberBasedCondition condition) throws DqdlRefusal {
        for (NumericOperand operand : condition.getOperands()) {
            if (callsFunction(operand)) {
                throw new DqdlRefusal(
                        Code.UNSUPPORTED,
                        "Deequ cannot evaluate '" + operand.getOperand() + "': there is no history yet",
                        "write a number; a later version answers it from past releases");
            }
        }
        if (!rule.getRuleType().equals("ColumnValues")) {
            try {
                condition.evaluate(0.0, rule, DefaultOperandEvaluator$.MODULE$);
            } catch (IllegalArgumentException e) {
                throw new DqdlRefusal(
                        Code.INVALID_RULE,
                        "its condition '" + condition.getConditionAsString() + "' is no comparison with numbers",
                        "compare with a number");
            }
        }
    }

    private static boolean callsFunction(NumericOperand operand) {
        return operand instanceof FunctionCallOperand
                || (operand instanceof BinaryExpressionOperand binary
                        && (callsFunction(binary.getOperand1()) || callsFunction(binary.getOperand2())));
    }

    private static void requirePattern(String pattern) throws DqdlRefusal {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new DqdlRefusal(
                    Code.INVALID_RULE, "its pattern is not right: " + e.getDescription(), "write a regular expression");
        }
    }

    private void requireResolved(Column column) throws DqdlRefusal {
        try {
            Analysed.select(rows, column);
        } catch (AnalysisException e) {
            throw DqdlRefusal.of(e, rows, "ask it of a column of a fitting type");
        }
    }
}
