package dev.weir.jobs.engine.lineage;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.analysis.ResolvedInlineTable;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.Stack;
import org.apache.spark.sql.catalyst.expressions.aggregate.PivotFirst;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.CollectMetrics;
import org.apache.spark.sql.catalyst.plans.logical.Deduplicate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.RebalancePartitions;
import org.apache.spark.sql.catalyst.plans.logical.Repartition;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.ResolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.SetOperation;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Tail;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;

/**
 * Walks the plan of one query, from its inputs up: which edges each column has, and which decide on rows. A sub-query has a trace of its
 * own, since what decides on its rows decides on what the query around it makes of them.
 */
final class PlanTrace {

    /** Nodes whose columns are made of no other. */
    private static final Set<Class<? extends LogicalPlan>> CONSTANT =
            Set.of(LocalRelation.class, OneRowRelation.class, Range.class, ResolvedInlineTable.class);

    /** Nodes that give their child's columns as they are. What cuts rows off does so by their number alone. */
    private static final Set<Class<? extends LogicalPlan>> PASSING = Set.of(
            CollectMetrics.class,
            GlobalLimit.class,
            LocalLimit.class,
            Offset.class,
            RebalancePartitions.class,
            Repartition.class,
            RepartitionByExpression.class,
            ResolvedHint.class,
            Sample.class,
            SubqueryAlias.class,
            Tail.class,
            View.class);

    private final Shared shared;
    private final Set<LineageEdge> rows = new HashSet<>();

    /** The columns of the queries around this one, the nearest first. */
    private final List<Scope> outer;

    PlanTrace(Function<LogicalPlan, Optional<String>> inputs) {
        this(new Shared(inputs, new HashMap<>(), new HashSet<>()), List.of());
    }

    private PlanTrace(Shared shared, List<Scope> outer) {
        this.shared = shared;
        this.outer = outer;
    }

    /**
     * What a query and its sub-queries have in common.
     *
     * @param inputs the name of an input, for the part of the plan where it begins
     * @param parts the WITH parts by Spark's number of them
     * @param untraced what could not be followed
     */
    private record Shared(
            Function<LogicalPlan, Optional<String>> inputs, Map<Long, Part> parts, Set<String> untraced) {}

    /**
     * A WITH part.
     *
     * @param columns their edges, in order
     * @param rows what decides on its rows
     */
    private record Part(List<Set<LineageEdge>> columns, Set<LineageEdge> rows) {}

    /** What decides on the rows of the plans that were walked. */
    Set<LineageEdge> rows() {
        return rows;
    }

    /** Names of nodes and columns that could not be followed, here or in a sub-query. */
    Set<String> untraced() {
        return shared.untraced;
    }

    /** A trace for a sub-query that may name these columns, and those that this query may. */
    PlanTrace inner(Scope around) {
        List<Scope> scopes = new ArrayList<>(List.of(around));
        scopes.addAll(outer);
        return new PlanTrace(shared, scopes);
    }

    /** Walks a plan; gives the columns of its output, and perhaps others. */
    Scope plan(LogicalPlan plan) {
        Optional<String> input = shared.inputs.apply(plan);
        if (input.isPresent()) {
            return Scope.of(
                    list(plan.output()),
                    column -> Set.of(new LineageEdge(new InputColumn(input.get(), column.name()), EdgeKind.IDENTITY)));
        }
        if (plan instanceof WithCTE with) {
            list(with.cteDefs()).forEach(this::define);
            return plan(with.plan());
        }
        if (plan instanceof CTERelationRef reference) {
            return part(reference);
        }
        if (plan instanceof LateralJoin join) {
            return lateral(join);
        }
        if (plan instanceof Aggregate turning && turns(turning) && turning.child() instanceof Aggregate cells) {
            return node(turning, List.of(values(list(cells.aggregateExpressions()), plan(cells.child()))));
        }
        return node(plan, list(plan.children()).stream().map(this::plan).toList());
    }

    /**
     * Whether it is the second step of PIVOT. The first one makes a row for each value of the pivot's column, which is none of the rows
     * that come out.
     */
    private static boolean turns(Aggregate aggregate) {
        return list(aggregate.aggregateExpressions()).stream()
                .anyMatch(column -> ((Expression) column).exists(PivotFirst.class::isInstance));
    }

    private Scope node(LogicalPlan plan, List<Scope> children) {
        if (plan instanceof Union || plan instanceof SetOperation) {
            return set(plan, children);
        }
        Scope below = children.stream().reduce(Scope.EMPTY, Scope::and);
        if (plan instanceof Project project) {
            return values(list(project.projectList()), below);
        }
        if (plan instanceof Aggregate aggregate) {
            decide(list(aggregate.groupingExpressions()), EdgeKind.GROUP_BY, below);
            return values(list(aggregate.aggregateExpressions()), below);
        }
        if (plan instanceof Window window) {
            return below.and(values(list(window.windowExpressions()), below));
        }
        if (plan instanceof Generate generate) {
            return generate(generate, below);
        }
        if (plan instanceof Expand expand) {
            return expand(expand, below);
        }
        if (plan instanceof Filter filter) {
            return decide(List.of(filter.condition()), EdgeKind.FILTER, below);
        }
        if (plan instanceof Join join) {
            return decide(list(join.condition().toList()), EdgeKind.JOIN, below);
        }
        if (plan instanceof Sort sort) {
            return decide(list(sort.order()), EdgeKind.SORT, below);
        }
        if (plan instanceof Distinct) {
            return decide(list(plan.output()), EdgeKind.GROUP_BY, below);
        }
        if (plan instanceof Deduplicate deduplicate) {
            return decide(list(deduplicate.keys()), EdgeKind.GROUP_BY, below);
        }
        if (CONSTANT.contains(plan.getClass())) {
            return Scope.of(list(plan.output()), column -> Set.of());
        }
        return PASSING.contains(plan.getClass()) ? below : unknown(plan, below);
    }

