package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.ListQuery;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Finds sub-queries that Spark 3.5 turns into joins which answer otherwise than SQL does. An aggregate without GROUP BY gives one
 * row of no rows, and a join has none there. {@code IN} is NULL where a value is not known, and a join answers false.
 */
final class SubqueryReview {

    private final Set<SqlFault> faults = new LinkedHashSet<>();
    private final Predicate<LogicalPlan> isInput;

    private SubqueryReview(Predicate<LogicalPlan> isInput) {
        this.isInput = isInput;
    }

    /** What becomes of NULL in a place: a row for which a condition is NULL is one for which it is false. */
    private enum Place {
        CONDITION,
        VALUE
    }

    /** @param isInput where the query ends and what it reads begins */
    static Set<SqlFault> of(LogicalPlan analysed, Predicate<LogicalPlan> isInput) {
        SubqueryReview review = new SubqueryReview(isInput);
        review.plan(analysed);
        return review.faults;
    }

    /** The same of an expression whose value counts. */
    static Set<SqlFault> of(Expression value) {
        SubqueryReview review = new SubqueryReview(plan -> false);
        review.expression(value, Place.VALUE, SqlSpot.UNKNOWN);
        return review.faults;
    }

    private void plan(LogicalPlan plan) {
        if (isInput.test(plan)) {
            return;
        }
        Place place = plan instanceof Filter || plan instanceof Join ? Place.CONDITION : Place.VALUE;
        list(plan.expressions()).forEach(expression -> expression(expression, place, SqlSpot.UNKNOWN));
        list(plan.children()).forEach(this::plan);
    }

    private void expression(Expression expression, Place place, SqlSpot around) {
        SqlSpot own = SqlSpot.of(expression.origin().context());
        SqlSpot spot = own.isKnown() ? own : around;
        if (expression instanceof SubqueryExpression subquery) {
            subquery(subquery, spot);
        } else if (expression instanceof InSubquery in && place == Place.VALUE && mayBeNull(in)) {
            faults.add(new SqlFault(
                    "takes the value of IN over a sub-query",
                    quoted(expression, spot) + "is false in Spark where SQL has NULL",
                    "write it as a condition of WHERE, ON, HAVING or WHEN of its own; (x IN (…)) IS TRUE, where NULL counts as"
                            + " false; or EXISTS (SELECT 1 … WHERE … = x), which is never NULL",
                    spot));
        }
        children(expression, place, spot);
    }

    private void children(Expression expression, Place place, SqlSpot spot) {
        if (expression instanceof CaseWhen cases) {
            list(cases.branches()).forEach(branch -> {
                expression(branch._1(), Place.CONDITION, spot);
                expression(branch._2(), Place.VALUE, spot);
            });
            if (cases.elseValue().isDefined()) {
                expression(cases.elseValue().get(), Place.VALUE, spot);
            }
            return;
        }
        List<Expression> children = list(expression.children());
        for (int i = 0; i < children.size(); i++) {
            expression(children.get(i), ofChild(expression, i, place), spot);
        }
    }

    private static Place ofChild(Expression parent, int at, Place place) {
        Expression child = list(parent.children()).get(at);
        boolean passesOn = parent instanceof And
                || parent instanceof Or
                // Spark has a join of its own for NOT IN
                || (parent instanceof Not && child instanceof InSubquery);
        if (passesOn) {
            return place;
        }
        boolean takesNullForFalse = (parent instanceof If && at == 0)
                || (parent instanceof AggregateExpression && at == 1)
                || (parent instanceof EqualNullSafe same
                        && Literal.TrueLiteral().equals(same.right()))
                || (parent instanceof Coalesce && at == 0 && isFalse(list(parent.children())));
        return takesNullForFalse ? Place.CONDITION : Place.VALUE;
    }

    private static boolean isFalse(List<Expression> alternatives) {
        return alternatives.size() > 1 && Literal.FalseLiteral().equals(alternatives.get(1));
    }

    private static boolean mayBeNull(InSubquery in) {
        return list(in.values()).stream().anyMatch(Expression::nullable)
                || list(in.query().plan().output()).stream().anyMatch(column -> ((Expression) column).nullable());
    }

    private void subquery(SubqueryExpression subquery, SqlSpot spot) {
        plan(subquery.plan());
        if ((subquery instanceof Exists || subquery instanceof ListQuery)
                && parts(subquery.plan()).anyMatch(SubqueryReview::isOfNoGroup)) {
            faults.add(new SqlFault(
                    "asks whether an aggregate without GROUP BY is there",
                    quoted(subquery, spot)
                            + "is computed in Spark as if it had no row where none fits the outer row; SQL has one there",
                    "compare the aggregate itself, as in (SELECT count(*) …) = 0 in place of 0 IN (SELECT count(*) …)",
                    spot));
        }
    }

    /** An aggregate of one group, even of no rows, of rows that depend on the outer one. */
    private static boolean isOfNoGroup(LogicalPlan plan) {
        return plan instanceof Aggregate aggregate
                && aggregate.groupingExpressions().isEmpty()
                && parts(plan).anyMatch(SubqueryReview::refersOutside);
    }

    private static boolean refersOutside(LogicalPlan plan) {
        return list(plan.expressions()).stream().anyMatch(SubqueryReview::hasOuterReference);
    }

    private static boolean hasOuterReference(Expression expression) {
        return expression instanceof OuterReference
                || list(expression.children()).stream().anyMatch(SubqueryReview::hasOuterReference);
    }

    private static Stream<LogicalPlan> parts(LogicalPlan plan) {
        return Stream.concat(Stream.of(plan), list(plan.children()).stream().flatMap(SubqueryReview::parts));
    }

    private static String quoted(Expression expression, SqlSpot spot) {
        return "'" + (spot.text().isEmpty() ? expression.sql() : spot.text()) + "' ";
    }
}
