package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import dev.weir.contracts.sql.OrderFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.ArrayContains;
import org.apache.spark.sql.catalyst.expressions.ArrayMax;
import org.apache.spark.sql.catalyst.expressions.ArrayMin;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.CumeDist;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.RankLike;
import org.apache.spark.sql.catalyst.expressions.RowFrame$;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.Size;
import org.apache.spark.sql.catalyst.expressions.SortArray;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.SpecifiedWindowFrame;
import org.apache.spark.sql.catalyst.expressions.UnboundedFollowing$;
import org.apache.spark.sql.catalyst.expressions.UnboundedPreceding$;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;

/**
 * Finds what in an analysed query may come out differently on another machine: where an answer depends on an order of rows
 * that is not fixed, or on the order in which doubles are added. An order is total where no two rows tie in it: it has a
 * key of the rows, or every column that is used of them, so that rows that tie are alike.
 */
public final class OrderReview {

    private final QueryInputs inputs;
    private final RowKeys keys;
    private final Set<SqlNotice> notices = new LinkedHashSet<>();

    /** Of the expression at hand, or the nearest around it that the user wrote. */
    private SqlSpot around = SqlSpot.UNKNOWN;

    private OrderReview(QueryInputs inputs) {
        this.inputs = inputs;
        this.keys = new RowKeys(inputs);
    }

    /**
     * Everything that may come out differently, in the plan and its sub-queries.
     *
     * @param key names of the query's columns by which no two rows of its result are equal; none where there is no such
     *     promise
     */
    public static List<SqlNotice> of(LogicalPlan analysed, QueryInputs inputs, List<String> key) {
        OrderReview review = new OrderReview(inputs);
        Set<ExprId> promised = new HashSet<>();
        list(analysed.output()).stream()
                .filter(column -> key.stream().anyMatch(column.name()::equalsIgnoreCase))
                .forEach(column -> promised.add(column.exprId()));
        review.plan(
                analysed,
                RowKeys.ids(analysed.output()),
                key.isEmpty() || promised.size() < key.size() ? Optional.empty() : Optional.of(promised));
        return List.copyOf(review.notices);
    }

    /**
     * @param needed the columns of the plan that anybody uses
     * @param promised a key that its rows keep because each is a row of the result
     */
    private void plan(LogicalPlan plan, Set<ExprId> needed, Optional<Set<ExprId>> promised) {
        if (inputs.isOne(plan)) {
            return;
        }
        SqlSpot outer = around;
        around = spot(plan.origin().context(), outer);
        if (plan instanceof GlobalLimit limit) {
            limit(limit.limitExpr(), limit.child(), needed);
        } else if (plan instanceof Offset offset) {
            limit(offset.offsetExpr(), offset.child(), needed);
        }
        for (Expression expression : list(plan.expressions())) {
            expression(expression, plan, needed, promised, false);
        }
        List<LogicalPlan> children = list(plan.children());
        for (LogicalPlan child : children) {
            // An OFFSET below its LIMIT is one cut.
            LogicalPlan next = plan instanceof GlobalLimit ? belowLimit(child) : child;
            plan(next, needed(plan, child, needed), promised.flatMap(key -> below(plan, key)));
        }
        around = outer;
    }

    private static LogicalPlan belowLimit(LogicalPlan child) {
        LogicalPlan below = child instanceof LocalLimit local ? local.child() : child;
        return below instanceof Offset offset ? offset.child() : below;
    }

    /** The columns of a child that are used, by the plan itself or above it. */
    private static Set<ExprId> needed(LogicalPlan plan, LogicalPlan child, Set<ExprId> needed) {
        Set<ExprId> own = RowKeys.ids(child.output());
        if (plan instanceof Distinct || plan instanceof Intersect || plan instanceof Except) {
            return own;
        }
        Set<ExprId> used = new HashSet<>();
        if (plan instanceof Project project) {
            references(project.projectList(), needed, used);
        } else if (plan instanceof Aggregate aggregate) {
            references(aggregate.aggregateExpressions(), needed, used);
            list(aggregate.groupingExpressions()).forEach(grouping -> used.addAll(references(grouping)));
        } else if (plan instanceof Union union) {
            List<Attribute> output = list(union.output());
            List<Attribute> given = list(child.output());
            for (int i = 0; i < output.size(); i++) {
                if (needed.contains(output.get(i).exprId())) {
                    used.add(given.get(i).exprId());
                }
            }
        } else {
            used.addAll(needed);
            list(plan.expressions()).forEach(expression -> used.addAll(references(expression)));
        }
        used.retainAll(own);
        return used;
    }

