package dev.weir.jobs.engine.conform;

import dev.weir.jobs.plan.HiddenColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RebalancePartitions;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionOperation;
import org.apache.spark.sql.catalyst.plans.logical.ResolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.types.DataType;
import scala.Option;

/**
 * Rewrites an analysed query so that each row still knows the record it comes from: the hidden columns of its inputs are
 * carried up through projections, filters, unions of all children, the driving (left) side of joins, windows, generators
 * and whatever else passes rows on. An unreadable record passes every filter, since it is
 * the sink's to put away, and no expression of the query is evaluated on it. Above an
 * aggregate, DISTINCT or another set operation a row has no one origin, and nothing is carried.
 */
final class OriginCarrier {

    private static final List<Class<? extends UnaryNode>> PASSING = List.of(
            Window.class,
            Generate.class,
            LateralJoin.class,
            Sort.class,
            GlobalLimit.class,
            LocalLimit.class,
            Offset.class,
            ResolvedHint.class,
            RepartitionOperation.class,
            RebalancePartitions.class);

    private OriginCarrier() {}

    /**
     * A plan that has its own columns, and beside them some hidden ones.
     *
     * @param hidden by name; attributes of the plan's output
     */
    record Carried(LogicalPlan plan, Map<String, Attribute> hidden) {}

    static Carried carry(LogicalPlan plan) {
        if (InputBoundary.isOne(plan)) {
            return new Carried(plan, byName(InputBoundary.hidden(plan)));
        }
        if (plan instanceof Project project) {
            return project(project);
        }
        if (plan instanceof Filter filter) {
            return filter(filter);
        }
        if (plan instanceof Union union) {
            return union(union);
        }
        if (plan instanceof Join join) {
            Carried left = carry(join.left());
            return carried(
                    new Join(left.plan(), join.right(), join.joinType(), join.condition(), join.hint()), left.hidden());
        }
        if (plan instanceof SubqueryAlias alias) {
            Carried child = carry(alias.child());
            return carried(new SubqueryAlias(alias.identifier(), child.plan()), child.hidden());
        }
        if (plan instanceof UnaryNode node && passesOn(node)) {
            Carried child = carry(node.child());
            return carried(plan.withNewChildren(ScalaLists.<LogicalPlan>scala(List.of(child.plan()))), child.hidden());
        }
        return new Carried(plan, Map.of());
    }

    private static Carried project(Project project) {
        Carried child = carry(project.child());
        Attribute unreadable = child.hidden().get(HiddenColumns.UNREADABLE);
        List<NamedExpression> list = new ArrayList<>();
        for (NamedExpression named : ScalaLists.java(project.projectList())) {
            list.add(unreadable == null ? named : ofReadable(named, unreadable));
        }
        list.addAll(child.hidden().values());
        return carried(new Project(ScalaLists.scala(list), child.plan()), child.hidden());
    }

    /** NULL of an unreadable record, without a look at it. What only passes a column on needs no such care. */
    private static NamedExpression ofReadable(NamedExpression named, Attribute unreadable) {
        if (!(named instanceof Alias alias) || alias.child() instanceof Attribute || alias.child() instanceof Literal) {
            return named;
        }
        return new Alias(
                new If(
                        new IsNull(unreadable),
                        alias.child(),
                        Literal.create(null, alias.child().dataType())),
                alias.name(),
                alias.exprId(),
                alias.qualifier(),
                alias.explicitMetadata(),
                alias.nonInheritableMetadataKeys());
    }

    private static Carried filter(Filter filter) {
        Carried child = carry(filter.child());
        Attribute unreadable = child.hidden().get(HiddenColumns.UNREADABLE);
        Expression condition =
                unreadable == null ? filter.condition() : new Or(new IsNotNull(unreadable), filter.condition());
        return carried(new Filter(condition, child.plan()), child.hidden());
    }

    /** All children give the same hidden columns at their end; where one has none, they are NULL. */
    private static Carried union(Union union) {
        List<Carried> children = new ArrayList<>();
        Map<String, DataType> types = new LinkedHashMap<>();
        for (LogicalPlan plan : ScalaLists.java(union.children())) {
            Carried child = carry(plan);
            children.add(child);
            child.hidden().forEach((name, attribute) -> types.putIfAbsent(name, attribute.dataType()));
        }
        List<LogicalPlan> aligned = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Carried child = children.get(i);
            List<NamedExpression> list =
                    new ArrayList<>(ScalaLists.java(union.children().apply(i).output()));
            types.forEach((name, type) -> {
                Attribute own = child.hidden().get(name);
                list.add(alias(own == null ? Literal.create(null, type) : own, name));
            });
            aligned.add(new Project(ScalaLists.scala(list), child.plan()));
        }
        Union carried = new Union(ScalaLists.scala(aligned), union.byName(), union.allowMissingCol());
        List<Attribute> output = ScalaLists.java(carried.output());
        return new Carried(carried, byName(output.subList(output.size() - types.size(), output.size())));
    }

    /** Nodes that give their child's columns, plus what they make of each row. */
    private static boolean passesOn(UnaryNode node) {
        return PASSING.stream().anyMatch(type -> type.isInstance(node));
    }

    /** The attributes as the plan gives them: an outer join may have made them nullable. */
    private static Carried carried(LogicalPlan plan, Map<String, Attribute> hidden) {
        Map<String, Attribute> output = new LinkedHashMap<>();
        hidden.forEach((name, attribute) -> {
            for (Attribute own : ScalaLists.java(plan.output())) {
                if (own.exprId().equals(attribute.exprId())) {
                    output.put(name, own);
                }
            }
        });
        return new Carried(plan, output);
    }

    static Alias alias(Expression expression, String name) {
        return new Alias(
                expression,
                name,
                NamedExpression.newExprId(),
                ScalaLists.scala(List.of()),
                Option.empty(),
                ScalaLists.scala(List.of()));
    }

    private static Map<String, Attribute> byName(List<Attribute> attributes) {
        Map<String, Attribute> byName = new LinkedHashMap<>();
        attributes.forEach(attribute -> byName.put(attribute.name(), attribute));
        return byName;
    }
}
