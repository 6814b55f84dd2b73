package dev.weir.quality.dqdl;

import static org.apache.spark.sql.functions.expr;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.PatternMatch;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.amazon.deequ.dqdl.model.ColumnDataTypeExecutableRule;
import com.amazon.deequ.dqdl.model.ColumnNamesMatchPatternExecutableRule;
import com.amazon.deequ.dqdl.model.CustomSqlRowLevelExecutableRule;
import com.amazon.deequ.dqdl.model.DataFreshnessExecutableRule;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.DeequMetricMapping;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.UnsupportedExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import dev.weir.contracts.Code;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.sql.SqlLiteral;
import dev.weir.contracts.text.NumberText;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.expressions.BudgetedText;
import dev.weir.quality.sql.AnsiScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import software.amazon.glue.dqdl.model.DQRule;

/** Makes trees of rules by Deequ's translator, and of those that it leaves something out of by hand. */
final class RuleTrees {

    private static final String COMPLIANCE = "Compliance";

    private final Dataset<Row> rows;
    private final PlainFilter plainFilter;

    RuleTrees(Dataset<Row> rows, List<String> key) {
        this.rows = rows;
        this.plainFilter = new PlainFilter(rows, key);
    }

    CheckTree tree(DqdlFacts facts) throws DqdlRefusal {
        if (facts instanceof DqdlFacts.Combined combined) {
            List<CheckTree> parts = new ArrayList<>();
            for (DqdlFacts part : combined.parts()) {
                parts.add(tree(part));
            }
            return new CheckTree.Combined(combined.operator(), parts);
        }
        return leaf((Leaf) facts);
    }

    private CheckTree leaf(Leaf leaf) throws DqdlRefusal {
        DQRule rule;
        ExecutableRule translated;
        try {
            DQRule read = LeafRules.of(leaf, named(leaf));
            rule = read;
            translated =
                    AnsiScope.outside(rows.sparkSession(), () -> DQDLRuleTranslator$.MODULE$.toExecutableRule(read));
        } catch (RuntimeException e) {
            // the translator casts a condition of the wrong kind, or one that is not there, without asking
            throw new DqdlRefusal(
                    Code.INVALID_RULE,
                    "Deequ does not take " + leaf.name().text() + " as it is written",
                    "see DQDL's reference for " + leaf.name().text());
        }
        if (translated instanceof DeequExecutableRule deequ) {
            if (leaf.threshold().isPresent() || asksForOneOfSome(leaf)) {
                return byRow(leaf, rule, deequ);
            }
            CheckTree.Measured measured = new CheckTree.Measured(
                    rule,
                    deequ.check(),
                    ScalaCollections.list(deequ.deequMetricMappings()),
                    leaf.condition().filter(DqdlCondition::isDynamic),
                    leaf.condition().flatMap(ExactCondition::of));
            if (leaf.type().equals(Optional.of(RuleType.IS_PRIMARY_KEY))) {
                return complete(leaf, measured);
            }
            boolean byRow = measured.analyzers().stream()
                    .map(any -> (Analyzer<?, ?>) any)
                    .anyMatch(any -> any instanceof Compliance || any instanceof PatternMatch);
            return byRow ? exactly(leaf, rule).orElse(measured) : measured;
        } else if (translated instanceof CustomSqlRowLevelExecutableRule sql) {
            String condition = plainFilter.condition(sql);
            return counted(leaf, rule, expr(condition), metric(sql), Optional.of(condition));
        } else if (translated instanceof ColumnNamesMatchPatternExecutableRule names) {
            return names(names.pattern());
        } else if (translated instanceof ColumnDataTypeExecutableRule type) {
            return counted(leaf, rule, type.outcomeExpression(), metric(type));
        } else if (translated instanceof DataFreshnessExecutableRule freshness) {
            return counted(leaf, rule, freshness.outcomeExpression(), metric(freshness));
        }
        if (leaf.type()
                        .filter(type -> type.answers() == RuleType.Answers.TABLES)
                        .isPresent()
                && !(translated instanceof UnsupportedExecutableRule)) {
            String other = leaf.others().isEmpty()
                    ? leaf.name().text()
                    : leaf.others().get(0).table().text();
            return new CheckTree.Compared(leaf, translated, other, rows.schema());
        }
        throw new DqdlRefusal(
                Code.UNSUPPORTED,
                "Deequ does not evaluate it"
                        + (translated instanceof UnsupportedExecutableRule unsupported
                                        && unsupported.reason().isDefined()
                                ? ": " + unsupported.reason().get()
                                : ""),
                "say it with another rule type, or as a 'row:' predicate");
    }

    /** {@code ColumnValues … in […]}, which Deequ answers by a share, too: how many rows that is, tells where to look. */
    private static boolean asksForOneOfSome(Leaf leaf) {
        return leaf.type().equals(Optional.of(RuleType.COLUMN_VALUES))
                && leaf.where().isEmpty()
                && leaf.condition()
                        .filter(condition -> !condition.isDynamic()
                                && (condition.operator() == DqdlCondition.Operator.IN
                                        || condition.operator() == DqdlCondition.Operator.NOT_IN))
                        .isPresent();
    }