    private static void references(
            scala.collection.Seq<NamedExpression> columns, Set<ExprId> needed, Set<ExprId> used) {
        for (NamedExpression column : list(columns)) {
            if (needed.contains(column.exprId())) {
                used.addAll(references((Expression) column));
            }
        }
    }

    private static Set<ExprId> references(Expression expression) {
        return RowKeys.ids(expression.references().toSeq());
    }

    /** The promised key under the names of a child each of whose rows is a row of the plan; nothing for any other. */
    private static Optional<Set<ExprId>> below(LogicalPlan plan, Set<ExprId> key) {
        if (plan instanceof SubqueryAlias || plan instanceof Sort) {
            return Optional.of(key);
        }
        if (plan instanceof Window window) {
            return RowKeys.ids(window.child().output()).containsAll(key) ? Optional.of(key) : Optional.empty();
        }
        if (plan instanceof Project project) {
            Set<ExprId> from = new HashSet<>();
            for (NamedExpression column : list(project.projectList())) {
                if (key.contains(column.exprId())) {
                    RowKeys.plain(column).ifPresent(from::add);
                }
            }
            return from.size() == key.size() ? Optional.of(from) : Optional.empty();
        }
        return Optional.empty();
    }

    // --- LIMIT -----------------------------------------------------------------------------------------------------

    private void limit(Expression number, LogicalPlan child, Set<ExprId> needed) {
        LogicalPlan cut = belowLimit(child);
        boolean single = keys.of(cut).contains(Set.<ExprId>of());
        Set<ExprId> used = needed;
        while (cut instanceof Project project && project.child() instanceof Sort) {
            used = needed(cut, project.child(), used);
            cut = project.child();
        }
        boolean sorted = cut instanceof Sort sort
                && sort.global()
                && isTotal(sorting(list(sort.order())), sort.child(), used, Optional.empty());
        boolean alike = used.isEmpty();
        if (!single && !sorted && !alike) {
            SqlSpot spot = spot(number.origin().context(), around);
            notices.add(new SqlNotice(
                    "LIMIT", cut instanceof Sort ? OrderFault.CUT_IN_TIES : OrderFault.CUT_WITHOUT_ORDER, spot));
        }
    }

    private static Set<ExprId> sorting(List<SortOrder> order) {
        return RowKeys.columns(order.stream().map(SortOrder::child).toList());
    }

    /** Whether rows of a plan that are equal in these columns are one row, or alike in all that is used of them. */
    private boolean isTotal(Set<ExprId> written, LogicalPlan rows, Set<ExprId> needed, Optional<Set<ExprId>> promised) {
        Set<ExprId> columns = RowKeys.withOtherNames(written, rows);
        return columns.containsAll(needed)
                || promised.filter(columns::containsAll).isPresent()
                || keys.of(rows).stream().anyMatch(columns::containsAll);
    }

    // --- expressions -----------------------------------------------------------------------------------------------

    /** @param sorted whether what is collected here is put into order by the function around it */
    private void expression(
            Expression expression,
            LogicalPlan plan,
            Set<ExprId> needed,
            Optional<Set<ExprId>> promised,
            boolean sorted) {
        SqlSpot outer = around;
        around = spot(expression.origin().context(), outer);
        if (expression instanceof PlanExpression<?> inner && inner.plan() instanceof LogicalPlan query) {
            plan(query, expression instanceof Exists ? Set.of() : RowKeys.ids(query.output()), Optional.empty());
        }
        if (expression instanceof WindowExpression window && plan instanceof Window node) {
            window(window, node, needed, promised.flatMap(key -> below(plan, key)));
        } else if (expression instanceof AggregateExpression call) {
            grouped(call.aggregateFunction(), plan, sorted);
        } else {
            boolean sorts = sorts(expression);
            for (Expression child : list(expression.children())) {
                expression(child, plan, needed, promised, sorts);
            }
        }
        around = outer;
    }

    /** Functions whose answer does not depend on the order of their array. */
    private static boolean sorts(Expression expression) {
        return expression instanceof SortArray
                || expression instanceof Size
                || expression instanceof ArrayMin
                || expression instanceof ArrayMax
                || expression instanceof ArrayContains;
    }

