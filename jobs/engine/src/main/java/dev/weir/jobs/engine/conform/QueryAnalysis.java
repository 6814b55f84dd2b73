package dev.weir.jobs.engine.conform;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.plan.QueryPlace;
import dev.weir.jobs.plan.TableKeys;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.sql.OrderReview;
import dev.weir.quality.sql.QueryInputs;
import dev.weir.quality.sql.SqlAnalysis;
import dev.weir.quality.sql.SqlFault;
import dev.weir.quality.sql.SqlRefusal;
import dev.weir.quality.sql.SqlReview;
import dev.weir.quality.sql.SqlSpot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** A table's query and its inputs to an analysed plan, in words of the table's where it is refused. */
final class QueryAnalysis {

    private final SqlAnalysis analysis;

    QueryAnalysis(SparkSession spark) {
        this.analysis = new SqlAnalysis(spark);
    }

    /**
     * The analysed query, its WITH parts put in where they are used.
     *
     * @param inputs by the name that the query gives them
     * @throws ProblemsException when Spark does not accept the query
     */
    LogicalPlan analyse(TablePlan table, Map<String, LogicalPlan> inputs) {
        try {
            return analysis.query(table.route().query().sql(), inputs);
        } catch (SqlRefusal refusal) {
            throw ProblemsException.of(
                    Code.INVALID_SQL,
                    place(table, refusal.spot()),
                    "The query of table '" + table.name() + "' cannot be run",
                    refusal.why(),
                    refusal.remedy(List.of(), "put the query right"));
        }
    }

    /** Adds a problem for each thing that a query may not do although Spark would. */
    static void review(LogicalPlan analysed, TablePlan table, Problems problems) {
        for (SqlFault fault : SqlReview.of(analysed, InputBoundary::isOne)) {
            problems.add(
                    Code.INVALID_SQL,
                    place(table, fault.spot()),
                    "The query of table '" + table.name() + "' " + fault.what(),
                    fault.why(),
                    fault.remedy());
        }
    }

    /** What in a query may come out differently on another machine. */
    static List<Reproducibility.Because> unsteady(LogicalPlan analysed, TablePlan table, TableKeys keys) {
        Map<String, List<String>> byName = new HashMap<>();
        table.route().inputs().forEach(input -> byName.put(input.written(), keys.of(input)));
        QueryInputs inputs = new QueryInputs() {
            @Override
            public boolean isOne(LogicalPlan plan) {
                return InputBoundary.isOne(plan);
            }

            @Override
            public List<String> key(LogicalPlan input) {
                return byName.getOrDefault(InputBoundary.name(input), List.of());
            }
        };
        return OrderReview.of(analysed, inputs, keys.ofRows(table)).stream()
                .map(notice -> new Reproducibility.Because(
                        table.name(),
                        place(table, notice.spot()),
                        notice.expression(),
                        notice.fault().why(),
                        notice.fault().remedy()))
                .toList();
    }

    private static Place place(TablePlan table, SqlSpot spot) {
        return spot.isKnown()
                ? QueryPlace.of(table.route().query(), spot.line(), Math.max(1, spot.column()))
                : table.route().query().place();
    }
}
