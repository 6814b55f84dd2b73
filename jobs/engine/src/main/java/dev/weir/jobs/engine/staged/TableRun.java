package dev.weir.jobs.engine.staged;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.ExcludedRows;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.engine.conform.ParentRows;
import dev.weir.jobs.engine.load.ChangedRows;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.state.TableState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table whose rows are staged.
 *
 * @param plan its plan
 * @param product where the good rows are
 * @param brought the rows that the run brings
 * @param result what the pass counted and measured
 * @param loaded what the table is with these rows
 * @param intervals rows that are not where the run or a file's path says
 * @param checks its compiled DQDL rules
 */
public record TableRun(
        TablePlan plan,
        StagedRows product,
        Brought brought,
        SinkResult result,
        LoadResult loaded,
        IntervalRows intervals,
        List<DqdlCheck> checks) {

    public TableRun {
        checks = List.copyOf(checks);
    }

    /**
     * The rows that a run brings, wherever they lie.
     *
     * @param released as they are staged: what rules are about
     * @param quarantined those that are put aside; empty when no rule can take a row out
     * @param aside the clear columns that are kept until the run ends; empty when no rule needs any
     */
    public record Brought(
            Supplier<Dataset<Row>> released, Optional<StagedRows> quarantined, Optional<ClearRows> aside) {}

    /**
     * Rows whose own day, hour or month is another.
     *
     * @param outside the run's interval: they were not judged
     * @param elsewhere than the path of their file says; they are released, and a run for their interval does not read that file
     */
    public record IntervalRows(long outside, long elsewhere) {}

    /** Whether it has rows that were released before beside those of the run. */
    public boolean isOnTop() {
        return product instanceof StagedTable staged && !staged.base().isEmpty();
    }

    /** What the pass measured of the whole table: empty where the table has other rows, too, or not all that were released. */
    public Optional<TableState> whole() {
        return isOnTop() || loaded.rows() != result.counts().released()
                ? Optional.empty()
                : Optional.of(result.measured().released());
    }

    /** What became of its rows, as they are staged. */
    ParentRows fates() {
        Dataset<Row> released = product.rows();
        return new ParentRows(
                released, brought.quarantined().map(StagedRows::rows).orElseGet(() -> released.limit(0)));
    }

    /** The same in clear columns where they were kept, as staged where the masks keep the answer. */
    public ParentRows fates(List<String> columns) {
        return plan.aside().has(columns) ? keptAside().fates() : fates();
    }

    /** Staged rows that tell whether keys repeat; with history, only those that hold now. */
    public Dataset<Row> keyed(List<String> key) {
        if (!(product instanceof StagedTable staged)) {
            return product.rows();
        }
        return plan.load().added().isEmpty() ? ChangedRows.sharing(staged, key) : current(staged.rows());
    }

    /** All staged rows; with history, those that hold now. */
    public Dataset<Row> allKeyed() {
        return current(product.rows());
    }

    /** Those of the table's rows that hold now. */
    public Dataset<Row> current(Dataset<Row> rows) {
        return plan.load().added().isEmpty()
                ? rows
                : rows.where(ColumnsByName.column(Load.Merge.VALID_TO).isNull());
    }

    /** Staged rows that may be without a parent where no parent is lost. */
    public Dataset<Row> referring() {
        return product instanceof StagedTable staged && !staged.base().isEmpty() ? staged.addedRows() : product.rows();
    }

    /** What was kept aside of its rows. */
    public ClearRows keptAside() {
        return brought.aside()
                .orElseThrow(() -> new IllegalStateException("Nothing of table '" + plan.name() + "' was kept aside"));
    }

    /** What became of its rows, counted. */
    public TableCount count() {
        SinkResult.Counts counts = result.counts();
        return new TableCount(
                plan.name(),
                counts.produced() + intervals.outside(),
                counts.released() - loaded.leftOut().rows(),
                counts.quarantined(),
                counts.dropped(),
                ExcludedRows.outside(intervals.outside()).plus(loaded.leftOut()),
                new TableCount.Ages(
                        plan.protection().minors().isDetectable()
                                ? OptionalLong.of(result.findings().minors())
                                : OptionalLong.empty(),
                        plan.protection().minors().isDetectable()
                                ? OptionalLong.of(result.findings().ageless())
                                : OptionalLong.empty()));
    }
}