    /**
     * The share of rows that pass, which Deequ honours {@code with threshold} for dates and ignores otherwise. Each row is asked
     * what Deequ asks of the column: NULL passes no comparison.
     */
    private CheckTree byRow(Leaf leaf, DQRule rule, DeequExecutableRule deequ) {
        String column = leaf.parameters().get(0).text();
        String name = "Column." + column + ".";
        String predicate =
                exactPredicate(leaf).orElseGet(() -> bound(leaf.condition().orElseThrow(), quoted(column)));
        if (predicate.isEmpty()) {
            predicate = compliance(new CheckTree.Measured(rule, deequ.check(), List.of()))
                    .orElse("");
        }
        return counted(
                leaf, rule, expr(predicate), name + (isPattern(leaf) ? "PatternMatch" : "ColumnValues.Compliance"));
    }

    /** The parameters with names of columns that Deequ reads. */
    private List<String> named(Leaf leaf) {
        if (leaf.type().equals(Optional.of(RuleType.DUPLICATE_ROW_COUNT))
                && leaf.parameters().isEmpty()
                && !DeequName.arePlain(rows)) {
            return Arrays.stream(rows.columns())
                    .map(column -> named(ColumnsByName.quoted(column)))
                    .toList();
        }
        boolean isPlain = leaf.columns().stream().allMatch(own -> named(own).equals(own.text()))
                && leaf.others().stream()
                        .flatMap(other -> other.columns().stream())
                        .allMatch(column -> DeequName.of(List.of(), column).equals(column));
        return isPlain || leaf.type().isEmpty()
                ? leaf.parameters().stream().map(DqdlFacts.Word::text).toList()
                : leaf.type()
                        .get()
                        .takes()
                        .renamed(leaf.parameters(), this::named, other -> DeequName.of(List.of(), other));
    }

    private String named(DqdlFacts.Word column) {
        return named(column.text());
    }

    private String named(String column) {
        return DeequName.of(List.of(rows.columns()), column);
    }

    /** The column that a rule writes so, or that Deequ was given so, as SQL names it. */
    private String quoted(String written) {
        return WrittenColumn.among(List.of(rows.columns()), written)
                .map(ColumnsByName::quoted)
                .orElseGet(() -> DeequName.quoted(written));
    }

    private static boolean isPattern(Leaf leaf) {
        return leaf.condition()
                .filter(condition -> condition.operator() == DqdlCondition.Operator.MATCHES
                        || condition.operator() == DqdlCondition.Operator.NOT_MATCHES)
                .isPresent();
    }

    /** No column of a primary key is NULL; of several columns Deequ asks only whether they are unique together. */
    private CheckTree complete(Leaf leaf, CheckTree.Measured measured) {
        if (leaf.parameters().size() == 1) {
            return measured;
        }
        Check check = measured.check();
        for (DqdlFacts.Word column : leaf.parameters()) {
            check = where(leaf, check.isComplete(named(column), ScalaCollections.none(), ScalaCollections.none()));
        }
        return new CheckTree.Measured(measured.rule(), check, measured.names(), measured.past(), measured.exact());
    }

    private static Optional<String> compliance(CheckTree.Measured measured) {
        return measured.analyzers().stream()
                .map(any -> (Analyzer<?, ?>) any)
                .filter(Compliance.class::isInstance)
                .map(analyzer -> ((Compliance) analyzer).predicate())
                .reduce((one, other) -> other);
    }

    /** What Deequ asks of each row of a column that doubles do not hold, and of texts with quotes. */
    private Optional<CheckTree> exactly(Leaf leaf, DQRule rule) {
        return exactPredicate(leaf).map(predicate -> {
            String column = leaf.parameters().get(0).text();
            // of NULL, Deequ asks on its own whether there is any between two bounds
            boolean between = leaf.condition().orElseThrow().operator() == DqdlCondition.Operator.BETWEEN;
            Check check = where(
                    leaf,
                    Check.apply(CheckLevel.Error(), rule.toString(), ScalaCollections.seq(List.of()))
                            .satisfies(
                                    between ? quoted(column) + " IS NULL OR (" + predicate + ")" : predicate,
                                    rule.toString(),
                                    share -> (Double) share == 1.0,
                                    ScalaCollections.none(),
                                    ScalaCollections.emptyList(),
                                    ScalaCollections.none()));
            return named(
                    leaf,
                    rule,
                    between
                            ? where(
                                    leaf,
                                    check.isComplete(
                                            named(leaf.parameters().get(0)),
                                            ScalaCollections.none(),
                                            ScalaCollections.none()))
                            : check,
                    isPattern(leaf) ? "PatternMatch" : "ColumnValues.Compliance",
                    COMPLIANCE);
        });
    }

