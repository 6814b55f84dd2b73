package dev.weir.jobs.engine.lineage;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.LineageEdge;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.InheritAnalysisRules;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.RankLike;
import org.apache.spark.sql.catalyst.expressions.TypedNullLiteral;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.PivotFirst;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Collects the edges of expressions. Each part is looked at once. One without a rule of its own counts as computed from all its
 * parts, so a function that is not known here has its edges, too.
 */
final class ExpressionTrace {

    private final PlanTrace query;
    private final Scope scope;
    private final Set<LineageEdge> edges;

    /**
     * @param query where the expressions stand
     * @param scope the columns that they name
     * @param edges takes what is found
     */
    ExpressionTrace(PlanTrace query, Scope scope, Set<LineageEdge> edges) {
        this.query = query;
        this.scope = scope;
        this.edges = edges;
    }

    /** The edges of a value. */
    static Set<LineageEdge> value(PlanTrace query, Scope scope, Expression expression) {
        Set<LineageEdge> edges = new HashSet<>();
        new ExpressionTrace(query, scope, edges).add(expression, EdgeKind.IDENTITY);
        return edges;
    }

    /**
     * Adds the edges of an expression.
     *
     * @param use what its value does where it stands; {@link EdgeKind#IDENTITY} where it is taken as it is
     */
    void add(Expression expression, EdgeKind use) {
        if (expression instanceof AttributeReference column) {
            add(query.edges(column, scope), use);
        } else if (expression instanceof OuterReference column) {
            add(query.outerEdges(column), use);
        } else if (expression instanceof Alias
                || expression instanceof InheritAnalysisRules
                || (expression instanceof Cast cast && isImplicit(cast))) {
            add(expression.children().head(), use);
        } else if (expression instanceof If choice) {
            add(choice.predicate(), EdgeKind.CONDITIONAL);
            add(choice.trueValue(), use);
            add(choice.falseValue(), use);
        } else if (expression instanceof CaseWhen choice) {
            choice(choice, use);
        } else if (expression instanceof Coalesce choice) {
            coalesce(list(choice.children()), use);
        } else if (expression instanceof AggregateExpression call) {
            add(call.aggregateFunction(), EdgeKind.AGGREGATION.then(use));
            addAll(list(call.filter().toList()), EdgeKind.FILTER);
        } else if (expression instanceof PivotFirst pivot) {
            add(pivot.pivotColumn(), EdgeKind.CONDITIONAL);
            add(pivot.valueColumn(), use);
        } else if (expression instanceof WindowExpression window) {
            window(window, use);
        } else if (expression instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            subquery(plan, subquery instanceof Exists, use);
        } else if (!(expression instanceof TypedNullLiteral)) { // which has a column for its type's sake
            addAll(list(expression.children()), EdgeKind.TRANSFORMATION.then(use));
        }
    }

    /**
     * Whether Spark has put it there, so that two types become one: the value is the same. A cast that is written as a call, such as {@code
     * bigint(a)}, is known by its text alone.
     */
    private static boolean isImplicit(Cast cast) {
        String type = cast.dataType().catalogString().replaceFirst("\\(.*", "");
        return cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isEmpty()
                && !cast.origin().context().fragment().regionMatches(true, 0, type + "(", 0, type.length() + 1);
    }

    void addAll(List<? extends Expression> expressions, EdgeKind use) {
        for (Expression expression : expressions) {
            add(expression, use);
        }
    }

    private void add(Set<LineageEdge> found, EdgeKind use) {
        for (LineageEdge edge : found) {
            edges.add(new LineageEdge(edge.from(), edge.kind().then(use)));
        }
    }

    private void choice(CaseWhen choice, EdgeKind use) {
        for (var branch : list(choice.branches())) {
            add(branch._1(), EdgeKind.CONDITIONAL);
            add(branch._2(), use);
        }
        addAll(list(choice.elseValue().toList()), use);
    }

    /** By its definition in SQL: {@code CASE WHEN a IS NOT NULL THEN a ELSE b END}. */
    private void coalesce(List<Expression> choices, EdgeKind use) {
        int last = choices.size() - 1;
        for (Expression choice : choices.subList(0, last)) {
            Set<LineageEdge> value = value(query, scope, choice);
            add(value, EdgeKind.CONDITIONAL);
            add(value, use);
        }
        add(choices.get(last), use);
    }

    /** A rank has the order of its window for arguments. */
    private void window(WindowExpression window, EdgeKind use) {
        if (!(window.windowFunction() instanceof RankLike)) {
            add(window.windowFunction(), use);
        }
        addAll(list(window.windowSpec().children()), EdgeKind.WINDOW);
    }

    /** What decides on the sub-query's rows decides on its value; what EXISTS selects is no part of its answer. */
    private void subquery(LogicalPlan plan, boolean exists, EdgeKind use) {
        PlanTrace inner = query.inner(scope);
        Scope columns = inner.plan(plan);
        if (!exists) {
            list(plan.output()).forEach(column -> add(inner.edges(column, columns), use));
        }
        add(inner.rows(), use);
    }
}
