package dev.weir.jobs.engine.conform;

import dev.weir.jobs.plan.HiddenColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * Where a query ends and an input begins. The query sees the input's own columns only, so that its {@code *} means them;
 * the hidden ones lie below, behind an alias that no query can name, where {@link OriginCarrier} finds them.
 */
final class InputBoundary {

    private static final String ALIAS = HiddenColumns.PREFIX + "input";

    /** Which records of an input a query is to see. */
    enum Records {
        ALL,
        READABLE
    }

    private InputBoundary() {}

    /** The input under its name in the query, one part or several. */
    static LogicalPlan of(List<String> name, LogicalPlan input, Records records) {
        SubqueryAlias boundary = new SubqueryAlias(
                new AliasIdentifier(ALIAS, ScalaLists.scala(name)),
                records == Records.READABLE ? readable(input) : input);
        List<Attribute> visible = ScalaLists.java(boundary.output()).stream()
                .filter(attribute -> !HiddenColumns.isHidden(attribute.name()))
                .toList();
        int last = name.size() - 1;
        return new SubqueryAlias(
                new AliasIdentifier(name.get(last), ScalaLists.scala(name.subList(0, last))),
                new Project(ScalaLists.scala(visible), boundary));
    }

    static boolean isOne(LogicalPlan plan) {
        return plan instanceof SubqueryAlias alias && alias.identifier().name().equals(ALIAS);
    }

    /** The input's name in the query, parts joined by dots. */
    static String name(LogicalPlan boundary) {
        return String.join(
                ".", ScalaLists.java(((SubqueryAlias) boundary).identifier().qualifier()));
    }

    /** The hidden columns of a boundary, those it has. */
    static List<Attribute> hidden(LogicalPlan boundary) {
        List<Attribute> hidden = new ArrayList<>();
        for (Attribute attribute : ScalaLists.java(boundary.output())) {
            if (HiddenColumns.isHidden(attribute.name())) {
                hidden.add(attribute);
            }
        }
        return hidden;
    }

    private static LogicalPlan readable(LogicalPlan input) {
        return ScalaLists.java(input.output()).stream()
                .filter(attribute -> attribute.name().equals(HiddenColumns.UNREADABLE))
                .findFirst()
                .<LogicalPlan>map(unreadable -> new Filter(new IsNull(unreadable), input))
                .orElse(input);
    }
}
