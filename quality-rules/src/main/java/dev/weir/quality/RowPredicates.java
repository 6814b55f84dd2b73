package dev.weir.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.quality.wording.Analysed;
import dev.weir.quality.wording.SparkMessages;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;

/** Row rules as columns of Spark. */
public final class RowPredicates {

    private RowPredicates() {}

    /**
     * For each rule the column that says whether a row breaks it: never NULL, and false where the predicate is NULL, as
     * in SQL's CHECK.
     *
     * @param rules each with a {@link Rule.Row} check
     * @param rows what the predicates are over; only its columns matter, nothing is read
     * @return as many columns, of BOOLEAN, in the order of the rules
     * @throws ProblemsException with a problem for each predicate that does not parse ({@link Code#INVALID_SQL}), names
     *     what is not there, is no BOOLEAN, or needs more than the row it looks at ({@link Code#INVALID_RULE})
     */
    public static List<Column> failing(List<Rule> rules, Dataset<Row> rows) {
        List<String> predicates = rules.stream().map(RowPredicates::predicate).toList();
        // Over many columns an analysis takes tens of milliseconds: one for all rules, and one each only to tell
        // faults.
        if (!areSound(predicates, rows)) {
            Problems problems = new Problems();
            rules.forEach(rule -> findFault(rule, rows).ifPresent(problems::add));
            problems.throwIfAny();
        }
        return predicates.stream()
                .map(predicate -> not(coalesce(expr(predicate), lit(true))))
                .toList();
    }

    private static String predicate(Rule rule) {
        if (!(rule.check() instanceof Rule.Row check)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about a row alone");
        }
        return check.predicate();
    }

    private static boolean areSound(List<String> predicates, Dataset<Row> rows) {
        try {
            Dataset<Row> judged = Analysed.select(
                    rows, predicates.stream().map(functions::expr).toArray(Column[]::new));
            return Arrays.stream(judged.schema().fields()).allMatch(field -> isPredicate(field.dataType()))
                    && isJudgedByOneRow(judged, rows);
        } catch (AnalysisException e) {
            return false; // which rule it is, and why, is found rule by rule
        }
    }

    private static Optional<Problem> findFault(Rule rule, Dataset<Row> rows) {
        Dataset<Row> judged;
        try {
            judged = Analysed.select(rows, expr(predicate(rule)));
        } catch (AnalysisException e) {
            return Optional.of(problem(rule, e, List.of(rows.columns())));
        }
        DataType type = judged.schema().fields()[0].dataType();
        if (!isPredicate(type)) {
            return Optional.of(new Problem(
                    Code.INVALID_RULE,
                    rule.place(),
                    "Rule '" + rule.id() + "' is no predicate",
                    "its expression gives " + type.sql() + ", not true or false",
                    "write a condition, such as stopped_at >= started_at"));
        }
        if (!isJudgedByOneRow(judged, rows)) {
            return Optional.of(new Problem(
                    Code.INVALID_RULE,
                    rule.place(),
                    "Rule '" + rule.id() + "' cannot be judged by one row",
                    "its predicate has an aggregate, a window, a sub-query, a generator or a random function",
                    "use 'check:' with a DQDL rule for what concerns the whole table"));
        }
        return Optional.empty();
    }

    private static boolean isPredicate(DataType type) {
        return type.equals(DataTypes.BooleanType) || type.equals(DataTypes.NullType);
    }

    private static boolean isJudgedByOneRow(Dataset<Row> judged, Dataset<Row> rows) {
        return judged.queryExecution().analyzed() instanceof Project project
                && project.child().equals(rows.queryExecution().analyzed())
                && JavaConverters.seqAsJavaList(project.projectList()).stream().allMatch(RowPredicates::isOfOneRow);
    }

    private static boolean isOfOneRow(NamedExpression named) {
        return named instanceof Expression expression
                && expression.deterministic()
                && !SubqueryExpression.hasSubquery(expression);
    }

    private static Problem problem(Rule rule, AnalysisException e, List<String> columns) {
        boolean syntax = e instanceof ParseException;
        return new Problem(
                syntax ? Code.INVALID_SQL : Code.INVALID_RULE,
                rule.place(),
                "The predicate of rule '" + rule.id() + "' is not right",
                SparkMessages.why(e),
                SparkMessages.remedy(
                        e,
                        columns,
                        syntax
                                ? "write one Spark SQL condition, such as stopped_at >= started_at"
                                : "use the columns of table '" + rule.table() + "' and Spark SQL's functions"));
    }
}