    private void grouped(AggregateFunction written, LogicalPlan plan, boolean sorted) {
        if (!(plan instanceof Aggregate aggregate)) {
            return;
        }
        Set<ExprId> fixed = RowKeys.columns(list(aggregate.groupingExpressions()));
        if (keys.of(aggregate.child()).stream().anyMatch(fixed::containsAll)) {
            return; // each group is one row
        }
        for (AggregateFunction function : functions(written)) {
            OrderDependence.of(function)
                    .filter(dependence -> !(sorted && dependence.isOfCollected()))
                    .filter(dependence -> !isFixed(function, dependence, fixed, aggregate.child()))
                    .ifPresent(dependence -> add(dependence.fault()));
        }
    }

    /** Whether the answer is the same in whatever order rows of a group come. */
    private boolean isFixed(
            AggregateFunction function, OrderDependence dependence, Set<ExprId> fixed, LogicalPlan rows) {
        Set<ExprId> known = new HashSet<>(fixed);
        dependence.ordering().ifPresent(ordering -> known.addAll(parts(ordering)));
        boolean unique =
                dependence.ordering().isPresent() && keys.of(rows).stream().anyMatch(known::containsAll);
        return unique || (dependence.isOfValue() && known.containsAll(references(dependence.value(function))));
    }

    /** The columns that an order compares: the column itself, or the fields of a struct. */
    private static Set<ExprId> parts(Expression ordering) {
        return ordering instanceof CreateNamedStruct struct
                ? RowKeys.columns(list(struct.valExprs()))
                : RowKeys.columns(List.of(ordering));
    }

    private void window(WindowExpression window, Window node, Set<ExprId> needed, Optional<Set<ExprId>> promised) {
        Set<ExprId> order =
                new HashSet<>(RowKeys.columns(list(window.windowSpec().partitionSpec())));
        order.addAll(sorting(list(window.windowSpec().orderSpec())));
        if (isTotal(order, node.child(), needed(node, node.child(), needed), promised)) {
            return;
        }
        Expression called = window.windowFunction();
        boolean whole = !(window.windowSpec().frameSpecification() instanceof SpecifiedWindowFrame frame)
                || (frame.lower() == UnboundedPreceding$.MODULE$ && frame.upper() == UnboundedFollowing$.MODULE$);
        boolean rows = window.windowSpec().frameSpecification() instanceof SpecifiedWindowFrame frame
                && frame.frameType() == RowFrame$.MODULE$
                && !whole;
        if (called instanceof RankLike || called instanceof CumeDist) {
            return;
        }
        if (called instanceof AggregateExpression call) {
            List<AggregateFunction> functions = functions(call.aggregateFunction());
            boolean fixed = order.containsAll(references(call)) && !rows;
            if (rows || (!fixed && functions.stream().anyMatch(each -> isDependent(each, order, node.child())))) {
                add(
                        rows
                                ? OrderFault.FRAME_IN_TIES
                                : functions.stream()
                                        .flatMap(each -> OrderDependence.of(each).stream())
                                        .findFirst()
                                        .orElseThrow()
                                        .inWindow());
            }
        } else {
            add(OrderFault.WINDOW_IN_TIES);
        }
    }

    private boolean isDependent(AggregateFunction function, Set<ExprId> fixed, LogicalPlan rows) {
        return OrderDependence.of(function)
                .filter(dependence -> !isFixed(function, dependence, fixed, rows))
                .isPresent();
    }

    /** A function as it is computed: Spark writes some as others. */
    private static List<AggregateFunction> functions(Expression written) {
        List<AggregateFunction> functions = new ArrayList<>();
        if (written instanceof RuntimeReplaceable replaceable) {
            functions.addAll(functions(replaceable.replacement()));
        } else if (written instanceof AggregateFunction function) {
            functions.add(function);
        } else {
            list(written.children()).forEach(child -> functions.addAll(functions(child)));
        }
        return functions;
    }

    // --- words -----------------------------------------------------------------------------------------------------

    private void add(OrderFault fault) {
        notices.add(new SqlNotice(around.text(), fault, around));
    }

    private static SqlSpot spot(org.apache.spark.QueryContext context, SqlSpot otherwise) {
        SqlSpot spot = SqlSpot.of(context);
        return spot.isKnown() ? spot : otherwise;
    }
}