    private Optional<String> exactPredicate(Leaf leaf) {
        if (isPattern(leaf)) {
            return Optional.of(matching(
                    leaf.condition().orElseThrow(),
                    quoted(leaf.parameters().get(0).text())));
        }
        Optional<String> texts = leaf.condition()
                .flatMap(condition -> TextPredicate.of(
                        condition, quoted(leaf.parameters().get(0).text())));
        if (texts.isPresent()) {
            return texts;
        }
        return leaf.type().equals(Optional.of(RuleType.COLUMN_VALUES))
                ? WrittenColumn.among(
                                List.of(rows.columns()),
                                leaf.parameters().get(0).text())
                        .map(rows.schema()::apply)
                        .flatMap(field -> ExactPredicate.of(
                                leaf.condition().orElseThrow(), ColumnsByName.quoted(field.name()), field.dataType()))
                : Optional.empty();
    }

    /** Whether the whole text matches. Deequ does not bracket alternatives, and takes an empty match for none. */
    private static String matching(DqdlCondition condition, String column) {
        String pattern = "^(?:" + ((DqdlCondition.Text) condition.operands().get(0)).value() + ")\\z";
        String matches = column + " RLIKE " + SqlLiteral.text(pattern);
        return condition.operator() == DqdlCondition.Operator.MATCHES ? matches : "NOT " + matches;
    }

    private static Check where(Leaf leaf, com.amazon.deequ.checks.CheckWithLastConstraintFilterable check) {
        return leaf.where().isPresent() ? check.where(leaf.where().get().text()) : check;
    }

    private CheckTree named(Leaf leaf, DQRule rule, Check check, String name, String deequName) {
        return new CheckTree.Measured(
                rule,
                check,
                List.of(new DeequMetricMapping(
                        "Column",
                        named(leaf.parameters().get(0)),
                        name,
                        deequName,
                        ScalaCollections.none(),
                        ScalaCollections.none())));
    }

    /** A comparison that Deequ answers by least and greatest, asked of one row; empty for the others. */
    private static String bound(DqdlCondition condition, String column) {
        if (condition.kind() != DqdlCondition.Kind.NUMBER
                || !(condition.operands().get(0) instanceof DqdlCondition.Literal first)) {
            return "";
        }
        String known = column + " IS NOT NULL AND " + column;
        return switch (condition.operator()) {
            case GREATER -> known + " > " + first.value();
            case GREATER_OR_EQUAL -> known + " >= " + first.value();
            case LESS -> known + " < " + first.value();
            case LESS_OR_EQUAL -> known + " <= " + first.value();
            case EQUAL -> known + " = " + first.value();
            case BETWEEN ->
                known + " > " + first.value() + " AND " + column + " < "
                        + ((DqdlCondition.Literal) condition.operands().get(1)).value();
            default -> "";
        };
    }

    private static String metric(ExecutableRule rule) {
        return rule.evaluatedMetricName().get();
    }

    private static CheckTree counted(Leaf leaf, DQRule rule, Column right, String metric) {
        return counted(leaf, rule, right, metric, Optional.empty());
    }

    private static CheckTree counted(Leaf leaf, DQRule rule, Column right, String metric, Optional<String> written) {
        Optional<CheckTree.Condition> where =
                Optional.ofNullable(rule.getWhereClause()).map(text -> new CheckTree.Condition(text, expr(text)));
        return new CheckTree.Counted(
                rule,
                new CheckTree.Condition(
                        rule.toString(),
                        where.map(condition -> condition.column().and(DeequName.ofRows(right)))
                                .orElseGet(() -> DeequName.ofRows(right))),
                where,
                leaf.threshold().flatMap(ExactCondition::of),
                DeequName.spelt(metric),
                written);
    }

    /** As Deequ: a name matches where the pattern is found in it. */
    private CheckTree names(String pattern) throws DqdlRefusal {
        Pattern wanted = Pattern.compile(pattern);
        String[] columns = rows.columns();
        List<String> others;
        try {
            others = Arrays.stream(columns)
                    .filter(column -> !wanted.matcher(new BudgetedText(column)).find())
                    .toList();
        } catch (BudgetedText.Exhausted e) {
            throw new DqdlRefusal(
                    Code.INVALID_RULE,
                    "its pattern takes too many steps on the name of a column",
                    "write it so that no repeat stands inside a repeat");
        }
        double share = (columns.length - others.size()) / (double) columns.length;
        return new CheckTree.Known(new Finding(
                others.isEmpty() ? Answer.PASSED : Answer.FAILED,
                "Share that is right by ColumnNamesMatchPattern is " + NumberText.of(share)
                        + (others.isEmpty() ? "" : "; not right: " + String.join(", ", others)),
                Map.of("Dataset.*.ColumnNamesPatternMatchRatio", share)));
    }
}
