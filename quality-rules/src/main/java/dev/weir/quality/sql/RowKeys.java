package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.RowNumber;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.plans.InnerLike;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RebalancePartitions;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionOperation;
import org.apache.spark.sql.catalyst.plans.logical.ResolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;
import org.apache.spark.sql.catalyst.plans.logical.Window;

/**
 * By which columns no two rows of a plan are equal, as far as the plan tells: keys of its inputs, carried through what keeps
 * them, and those that GROUP BY, DISTINCT, {@code row_number} and joins make.
 */
final class RowKeys {

    private static final List<Class<? extends UnaryNode>> KEEPING = List.of(
            SubqueryAlias.class,
            Sort.class,
            GlobalLimit.class,
            LocalLimit.class,
            Offset.class,
            ResolvedHint.class,
            RepartitionOperation.class,
            RebalancePartitions.class);

    private final QueryInputs inputs;

    RowKeys(QueryInputs inputs) {
        this.inputs = inputs;
    }

    /** The keys that are known: none of them, or the empty one of a plan with one row at most. */
    List<Set<ExprId>> of(LogicalPlan plan) {
        if (inputs.isOne(plan)) {
            return ofInput(plan);
        }
        if (plan instanceof OneRowRelation || isOfOne(plan)) {
            return List.of(Set.of());
        }
        if (plan instanceof Project project) {
            return through(project);
        }
        if (plan instanceof Filter filter) {
            return without(constants(filter.condition()), of(filter.child()));
        }
        if (plan instanceof Aggregate aggregate) {
            return groups(aggregate);
        }
        if (plan instanceof Window window) {
            return numbered(window);
        }
        if (plan instanceof Distinct distinct) {
            List<Set<ExprId>> keys = new ArrayList<>(of(distinct.child()));
            keys.add(ids(distinct.output()));
            return keys;
        }
        if (plan instanceof Intersect || plan instanceof Except) {
            return List.of(ids(plan.output()));
        }
        if (plan instanceof Join join) {
            return joined(join);
        }
        return plan instanceof UnaryNode node && isKeeping(plan) ? of(node.child()) : List.of();
    }

    private static boolean isOfOne(LogicalPlan plan) {
        return plan instanceof GlobalLimit limit
                && limit.limitExpr().foldable()
                && ConstantExpressions.value(limit.limitExpr()) instanceof Integer most
                && most <= 1;
    }

    private List<Set<ExprId>> ofInput(LogicalPlan plan) {
        List<String> names = inputs.key(plan);
        Set<ExprId> key = new HashSet<>();
        list(plan.output()).stream()
                .filter(column -> names.stream().anyMatch(column.name()::equalsIgnoreCase))
                .forEach(column -> key.add(column.exprId()));
        return names.isEmpty() || key.size() < names.size() ? List.of() : List.of(key);
    }

    private List<Set<ExprId>> through(Project project) {
        Map<ExprId, ExprId> given = new HashMap<>();
        for (NamedExpression column : list(project.projectList())) {
            plain(column).ifPresent(from -> given.putIfAbsent(from, column.exprId()));
        }
        List<Set<ExprId>> keys = new ArrayList<>();
        for (Set<ExprId> key : of(project.child())) {
            if (given.keySet().containsAll(key)) {
                Set<ExprId> renamed = new HashSet<>();
                key.forEach(column -> renamed.add(given.get(column)));
                keys.add(renamed);
            }
        }
        return keys;
    }

    /** The column that an output column is, and nothing more. */
    static Optional<ExprId> plain(NamedExpression column) {
        if (column instanceof Attribute) {
            return Optional.of(column.exprId());
        }
        return column instanceof Alias alias && alias.child() instanceof Attribute from
                ? Optional.of(from.exprId())
                : Optional.empty();
    }

    /** Columns of a plan, and those that are the same columns under other names. */
    static Set<ExprId> withOtherNames(Set<ExprId> columns, LogicalPlan plan) {
        Set<ExprId> all = new HashSet<>(columns);
        LogicalPlan at = plan;
        while (at instanceof UnaryNode node && (at instanceof Window || at instanceof Filter || isKeeping(at))) {
            at = node.child();
        }
        if (at instanceof Project project) {
            Map<ExprId, Set<ExprId>> names = new HashMap<>();
            for (NamedExpression column : list(project.projectList())) {
                plain(column)
                        .ifPresent(from -> names.computeIfAbsent(from, id -> new HashSet<>())
                                .add(column.exprId()));
            }
            names.values().stream()
                    .filter(same -> same.stream().anyMatch(columns::contains))
                    .forEach(all::addAll);
        }
        return all;
    }

