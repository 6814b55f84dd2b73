package dev.weir.jobs.engine.analysis;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.jobs.engine.conform.Conform;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import java.util.List;

/** Column lineage of all tables of a plan, by the columns that its contracts state. No source is looked at. */
public final class PlanLineage {

    private PlanLineage() {}

    /**
     * What each table is made of, in the plan's order. What a mask does to a column afterwards stands in the plan.
     *
     * @param session that sees the releases which queries read
     * @throws ProblemsException when Spark does not accept a query
     */
    public static List<TableLineage> of(WeirSession session, Plan plan) {
        Conform conform = new Conform(session.spark());
        PlanSchemas schemas = PlanSchemas.of(session, plan);
        return plan.tables().stream()
                .map(table -> conform.lineage(table, schemas.withoutRows(session.spark(), table)))
                .toList();
    }
}
