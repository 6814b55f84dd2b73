package dev.weir.jobs.spark.conform;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.jobs.plan.TablePlan;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;

/**
 * Finds where a query reads text as another type. Such a value is either lost without a word, or ends the whole run for
 * one bad record; the reader in front of it tells the record, its line and its column instead.
 */
final class SilentLosses {

    /** Expressions, by their class, that read text as a date, a time or a number. */
    private static final Set<String> READERS_OF_TEXT = Set.of(
            "ParseToDate",
            "ParseToTimestamp",
            "ToUnixTimestamp",
            "UnixTimestamp",
            "GetTimestamp",
            "ToNumber",
            "TryToNumber",
            "JsonToStructs",
            "CsvToStructs",
            "Conv");

    private SilentLosses() {}

    static void check(LogicalPlan analysed, TablePlan table, Problems problems) {
        if (InputBoundary.isOne(analysed)) {
            return;
        }
        for (Expression expression : ScalaLists.java(analysed.expressions())) {
            check(expression, table, problems);
        }
        for (LogicalPlan subquery : ScalaLists.java(analysed.subqueries())) {
            check(subquery, table, problems);
        }
        for (LogicalPlan child : ScalaLists.java(analysed.children())) {
            check(child, table, problems);
        }
    }

    private static void check(Expression expression, TablePlan table, Problems problems) {
        if (readsText(expression)) {
            problems.add(
                    Code.INVALID_SQL,
                    table.route().query().place(),
                    "The query of table '" + table.name() + "' reads text as " + what(expression),
                    "a value that is not one would be lost, or end the run, and nobody could say in which record",
                    "give the column its type in the source's contract");
        }
        for (Expression child : ScalaLists.java(expression.children())) {
            check(child, table, problems);
        }
    }

    private static boolean readsText(Expression expression) {
        boolean reads = READERS_OF_TEXT.contains(expression.getClass().getSimpleName())
                || (expression instanceof Cast cast && !isText(cast));
        List<Expression> children = ScalaLists.java(expression.children());
        return reads
                && !children.isEmpty()
                && children.get(0).dataType() instanceof StringType
                && !children.get(0).foldable();
    }

    private static boolean isText(Cast cast) {
        return cast.dataType() instanceof StringType
                || cast.dataType() instanceof BinaryType
                || cast.dataType() instanceof NullType;
    }

    private static String what(Expression expression) {
        return expression.dataType().catalogString();
    }
}
