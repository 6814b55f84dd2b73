package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.DataFile;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.StagedTable;
import dev.weir.quality.ByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows that were released before and refer to a parent that the run takes out. The rule would take such rows out, but it
 * judges those that the run brings; so the run is refused. What is read follows what went of the parent.
 */
final class LostParents {

    private static final String KEY = "_weir_lost_";

    private final Releases releases;
    private final Optional<Manifest> last;

    /** @param last the release that the run goes on from */
    LostParents(Releases releases, Optional<Manifest> last) {
        this.releases = releases;
        this.last = last;
    }

    /**
     * Looks for them.
     *
     * @throws dev.weir.contracts.ProblemsException with {@link Code#LOAD} for each rule that they would break
     */
    void check(Map<String, TableRun> tables) {
        Problems problems = new Problems();
        for (TableRun table : tables.values()) {
            if (table.product() instanceof StagedTable staged && !staged.base().isEmpty()) {
                for (RulePlan planned : table.plan().markers()) {
                    if (planned.rule().check() instanceof Rule.Reference reference
                            && planned.rule().severity() == Severity.QUARANTINE) {
                        check(planned, reference, table.plan(), staged, tables, problems);
                    }
                }
            }
        }
        problems.throwIfAny();
    }

    private void check(
            RulePlan planned,
            Rule.Reference reference,
            TablePlan table,
            StagedTable staged,
            Map<String, TableRun> tables,
            Problems problems) {
        TableRun parent = requireNonNull(tables.get(reference.parent()), reference.parent());
        if (!parent.plan().canLose(reference.parentColumns())) {
            return;
        }
        Optional<Dataset<Row>> before = before(parent);
        if (before.isEmpty()) {
            return;
        }
        Dataset<Row> lost = keys(before.get(), reference.parentColumns())
                .except(keys(parent.product().rows(), reference.parentColumns()));
        if (lost.isEmpty()) {
            return;
        }
        long orphans =
                staged.rows().join(lost, same(reference.columns()), "left_semi").count();
        if (orphans > 0) {
            problems.add(
                    Code.LOAD,
                    table.table().place(),
                    "Rows of '" + table.name() + "' that are there lose their parents in '" + reference.parent() + "'",
                    orphans + " of them refer to rows that this run takes out, and rule '" + planned.id()
                            + "' judges the rows that the run brings",
                    "run with '--full' once: it makes every table from all sources, and quarantines them");
        }
    }

    /** Rows of the parent that can have gone; empty when there are none. */
    private Optional<Dataset<Row>> before(TableRun parent) {
        if (parent.product() instanceof StagedTable staged && !staged.base().isEmpty()) {
            List<DataFile> removed = staged.changes().removed();
            return removed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            staged.baseRows(removed.stream().map(DataFile::path).collect(Collectors.toSet())));
        }
        return last.filter(manifest -> manifest.tables().stream()
                        .anyMatch(table -> table.name().equals(parent.plan().name())))
                .map(manifest -> releases.read(manifest, parent.plan().name()));
    }

    private static Dataset<Row> keys(Dataset<Row> rows, List<String> columns) {
        List<Column> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            keys.add(ByName.column(columns.get(i)).as(KEY + i));
        }
        return rows.select(keys.toArray(new Column[0]));
    }

    private static Column same(List<String> columns) {
        Column same = functions.lit(true);
        for (int i = 0; i < columns.size(); i++) {
            same = same.and(ByName.column(columns.get(i)).equalTo(functions.col(KEY + i)));
        }
        return same;
    }
}