    /** Its own columns have no edges that are known here. */
    private Scope unknown(LogicalPlan plan, Scope below) {
        shared.untraced.add(plan.nodeName());
        return Scope.of(list(plan.output()), below::edges);
    }

    /** Adds what decides on rows. */
    private Scope decide(List<? extends Expression> expressions, EdgeKind kind, Scope below) {
        new ExpressionTrace(this, below, rows).addAll(expressions, kind);
        return below;
    }

    private Scope values(List<NamedExpression> columns, Scope below) {
        return Scope.of(columns, column -> value((Expression) column, below));
    }

    private Set<LineageEdge> value(Expression expression, Scope below) {
        return expression instanceof AttributeReference column
                ? edges(column, below)
                : ExpressionTrace.value(this, below, expression);
    }

    /**
     * UNION, INTERSECT, EXCEPT: a column is the one of that place in each child, but for what EXCEPT takes away. What is not united is
     * compared.
     */
    private Scope set(LogicalPlan set, List<Scope> children) {
        Map<ExprId, Set<LineageEdge>> columns = new HashMap<>();
        List<Attribute> output = list(set.output());
        for (int child = 0; child < children.size(); child++) {
            List<Attribute> given = list(set.children().apply(child).output());
            if (set instanceof SetOperation) {
                decide(given, EdgeKind.FILTER, children.get(child));
            }
            for (int i = 0; i < output.size() && (child == 0 || !(set instanceof Except)); i++) {
                columns.computeIfAbsent(output.get(i).exprId(), id -> new HashSet<>())
                        .addAll(edges(given.get(i), children.get(child)));
            }
        }
        return new Scope(columns);
    }

    /** A column is what stands at its place in any projection. */
    private Scope expand(Expand expand, Scope below) {
        Map<ExprId, Set<LineageEdge>> columns = new HashMap<>();
        List<Attribute> output = list(expand.output());
        for (var projection : list(expand.projections())) {
            List<Expression> values = list(projection);
            for (int i = 0; i < output.size(); i++) {
                columns.computeIfAbsent(output.get(i).exprId(), id -> new HashSet<>())
                        .addAll(value(values.get(i), below));
            }
        }
        return new Scope(columns);
    }

    private Scope generate(Generate generate, Scope below) {
        Expression generator = (Expression) generate.generator();
        if (!isOfFixedLength(generator)) {
            decide(List.of(generator), EdgeKind.FILTER, below);
        }
        Set<LineageEdge> edges = value(generator, below);
        return below.and(Scope.of(list(generate.generatorOutput()), column -> edges));
    }

    /** Whether each row becomes as many rows, whatever values it has. */
    private static boolean isOfFixedLength(Expression generator) {
        return generator instanceof JsonTuple
                || generator instanceof Stack
                || list(generator.children()).stream().allMatch(CreateArray.class::isInstance);
    }

    private Scope lateral(LateralJoin join) {
        Scope left = plan(join.left());
        PlanTrace inner = inner(left);
        Scope both = left.and(inner.plan(join.right().plan()));
        rows.addAll(inner.rows);
        return decide(list(join.condition().toList()), EdgeKind.JOIN, both);
    }

    private void define(CTERelationDef definition) {
        PlanTrace inner = new PlanTrace(shared, outer);
        Scope columns = inner.plan(definition.child());
        List<Set<LineageEdge>> edges = list(definition.output()).stream()
                .map(column -> inner.edges(column, columns))
                .toList();
        shared.parts.put(definition.id(), new Part(edges, inner.rows));
    }

    private Scope part(CTERelationRef reference) {
        Part part = shared.parts.get(reference.cteId());
        if (part == null) {
            return unknown(reference, Scope.EMPTY);
        }
        rows.addAll(part.rows);
        Map<ExprId, Set<LineageEdge>> columns = new HashMap<>();
        List<Attribute> output = list(reference.output());
        for (int i = 0; i < output.size(); i++) {
            columns.put(output.get(i).exprId(), part.columns.get(i));
        }
        return new Scope(columns);
    }

    /** The edges of a column. One that no plan below gives is reported. */
    Set<LineageEdge> edges(NamedExpression column, Scope scope) {
        if (!scope.has(column)) {
            shared.untraced.add("column " + column.name());
        }
        return scope.edges(column);
    }

    /** The edges of a column of the query around, or of one around that. */
    Set<LineageEdge> outerEdges(OuterReference column) {
        return edges(
                column,
                outer.stream().filter(scope -> scope.has(column)).findFirst().orElse(Scope.EMPTY));
    }
}
