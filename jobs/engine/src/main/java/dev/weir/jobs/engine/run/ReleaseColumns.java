package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.report.ReleasedLineage;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.change.ColumnChange;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the columns of a run's release are made of: its new rows by the queries of today, and rows that are there still by those of
 * the release that had them.
 */
final class ReleaseColumns {

    private ReleaseColumns() {}

    /** @throws dev.weir.contracts.ProblemsException when the lineage of a release is missing or is not the one that was signed */
    static LineageGraph of(StoredReleaseLog log, Plan plan, RunScope scope) {
        Map<Manifest, Map<String, Map<String, String>>> grown = new LinkedHashMap<>();
        for (TablePlan table : plan.tables()) {
            Optional<ReleasedTable> base = scope.base(table);
            base.ifPresent(rows -> grown.computeIfAbsent(scope.from(table).orElseThrow(), from -> new LinkedHashMap<>())
                    .put(
                            plan.product().id() + "." + table.name(),
                            ColumnChange.renamed(rows.columns(), ReleasedColumns.of(table))));
        }
        LineageGraph columns = LineageGraph.of(plan, new SparkSqlGrammar());
        for (Map.Entry<Manifest, Map<String, Map<String, String>>> from : grown.entrySet()) {
            Manifest release = from.getKey();
            Optional<LineageGraph> earlier = ReleasedLineage.of(log, release);
            columns = earlier.isPresent()
                    ? columns.goingOnFrom(earlier.get(), from.getValue())
                    : columns.unknownRows(from.getValue().keySet(), release.reference());
        }
        return columns;
    }
}
