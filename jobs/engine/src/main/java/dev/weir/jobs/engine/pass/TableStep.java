package dev.weir.jobs.engine.pass;

import static org.apache.spark.sql.functions.expr;

import dev.weir.contracts.Load;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.conform.Conform;
import dev.weir.jobs.engine.conform.DatedFiles;
import dev.weir.jobs.engine.conform.IntervalTally;
import dev.weir.jobs.engine.conform.KeyMask;
import dev.weir.jobs.engine.conform.Markers;
import dev.weir.jobs.engine.conform.MinorMarks;
import dev.weir.jobs.engine.conform.ReleasedKeys;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.mask.MaskColumns;
import dev.weir.jobs.engine.mask.RowOrder;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.GoverningSink;
import dev.weir.jobs.engine.sink.SideOutput;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTarget;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.staged.ClearRows;
import dev.weir.jobs.engine.staged.LoadResult;
import dev.weir.jobs.engine.staged.RowCountBalance;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.jobs.plan.interval.Window;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.RowPredicates;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.dqdl.DqdlCompiler;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.warehouse.QuarantineName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes one table's rows, marks what needs other rows, and sends them through the governing sink. */
final class TableStep implements AutoCloseable {

    private final WeirSession session;
    private final Plan plan;
    private final String run;
    private final MinorMarks minors;
    private final WorkspaceKey key;
    private final StagingArea area;
    private final RunScope scope;
    private final LoadStep loads;
    private final Conform conform;
    private final Markers markers;
    private final ReleasedKeys released;
    private final List<LandedFiles> kept = new ArrayList<>();

    /**
     * @param day on which ages count
     * @param scope what of each table is made
     */
    TableStep(
            WeirSession session,
            Plan plan,
            String run,
            LocalDate day,
            WorkspaceKey key,
            StagingArea area,
            RunScope scope) {
        this.minors = new MinorMarks(day);
        this.session = session;
        this.plan = plan;
        this.run = run;
        this.key = key;
        this.area = area;
        this.scope = scope;
        this.loads = new LoadStep(session.spark(), plan.product().id(), area, scope);
        this.conform = new Conform(session.spark());
        KeyMask masking = (clear, type, mask) -> MaskColumns.masked(clear, type, mask.recipe(key));
        this.markers = new Markers(masking);
        this.released = new ReleasedKeys(masking);
    }

