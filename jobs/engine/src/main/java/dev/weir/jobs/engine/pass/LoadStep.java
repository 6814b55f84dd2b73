package dev.weir.jobs.engine.pass;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.ExcludedRows;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.load.ChangedContent;
import dev.weir.jobs.engine.load.IntervalChange;
import dev.weir.jobs.engine.load.MergeChange;
import dev.weir.jobs.engine.load.MergeResult;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.staged.LoadResult;
import dev.weir.jobs.engine.staged.RowCountBalance;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.StructType;

/**
 * Opens each table by its load, and brings in what the sink wrote. Rows that are added go to the table at once; rows
 * that are merged wait, judged and masked, in encrypted files of the run.
 */
final class LoadStep implements AutoCloseable {

    private final SparkSession spark;
    private final String product;
    private final StagingArea area;
    private final RunScope scope;
    private final List<LandedFiles> waiting = new ArrayList<>();

    LoadStep(SparkSession spark, String product, StagingArea area, RunScope scope) {
        this.spark = spark;
        this.product = product;
        this.area = area;
        this.scope = scope;
    }

    /**
     * A table that waits for its rows.
     *
     * @param rows all rows of the table, once it is finished
     * @param target where the sink writes
     * @param finish to be called once, after the sink
     * @param brought the rows that the run brings, as they are staged; to be asked once it is finished
     */
    record Opened(
            StagedRows rows,
            SupportsWrite target,
            Function<SinkResult, LoadResult> finish,
            Supplier<Dataset<Row>> brought) {}

    Opened open(TablePlan table, SinkSpec spec) {
        return table.load()
                .match(
                        replace -> whole(table, spec),
                        append -> added(table, spec),
                        incremental -> added(table, spec),
                        merge -> merged(table, spec, merge));
    }

    /** The rows that are there and stay beside those of the run; empty where there are none, or they are merged. */
    Optional<Dataset<Row>> staying(TablePlan table, Opened opened) {
        if (table.load() instanceof Load.Merge
                || !(opened.rows() instanceof StagedTable staged)
                || staged.base().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(staged.baseRows().where(not(coalesce(within(table), lit(false)))));
    }

    private Column within(TablePlan table) {
        return scope.within(table).map(within -> expr(within)).orElse(lit(false));
    }

    private Opened whole(TablePlan table, SinkSpec spec) {
        StagedRows rows = area.open(
                table.format(),
                product,
                table.name(),
                DescribedColumns.of(spec.released(), table),
                dev.weir.releases.journal.LoadMode.REPLACE);
        return new Opened(rows, rows.target(), LoadResult::whole, rows::rows);
    }

    private Opened added(TablePlan table, SinkSpec spec) {
        Optional<ReleasedTable> base = scope.base(table);
        Optional<StagedTable> opened = base.isEmpty()
                ? Optional.empty()
                : area.load(
                        table.format(),
                        product,
                        table.name(),
                        DescribedColumns.of(spec.released(), table),
                        Optional.of(scope.change(table)));
        if (opened.isEmpty()) {
            return whole(table, spec);
        }
        StagedTable staged = opened.get();
        AtomicReference<Dataset<Row>> beforeOthers = new AtomicReference<>();
        return new Opened(
                staged,
                staged.target(),
                result -> {
                    if (!staged.stale().isEmpty()) {
                        beforeOthers.set(staged.addedRows());
                    }
                    IntervalChange.apply(spark, staged, within(table));
                    var content = ChangedContent.of(
                            staged, base, spec.released(), spec.method(), Optional.of(result.content()));
                    MergeResult added = new MergeResult(result.counts().released(), ExcludedRows.NONE);
                    return LoadResult.onTop(content, base.orElseThrow().rows(), added, Optional.empty());
                },
                () -> plain(brought(table, staged, Optional.ofNullable(beforeOthers.get()))));
    }

    /** Beside the run's own rows lie those that were written anew with them: outside its interval, or of files gone stale. */
    private Dataset<Row> brought(TablePlan table, StagedTable staged, Optional<Dataset<Row>> beforeOthers) {
        return scope.within(table)
                .map(within -> staged.addedRows().where(expr(within)))
                .or(() -> beforeOthers)
                .orElseGet(staged::addedRows);
    }

    private Opened merged(TablePlan table, SinkSpec spec, Load.Merge load) {
        Optional<ReleasedTable> base = scope.base(table);
        List<String> key = table.table().keys().primary();
        StructType columns = MergeChange.columns(spec.released(), load);
        Optional<StagedTable> opened = area.load(
                table.format(),
                product,
                table.name(),
                DescribedColumns.of(columns, table),
                base.map(before -> scope.change(table)));
        if (opened.isEmpty()) {
            Opened unmerged = whole(table, spec);
            return new Opened(
                    unmerged.rows(),
                    unmerged.target(),
                    result -> unmerged.finish().apply(result).unmade(),
                    unmerged.brought());
        }
        StagedTable staged = opened.get();
        Optional<StagedTable> deletes = load.deletes()
                .flatMap(column -> area.load(
                        table.format(),
                        TableIdentity.namespaceOfDeletes(product),
                        table.name(),
                        MergeChange.deleted(spec.released(), key, load),
                        base.flatMap(before -> before.load().deletes()).map(version -> scope.change(table, version))));
        LandedFiles brought =
                new LandedFiles(spark, area.landing(), spec.located().released());
        waiting.add(brought);
        return new Opened(
                staged,
                brought.table(),
                result -> {
                    MergeResult merged = MergeChange.apply(spark, staged, deletes, brought.stored(), key, load);
                    RowCountBalance.require(
                            table.name(),
                            table.table().place(),
                            "judged and released",
                            result.counts().released(),
                            "merged or left out",
                            merged.rows());
                    var content = ChangedContent.of(staged, base, columns, spec.method(), Optional.empty());
                    long before = base.map(ReleasedTable::rows).orElse(0L);
                    return LoadResult.onTop(content, before, merged, deletes.map(StagedTable::version));
                },
                () -> plain(brought.stored()));
    }

    /** As the sink writes rows: those that are to be merged say where they lie, which decides between two that are as late. */
    static SinkSpec written(TablePlan table, SinkSpec spec) {
        return table.load() instanceof Load.Merge ? spec.located() : spec;
    }

    /** A product's table has no file and line; a trial and rows that wait to be merged keep them beside it. */
    private static Dataset<Row> plain(Dataset<Row> rows) {
        return rows.drop(SinkColumns.FILE, SinkColumns.LINE);
    }

    /** Forgets the rows that waited. */
    @Override
    public void close() {
        waiting.forEach(LandedFiles::close);
    }
}