    private static boolean isKeeping(LogicalPlan plan) {
        return KEEPING.stream().anyMatch(type -> type.isInstance(plan));
    }

    private static Set<ExprId> constants(Expression condition) {
        Set<ExprId> constants = new HashSet<>();
        if (condition instanceof And and) {
            return union(constants(and.left()), constants(and.right()));
        } else if (condition instanceof EqualTo || condition instanceof EqualNullSafe) {
            List<Expression> sides = list(condition.children());
            for (int i = 0; i < 2; i++) {
                if (sides.get(i) instanceof Attribute column && sides.get(1 - i).foldable()) {
                    constants.add(column.exprId());
                }
            }
        }
        return constants;
    }

    private static List<Set<ExprId>> without(Set<ExprId> constants, List<Set<ExprId>> keys) {
        return keys.stream()
                .map(key -> key.stream()
                        .filter(column -> !constants.contains(column))
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static List<Set<ExprId>> groups(Aggregate aggregate) {
        Set<ExprId> key = new HashSet<>();
        for (Expression grouping : list(aggregate.groupingExpressions())) {
            Optional<ExprId> output = list(aggregate.aggregateExpressions()).stream()
                    .filter(column -> grouping.semanticEquals((Expression) column)
                            || (column instanceof Alias alias && grouping.semanticEquals(alias.child())))
                    .map(NamedExpression::exprId)
                    .findFirst();
            if (output.isEmpty()) {
                return List.of();
            }
            key.add(output.get());
        }
        return List.of(key);
    }

    private List<Set<ExprId>> numbered(Window window) {
        List<Set<ExprId>> keys = new ArrayList<>(of(window.child()));
        List<Expression> partition = list(window.partitionSpec());
        if (partition.stream().allMatch(Attribute.class::isInstance)) {
            for (NamedExpression column : list(window.windowExpressions())) {
                if (column instanceof Alias alias
                        && alias.child() instanceof WindowExpression call
                        && call.windowFunction() instanceof RowNumber) {
                    keys.add(union(columns(partition), Set.of(alias.exprId())));
                }
            }
        }
        return keys;
    }

    private List<Set<ExprId>> joined(Join join) {
        List<Set<ExprId>> left = of(join.left());
        List<Set<ExprId>> right = of(join.right());
        if (join.joinType() == LeftSemi$.MODULE$ || join.joinType() == LeftAnti$.MODULE$) {
            return left;
        }
        boolean inner = join.joinType() instanceof InnerLike;
        Set<ExprId> equal = join.condition().isDefined()
                ? equated(join.condition().get(), ids(join.left().output()))
                : Set.of();
        List<Set<ExprId>> keys = new ArrayList<>();
        if ((inner || join.joinType() == LeftOuter$.MODULE$) && right.stream().anyMatch(equal::containsAll)) {
            keys.addAll(left);
        }
        if ((inner || join.joinType() == RightOuter$.MODULE$) && left.stream().anyMatch(equal::containsAll)) {
            keys.addAll(right);
        }
        left.forEach(one -> right.forEach(other -> keys.add(union(one, other))));
        return keys;
    }

    /** The columns that a join compares with columns of its other side. */
    private static Set<ExprId> equated(Expression condition, Set<ExprId> left) {
        if (condition instanceof And and) {
            return union(equated(and.left(), left), equated(and.right(), left));
        }
        return condition instanceof EqualTo equal
                        && equal.left() instanceof Attribute one
                        && equal.right() instanceof Attribute other
                        && left.contains(one.exprId()) != left.contains(other.exprId())
                ? Set.of(one.exprId(), other.exprId())
                : Set.of();
    }

    private static Set<ExprId> union(Set<ExprId> one, Set<ExprId> other) {
        Set<ExprId> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    static Set<ExprId> ids(scala.collection.Seq<Attribute> attributes) {
        return columns(list(attributes));
    }

    /** Those of the expressions that are columns. */
    static Set<ExprId> columns(List<? extends Expression> expressions) {
        return expressions.stream()
                .filter(Attribute.class::isInstance)
                .map(column -> ((Attribute) column).exprId())
                .collect(Collectors.toSet());
    }
}