    /** Files that the last release was made of; they are asked for where dates are shifted. */
    private Set<String> known(TablePlan table) {
        boolean shifts = table.table().columns().stream()
                .anyMatch(column -> table.mask(column.name()).mask().shifts());
        if (!shifts) {
            return Set.of();
        }
        return scope.last().stream()
                .flatMap(last -> last.record().sources().stream())
                .flatMap(source -> source.files().stream())
                .map(SourceCount.SourceFile::path)
                .collect(Collectors.toSet());
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
        Dataset<Row> all = conform.rows(table, inputs);
        Dataset<Row> made = scope.isSampled(table) ? all.limit(RunScope.SAMPLE_ROWS) : all;
        Optional<String> condition = scope.condition(table);
        IntervalTally tally = IntervalTally.registered(session.spark());
        Dataset<Row> conformed =
                condition.map(within -> tally.within(made, expr(within))).orElse(made);
        IntervalTally dated = IntervalTally.countingOnly(session.spark());
        for (Column holds : dated(table)) {
            conformed = dated.within(conformed, holds);
        }
        RowPredicates.failing(rules(table.rules(VerdictSource.ROW)), conformed);
        List<DqdlCheck> checks = DqdlCompiler.compile(
                rules(CompareStep.dqdl(table)), table.table(), conformed.select(clear(table)), plan.unseenBy(table));
        SinkSpec spec = area.fitted(SinkSpecs.of(
                plan,
                table,
                run,
                key,
                checks,
                known(table),
                HashMethod.of(session.workspace().settings().contentHash())));
        LoadStep.Opened product = loads.open(table, spec);
        Dataset<Row> rows = markers.mark(
                minors.mark(
                        conformed,
                        table.protection().minors(),
                        (parent, columns) -> parent(staged, parent).keptAside().dropped(columns)),
                plan,
                table,
                (parent, columns) -> parent(staged, parent).fates(columns));
        Optional<Dataset<Row>> there = loads.staying(table, product);
        if (there.isPresent()) {
            rows = released.mark(rows, table, there.get());
        }
        Optional<StagedRows> quarantine = canQuarantine(table)
                ? Optional.of(area.open(
                        table.format(),
                        QuarantineName.namespace(plan.product().id()),
                        table.name(),
                        spec.quarantine(),
                        LoadMode.APPEND))
                : Optional.empty();
        SinkTargets targets = new SinkTargets(
                // The staged table knows what becomes of the rows: the sink writes plainly.
                SinkTarget.append(product.target()),
                quarantine.map(target -> SinkTarget.append(target.target())),
                sourceQuarantine);
        if (!spec.rules().listed().isEmpty()) {
            targets = targets.with(
                    SideOutput.WARNED, SinkTarget.append(warned(table, spec).target()));
        }
        Optional<ClearRows> aside = Optional.empty();
        if (table.aside().isKept()) {
            LandedFiles files = new LandedFiles(session.spark(), area.landing(), spec.keptAside());
            kept.add(files);
            aside = Optional.of(new ClearRows(files, spec.clear()));
            targets = targets.with(SideOutput.ASIDE, SinkTarget.append(files.table()));
        }
        SinkResult result = GoverningSink.write(
                session.spark(), inHidingOrder(table, rows), LoadStep.written(table, spec), targets);
        if (condition.isPresent()) {
            RowCountBalance.require(
                    table.name(),
                    table.table().place(),
                    "found within the interval",
                    tally.value().inside(),
                    "judged",
                    result.counts().produced());
        }
        LoadResult loaded = product.finish().apply(result);
        return new TableRun(
                table,
                product.rows(),
                new TableRun.Brought(product.brought(), quarantine, aside),
                result,
                loaded,
                new TableRun.IntervalRows(tally.value().outside(), dated.value().outside()),
                checks);
    }

    /**
     * Whether a row is of the interval that its file's path says: for each source of which the run reads files of more than one.
     * Of one interval alone the condition says it.
     */
    private List<Column> dated(TablePlan table) {
        return table.load() instanceof Load.Append append
                ? plan.reads().stream()
                        .filter(read -> read.feeds().contains(table.name())
                                && read.path().isOfIntervals())
                        .filter(read -> scope.window(read) != Window.INTERVAL
                                || scope.paths(read).size() > 1)
                        .map(read -> DatedFiles.hold(read.path(), append.interval()))
                        .toList()
                : List.of();
    }

    /** Where a mask hides something, the order of the rows must not show it. */
    private Dataset<Row> inHidingOrder(TablePlan table, Dataset<Row> rows) {
        if (scope.isSampled(table) || table.masks().stream().allMatch(ColumnMask::keeps)) {
            return rows;
        }
        return RowOrder.hiding(
                rows,
                key.derive("weir/order/" + plan.product().id() + "/" + table.name()),
                table.table().columnNames());
    }

    /** Beside the quarantine, so that its rows are not counted among those that were taken out. */
    private StagedRows warned(TablePlan table, SinkSpec spec) {
        return area.open(
                table.format(),
                QuarantineName.namespace(plan.product().id()),
                QuarantineName.ofSamples(table.name()),
                spec.quarantine(),
                LoadMode.APPEND);
    }

    private static boolean canQuarantine(TablePlan table) {
        return table.judged().stream().anyMatch(rule -> rule.rule().takesRowsOut());
    }

    private static TableRun parent(Map<String, TableRun> staged, String name) {
        TableRun parent = staged.get(name);
        if (parent == null) {
            throw new IllegalStateException("Parent '" + name + "' is not staged yet");
        }
        return parent;
    }

    /** Forgets the clear columns that were kept aside. */
    @Override
    public void close() {
        kept.forEach(LandedFiles::close);
        loads.close();
    }

    private static List<Rule> rules(List<RulePlan> plans) {
        return plans.stream().map(RulePlan::rule).toList();
    }

    private static Column[] clear(TablePlan table) {
        return ColumnsByName.columns(table.table().columnNames());
    }
}
