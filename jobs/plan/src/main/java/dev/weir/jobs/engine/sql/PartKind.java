package dev.weir.jobs.engine.sql;

import dev.weir.contracts.lineage.EdgeKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/** What a part of an expression does for the value of the whole: it is the value, is computed with, aggregated, or decides. */
final class PartKind {

    private static final Set<EdgeKind> IS = Set.of(EdgeKind.IDENTITY);
    private static final Set<EdgeKind> DECIDES = Set.of(EdgeKind.CONDITIONAL);
    private static final Set<EdgeKind> IS_AND_DECIDES = Set.of(EdgeKind.IDENTITY, EdgeKind.CONDITIONAL);

    /** Spark's aggregate functions, but for {@code grouping} and {@code grouping_id}, which look at no value. */
    private static final Set<String> AGGREGATES = Set.of(
            "any",
            "any_value",
            "approx_count_distinct",
            "approx_percentile",
            "array_agg",
            "avg",
            "bit_and",
            "bit_or",
            "bit_xor",
            "bitmap_construct_agg",
            "bitmap_or_agg",
            "bool_and",
            "bool_or",
            "collect_list",
            "collect_set",
            "corr",
            "count",
            "count_if",
            "count_min_sketch",
            "covar_pop",
            "covar_samp",
            "every",
            "first",
            "first_value",
            "histogram_numeric",
            "hll_sketch_agg",
            "hll_union_agg",
            "kurtosis",
            "last",
            "last_value",
            "max",
            "max_by",
            "mean",
            "median",
            "min",
            "min_by",
            "mode",
            "percentile",
            "percentile_approx",
            "regr_avgx",
            "regr_avgy",
            "regr_count",
            "regr_intercept",
            "regr_r2",
            "regr_slope",
            "regr_sxx",
            "regr_sxy",
            "regr_syy",
            "skewness",
            "some",
            "std",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "sum",
            "try_avg",
            "try_sum",
            "var_pop",
            "var_samp",
            "variance");

    private PartKind() {}

    /** What a part of a rule of the grammar does for it: one thing, two, or none. */
    static Set<EdgeKind> of(ParseTree part, ParseTree whole) {
        if (part instanceof SqlBaseParser.WindowSpecContext) {
            return Set.of(EdgeKind.WINDOW);
        } else if (whole instanceof SqlBaseParser.WhenClauseContext when) {
            return part == when.condition ? DECIDES : IS;
        } else if (whole instanceof SqlBaseParser.SimpleCaseContext choice) {
            return part == choice.value ? DECIDES : IS;
        } else if (whole instanceof SqlBaseParser.FunctionCallContext call) {
            return part == call.where ? Set.of(EdgeKind.FILTER) : ofArgument(call.argument.indexOf(part), call);
        } else if (whole instanceof SqlBaseParser.PercentileContext call && part == call.where) {
            return Set.of(EdgeKind.FILTER);
        }
        return ofRule(whole);
    }

    private static Set<EdgeKind> ofRule(ParseTree whole) {
        boolean isPassedOn = whole.getChildCount() == 1
                || whole instanceof SqlBaseParser.SearchedCaseContext
                || whole instanceof SqlBaseParser.ParenthesizedExpressionContext
                || whole instanceof SqlBaseParser.SubqueryExpressionContext;
        return isPassedOn ? IS : Set.of(isAggregate(whole) ? EdgeKind.AGGREGATION : EdgeKind.TRANSFORMATION);
    }

    /** The functions that choose are CASE by their definition; {@code grouping} looks at no value. */
    private static Set<EdgeKind> ofArgument(int argument, SqlBaseParser.FunctionCallContext call) {
        int count = call.argument.size();
        return switch (SqlNames.function(call)) {
            case "coalesce", "ifnull", "nvl" -> argument < count - 1 ? IS_AND_DECIDES : IS;
            case "if", "nvl2" -> argument == 0 ? DECIDES : IS;
            case "nullif" -> argument == 0 ? IS_AND_DECIDES : DECIDES;
            case "decode" -> count < 3 ? ofRule(call) : searches(argument, count) ? DECIDES : IS;
            case "grouping", "grouping_id" -> Set.of();
            default -> ofRule(call);
        };
    }

    /** Whether an expression aggregates rows itself: one that does stands in no GROUP BY ALL. */
    static boolean aggregates(ParserRuleContext expression) {
        Deque<ParseTree> open = new ArrayDeque<>(List.of(expression));
        while (!open.isEmpty()) {
            ParseTree next = open.pop();
            if (isAggregate(next)) {
                return true;
            }
            if (!(next instanceof SqlBaseParser.QueryContext)) {
                for (int i = 0; i < next.getChildCount(); i++) {
                    open.push(next.getChild(i));
                }
            }
        }
        return false;
    }

    private static boolean isAggregate(ParseTree rule) {
        return rule instanceof SqlBaseParser.FunctionCallContext call
                ? AGGREGATES.contains(SqlNames.function(call))
                : rule instanceof SqlBaseParser.PercentileContext
                        || rule instanceof SqlBaseParser.FirstContext
                        || rule instanceof SqlBaseParser.LastContext
                        || rule instanceof SqlBaseParser.Any_valueContext;
    }

    /** {@code decode(value, search, result, search, result, other)}. */
    private static boolean searches(int argument, int count) {
        return argument == 0 || (argument % 2 == 1 && argument < count - 1);
    }
}
