package dev.weir.jobs.engine.check;

import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.engine.sink.SinkResult;
import java.util.List;

/**
 * The first rows of a product's tables, as a run would release them.
 *
 * @param tables in the order of the product
 * @param isOfOwnKey whether pseudonyms and moved dates are those of a release; not where the workspace has no key yet
 * @param faults what the rules about the columns of files say where they fail, one sentence each
 */
public record PreviewResult(String product, List<Previewed> tables, boolean isOfOwnKey, List<String> faults) {

    public PreviewResult {
        faults = List.copyOf(faults);
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param columns as a release would have them, those that are dropped included
     * @param counts of the rows that were made
     * @param isSample whether these are the first rows alone; all rows where another table needs this one
     * @param rows with their places; a column that is dropped or NULL has no value
     */
    public record Previewed(
            String name,
            List<ReleasedColumn> columns,
            SinkResult.Counts counts,
            boolean isSample,
            List<FailingRow> rows) {

        public Previewed {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
