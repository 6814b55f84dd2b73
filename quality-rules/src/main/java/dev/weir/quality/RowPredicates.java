package dev.weir.quality;

import static dev.weir.quality.evaluation.ScalaCollections.list;
import static org.apache.spark.sql.functions.expr;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.quality.evaluation.RowFailure;
import dev.weir.quality.evaluation.TruthTable;
import dev.weir.quality.sql.SqlAnalysis;
import dev.weir.quality.sql.SqlFault;
import dev.weir.quality.sql.SqlRefusal;
import dev.weir.quality.sql.SqlReview;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Row rules as columns of Spark. */
public final class RowPredicates {

    private RowPredicates() {}

    /**
     * For each rule the column that is true where a row breaks it: never NULL, false where the predicate is NULL, as
     * in SQL's CHECK, and true where it cannot be evaluated on the row.
     *
     * @param rules each with a {@link Rule.Row} check
     * @param rows what the predicates are over; only its columns matter, nothing is read
     * @return as many columns, of BOOLEAN, in the order of the rules
     * @throws ProblemsException with a problem for each predicate that does not parse ({@link Code#INVALID_SQL}), names
     *     what is not there, is no BOOLEAN, or needs more than the row it looks at ({@link Code#INVALID_RULE}), or is refused
     *     by {@link SqlReview} ({@link Code#INVALID_SQL})
     */
    public static List<Column> failing(List<Rule> rules, Dataset<Row> rows) {
        Problems problems = new Problems();
        check(rules, rows, problems);
        problems.throwIfAny();
        return rules.stream()
                .map(RowPredicates::predicate)
                .map(predicate -> TruthTable.of(expr(predicate), 0, 1, 0, 1).equalTo(1L))
                .toList();
    }

    /** The column that is true where the rule applies to a row: never NULL, true where that is unknown. */
    public static Column meant(Rule rule) {
        return TruthTable.of(expr(predicate(rule)), 1, 1, RowVerdict.isAboutSome(rule) ? 0 : 1, 1)
                .equalTo(1L);
    }

    /**
     * The rule in words: a STRING column, NULL where a row passes, else {@code failing} or {@link RowFailure#DETAIL}.
     *
     * @param rows as for {@link #failing}
     * @param leftOut where the rule is not about the row
     * @throws ProblemsException as {@link #failing}
     */
    public static Column words(Rule rule, Dataset<Row> rows, String failing, String leftOut) {
        failing(List.of(rule), rows);
        return TruthTable.words(
                expr(predicate(rule)), failing, RowVerdict.isAboutSome(rule) ? leftOut : null, RowFailure.DETAIL);
    }

    /** Adds a problem for each thing that stands against one of the rules; as {@link #failing} otherwise. */
    private static void check(List<Rule> rules, Dataset<Row> rows, Problems problems) {
        if (rules.isEmpty()) {
            return;
        }
        SqlAnalysis analysis = new SqlAnalysis(rows.sparkSession());
        // Over many columns an analysis takes tens of milliseconds: one for all rules, and one each only to tell
        // faults.
        Optional<Dataset<Row>> together = together(rules, rows, analysis);
        if (together.isPresent()) {
            review(rules, together.get(), problems);
        } else {
            rules.forEach(rule -> findFaults(rule, rows, analysis, problems));
        }
    }

    /** All predicates beside one another; empty where one of them cannot be analysed; which one is unknown. */
    private static Optional<Dataset<Row>> together(List<Rule> rules, Dataset<Row> rows, SqlAnalysis analysis) {
        try {
            Dataset<Row> judged = analysis.select(
                    rows, rules.stream().map(RowPredicates::predicate).toList());
            return Optional.of(judged).filter(all -> isJudgedByOneRow(all, rows));
        } catch (SqlRefusal refusal) {
            return Optional.empty();
        }
    }

    private static void review(List<Rule> rules, Dataset<Row> judged, Problems problems) {
        List<Expression> predicates = projected(judged);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            DataType type = judged.schema().fields()[i].dataType();
            if (!isPredicate(type)) {
                problems.add(
                        Code.INVALID_RULE,
                        rule.place(),
                        "Rule '" + rule.id() + "' is no predicate",
                        "its expression gives " + type.sql() + ", not true or false",
                        "write a condition, such as stopped_at >= started_at");
            }
            for (SqlFault fault : SqlReview.ofRule(predicates.get(i))) {
                problems.add(
                        Code.INVALID_SQL,
                        rule.place(),
                        "The predicate of rule '" + rule.id() + "' " + fault.what(),
                        fault.why(),
                        fault.remedy());
            }
        }
    }

    private static List<Expression> projected(Dataset<Row> judged) {
        Project project = (Project) judged.queryExecution().analyzed();
        return list(project.projectList()).stream()
                .map(named -> (Expression) named)
                .toList();
    }

    private static String predicate(Rule rule) {
        if (!(rule.check() instanceof Rule.Row check)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about a row alone");
        }
        return check.sql();
    }

    private static void findFaults(Rule rule, Dataset<Row> rows, SqlAnalysis analysis, Problems problems) {
        Dataset<Row> judged;
        try {
            judged = analysis.select(rows, List.of(predicate(rule)));
        } catch (SqlRefusal refusal) {
            problems.add(problem(rule, refusal, List.of(rows.columns())));
            return;
        }
        if (isJudgedByOneRow(judged, rows)) {
            review(List.of(rule), judged, problems);
            return;
        }
        problems.add(
                Code.INVALID_RULE,
                rule.place(),
                "Rule '" + rule.id() + "' cannot be judged by one row",
                "its predicate has an aggregate, a window, a sub-query or a generator",
                "use 'check:' with a DQDL rule for what concerns the whole table");
    }

    private static boolean isPredicate(DataType type) {
        return type.equals(DataTypes.BooleanType) || type.equals(DataTypes.NullType);
    }

    private static boolean isJudgedByOneRow(Dataset<Row> judged, Dataset<Row> rows) {
        return judged.queryExecution().analyzed() instanceof Project project
                && project.child().equals(rows.queryExecution().analyzed())
                && list(project.projectList()).stream().allMatch(RowPredicates::isOfOneRow);
    }

    private static boolean isOfOneRow(NamedExpression named) {
        return named instanceof Expression expression && !SubqueryExpression.hasSubquery(expression);
    }

    private static Problem problem(Rule rule, SqlRefusal refusal, List<String> columns) {
        return new Problem(
                refusal.isSyntax() ? Code.INVALID_SQL : Code.INVALID_RULE,
                rule.place(),
                "The predicate of rule '" + rule.id() + "' is not right",
                refusal.why(),
                refusal.remedy(
                        columns,
                        refusal.isSyntax()
                                ? "write one Spark SQL condition, such as stopped_at >= started_at"
                                : "use the columns of table '" + rule.table() + "' and Spark SQL's functions"));
    }
}
