package dev.weir.jobs.engine.history;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.engine.sink.DriverRows;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.StateRows;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.TableState;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Iceberg table {@code <product>_quality.states}: what releases of a product leave for those after them. It is staged
 * with the release's own tables, so it shows a release when they do and never a run that was held or died.
 */
public final class HistoryTable {

    static final String NAME = "states";

    private HistoryTable() {}

    /** The namespace of a product's history. */
    static String namespace(String product) {
        return TableIdentity.namespaceOfQuality(product);
    }

    /** Stages a release's rows: always as Iceberg, whatever the format of the product's tables. */
    public static void stage(StagingArea area, String product, PastRelease release) {
        StagedRows table = area.open(TableFormat.ICEBERG, namespace(product), NAME, StateRows.SCHEMA, LoadMode.APPEND);
        DriverRows.append(table.target(), StateRows.SCHEMA, StateRows.of(release));
    }

    /** By which a masked column's values are named: under a key that makes no pseudonym of any released column. */
    static MaskRecipe pseudonyms(WorkspaceKey key, ColumnMask mask) {
        return MaskRecipe.of(
                Mask.parse("pseudonymise"),
                key,
                new PseudonymDomain(namespace(mask.domain().name()), mask.category()));
    }

    /** What is kept of the tables that a run releases. */
    public static Map<String, TableSummary> summaries(List<TableRun> tables, WorkspaceKey key) {
        Map<String, TableSummary> summaries = new LinkedHashMap<>();
        tables.forEach(table -> summaries.put(table.plan().name(), summary(table, key)));
        return summaries;
    }

    /** What is kept of a table: masks decide what of each column. */
    public static TableSummary summary(TableRun run, WorkspaceKey key) {
        TablePlan table = run.plan();
        TableState state = run.result().measured().released();
        Map<String, ColumnSummary> columns = new LinkedHashMap<>();
        for (ColumnState column : state.columns()) {
            ColumnMask mask = table.mask(column.name());
            if (mask.keeps()) {
                columns.put(column.name(), ColumnSummary.clear(state.rows(), column));
            } else if (!mask.leavesNothing()) { // how many people have a value that is not released, is not kept either
                columns.put(column.name(), ColumnSummary.masked(state.rows(), column, key.id(), mask.showsEquality()));
            }
        }
        return new TableSummary(state.rows(), columns);
    }
}
