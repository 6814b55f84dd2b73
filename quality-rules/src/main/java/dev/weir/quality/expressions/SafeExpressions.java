package dev.weir.quality.expressions;

import dev.weir.quality.evaluation.ScalaCollections;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.LikeSimplification$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Function1;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Makes a session compute by Weir's own expressions what Spark's would go on computing for hours, or compute to a wrong value
 * without a word; name this class in {@code spark.sql.extensions}. An analysed plan stays as Spark made it, and is changed
 * before anything of it is computed. Of every other value the answer is Spark's.
 */
public final class SafeExpressions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** The name for {@code spark.sql.extensions}. */
    public static final String EXTENSION = SafeExpressions.class.getName();

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectPlanNormalizationRule(new AbstractFunction1<SparkSession, Rule<LogicalPlan>>() {
            @Override
            public Rule<LogicalPlan> apply(SparkSession session) {
                return new Replacing();
            }
        });
        return BoxedUnit.UNIT;
    }

    /** Whether a session computes by them. */
    public static boolean areKnownTo(SparkSession session) {
        return ScalaCollections.list(session.sessionState().planNormalizationRules()).stream()
                .anyMatch(Replacing.class::isInstance);
    }

    /** An analysed plan as a session computes it. */
    public static LogicalPlan in(LogicalPlan plan) {
        return plan.transformUpWithSubqueries(new InNode());
    }

    private static final class Replacing extends Rule<LogicalPlan> {
        @Override
        public LogicalPlan apply(LogicalPlan plan) {
            return in(plan);
        }
    }

    private static final class InNode extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // a partial function from plans to plans is asked with nothing else
        public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
            // What Spark writes as other functions, and the patterns of LIKE that need no regular expression: both
            // would be
            // done next.
            LogicalPlan plain = LikeSimplification$.MODULE$.apply(ReplaceExpressions$.MODULE$.apply(plan));
            return (B) plain.mapExpressions(IN_EXPRESSION);
        }
    }

    private static final AbstractFunction1<Expression, Expression> IN_EXPRESSION = new AbstractFunction1<>() {
        @Override
        public Expression apply(Expression expression) {
            Expression inside = expression.mapChildren(this);
            Expression checked = RegexReplacement.of(inside)
                    .or(() -> CheckedReplacement.of(inside))
                    .orElse(inside);
            return LaterMends.of(checked).orElse(checked);
        }
    };
}
