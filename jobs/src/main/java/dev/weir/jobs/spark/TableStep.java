package dev.weir.jobs.spark;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.jobs.plan.Answer;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.StagedRows;
import dev.weir.jobs.spark.conform.Conform;
import dev.weir.jobs.spark.conform.Markers;
import dev.weir.jobs.spark.conform.ParentRows;
import dev.weir.jobs.spark.quarantine.QuarantineName;
import dev.weir.jobs.spark.sink.ColumnMask;
import dev.weir.jobs.spark.sink.GoverningSink;
import dev.weir.jobs.spark.sink.MaskColumns;
import dev.weir.jobs.spark.sink.SinkResult;
import dev.weir.jobs.spark.sink.SinkSpec;
import dev.weir.jobs.spark.sink.SinkTarget;
import dev.weir.jobs.spark.sink.SinkTargets;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.RowPredicates;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.dqdl.DqdlCompiler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Makes one table's rows, marks what needs other rows, and sends them through the governing sink. */
final class TableStep {

    private final WeirSession session;
    private final Plan plan;
    private final String run;
    private final WorkspaceKey key;
    private final StagingArea area;
    private final Conform conform;
    private final Markers markers;

    TableStep(WeirSession session, Plan plan, String run, WorkspaceKey key, StagingArea area) {
        this.session = session;
        this.plan = plan;
        this.run = run;
        this.key = key;
        this.area = area;
        this.conform = new Conform(session.spark());
        this.markers = new Markers(
                (clear, type, mask) -> MaskColumns.masked(clear, type, ColumnMask.of(mask.mask(), key, mask.domain())));
    }

    /**
     * Stages a table.
     *
     * @param inputs by name: landed sources, the fused source, tables staged before
     * @param sourceQuarantine where the fused source's unreadable records go
     * @param staged the tables staged before, by name
     */
    TableRun stage(
            TablePlan table,
            Map<String, Dataset<Row>> inputs,
            Optional<SinkTarget> sourceQuarantine,
            Map<String, TableRun> staged) {
        Dataset<Row> conformed = conform.rows(table, inputs);
        RowPredicates.failing(rules(table.rules(Answer.ROW)), conformed);
        List<DqdlCheck> checks =
                DqdlCompiler.compile(rules(CompareStep.dqdl(table)), table.table(), conformed.select(clear(table)));
        SinkSpec spec = area.fitted(SinkSpecs.of(table, run, key, checks));
        Dataset<Row> rows = markers.mark(conformed, plan, table, parents(table, staged));

        StagedRows product =
                area.open(table.format(), plan.product().id(), table.name(), spec.released(), Load.REPLACE);
        Optional<StagedRows> quarantine = canQuarantine(table)
                ? Optional.of(area.open(
                        table.format(),
                        QuarantineName.namespace(plan.product().id()),
                        table.name(),
                        spec.quarantine(),
                        Load.APPEND))
                : Optional.empty();
        SinkResult result = GoverningSink.write(
                session.spark(),
                rows,
                spec,
                new SinkTargets(
                        // The staged table replaces by itself: the sink writes plainly.
                        SinkTarget.append(product.target()),
                        quarantine.map(target -> SinkTarget.append(target.target())),
                        sourceQuarantine));
        return new TableRun(table, product, quarantine, result, checks);
    }

    private static boolean canQuarantine(TablePlan table) {
        return table.rules().stream()
                .anyMatch(rule -> rule.answer().inPass() && rule.rule().severity() == Severity.QUARANTINE);
    }

    private static Map<String, ParentRows> parents(TablePlan table, Map<String, TableRun> staged) {
        Map<String, ParentRows> parents = new LinkedHashMap<>();
        for (RulePlan marker : table.markers()) {
            if (marker.rule().check() instanceof Rule.Reference reference) {
                TableRun parent = staged.get(reference.parent());
                if (parent == null) {
                    throw new IllegalStateException(
                            "Table '" + table.name() + "' is staged before its parent '" + reference.parent() + "'");
                }
                parents.put(reference.parent(), parent.fates());
            }
        }
        return parents;
    }

    private static List<Rule> rules(List<RulePlan> plans) {
        return plans.stream().map(RulePlan::rule).toList();
    }

    private static Column[] clear(TablePlan table) {
        return table.table().columns().stream()
                .map(column -> functions.col("`" + column.name().replace("`", "``") + "`"))
                .toArray(Column[]::new);
    }
}
