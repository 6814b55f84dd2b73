package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.optimizer.BooleanSimplification$;
import org.apache.spark.sql.catalyst.optimizer.ConstantFolding$;
import org.apache.spark.sql.catalyst.optimizer.NullPropagation$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.optimizer.SimplifyConditionals$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/**
 * What a condition comes to without any row, by the rules of Spark's optimiser. Every column counts as one that may be NULL:
 * {@code n IS NOT NULL} is a condition, though Spark may know that this query gives no NULL there.
 */
final class FoldedCondition {

    /** One rule's work makes work for another; conditions that people write need two or three rounds. */
    private static final int ROUNDS = 8;

    private FoldedCondition() {}

    /** A condition's one answer for every row, which may be NULL. */
    record Always(boolean isTrue, boolean isNull) {}

    /** The answer; empty where rows have a say in it. */
    static Optional<Always> of(Expression condition) {
        Expression plain = plain(condition);
        if (asksWhetherItCanBeComputed(plain)) {
            return Optional.empty();
        }
        Expression nullable = plain.transform(new Nullable());
        LogicalPlan plan = projected(nullable);
        for (int round = 0; round < ROUNDS; round++) {
            plan = ReplaceExpressions$.MODULE$.apply(plan);
            plan = NullPropagation$.MODULE$.apply(plan);
            plan = ConstantFolding$.MODULE$.apply(plan);
            plan = BooleanSimplification$.MODULE$.apply(plan);
            plan = SimplifyConditionals$.MODULE$.apply(plan);
        }
        return only(plan) instanceof Literal literal
                ? Optional.of(new Always(Boolean.TRUE.equals(literal.value()), literal.value() == null))
                : Optional.empty();
    }

    /** A condition as it is written, with each constant computed. */
    static Expression withConstants(Expression condition) {
        LogicalPlan plan = ReplaceExpressions$.MODULE$.apply(projected(plain(condition)));
        return only(ConstantFolding$.MODULE$.apply(plan));
    }

    private static Expression plain(Expression condition) {
        return condition instanceof Alias alias ? alias.child() : condition;
    }

    private static LogicalPlan projected(Expression condition) {
        LocalRelation rows = LocalRelation$.MODULE$.apply(condition.references().toSeq());
        return ConstantExpressions.projected(condition, rows);
    }

    private static Expression only(LogicalPlan plan) {
        return ((Alias) ((Project) plan).projectList().head()).child();
    }

    /** {@code a[7] IS NOT NULL} is true of every row for the optimiser, and fails where there is no such element. */
    private static boolean asksWhetherItCanBeComputed(Expression expression) {
        boolean asks = (expression instanceof IsNotNull || expression instanceof IsNull)
                && !(expression.children().head() instanceof Attribute)
                && !expression.foldable();
        return asks || list(expression.children()).stream().anyMatch(FoldedCondition::asksWhetherItCanBeComputed);
    }

    private static final class Nullable extends AbstractPartialFunction<Expression, Expression> {
        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof Attribute;
        }

        @Override
        @SuppressWarnings("unchecked") // a partial function from expressions to expressions is asked with nothing else
        public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> otherwise) {
            return expression instanceof Attribute column
                    ? (B) column.withNullability(true)
                    : otherwise.apply(expression);
        }
    }
}
