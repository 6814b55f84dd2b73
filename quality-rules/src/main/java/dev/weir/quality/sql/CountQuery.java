package dev.weir.quality.sql;

import org.apache.spark.sql.catalyst.analysis.UnresolvedAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;

/**
 * Queries that give a number of a table's rows, which is no row's value: {@code SELECT count(…) FROM primary WHERE …}. A join, a
 * sub-query or a generator can make as many rows as a value counts, and such a number reveals it.
 */
public final class CountQuery {

    private CountQuery() {}

    /** Whether the query is one; a query that Spark cannot read is none. */
    public static boolean is(String query) {
        try {
            ParserInterface parser = new CatalystSqlParser();
            LogicalPlan plan = parser.parsePlan(query);
            return plan instanceof Project project
                    && project.projectList().size() == 1
                    && isCount((Expression) project.projectList().head())
                    && isOneTable(project.child());
        } catch (ParseException unread) {
            return false;
        }
    }

    private static boolean isOneTable(LogicalPlan rows) {
        LogicalPlan at = rows;
        while (at instanceof Filter || at instanceof SubqueryAlias) {
            if (at instanceof Filter filter && SubqueryExpression.hasSubquery(filter.condition())) {
                return false;
            }
            at = ((UnaryNode) at).child();
        }
        return at instanceof UnresolvedRelation;
    }

    private static boolean isCount(Expression column) {
        if (column instanceof UnresolvedAlias unnamed) {
            return isCount(unnamed.child());
        } else if (column instanceof Alias named) {
            return isCount(named.child());
        }
        return column instanceof UnresolvedFunction call
                && call.nameParts().size() == 1
                && call.nameParts().head().equalsIgnoreCase("count");
    }
}
