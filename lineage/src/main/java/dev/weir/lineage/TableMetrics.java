package dev.weir.lineage;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder;
import java.util.List;

/**
 * A released table as DataQualityMetricsInputDatasetFacet 1-0-3 has it: how much it is, and what its passed rules prove of its
 * columns. That is of columns that are released as they are, in a table that its run made whole: that none of their values is
 * missing, and that all of them differ. No smallest, largest or mean value is here: each may be one person's.
 */
record TableMetrics(OpenLineage openLineage, ReleasedTable table, List<Verdict> verdicts) {

    OpenLineage.DataQualityMetricsInputDatasetFacet facet() {
        OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsBuilder columns =
                openLineage.newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder();
        if (table.load().base().isEmpty()) {
            table.present().stream()
                    .filter(column -> column.mask().keeps())
                    .filter(column -> proves(column, TableMetrics::noneMissing))
                    .forEach(
                            column -> columns.put(column.name(), metrics(column).build()));
        }
        return openLineage
                .newDataQualityMetricsInputDatasetFacetBuilder()
                .rowCount(table.rows())
                .bytes(table.bytes())
                .fileCount((long) table.files().count())
                .columnMetrics(columns.build())
                .build();
    }

    private DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder metrics(ReleasedColumn column) {
        DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder metrics = openLineage
                .newDataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder()
                .nullCount(0L);
        return proves(column, TableMetrics::allDiffer) ? metrics.distinctCount(table.rows()) : metrics;
    }

    private interface Proof {
        boolean is(Rule.Check check, String column);
    }

    private boolean proves(ReleasedColumn column, Proof proof) {
        return verdicts.stream()
                .filter(TableMetrics::isKeptByAllRows)
                .anyMatch(verdict -> proof.is(verdict.rule().check(), column.name()));
    }

    /** Every row that was released has passed it: none has failed, or those that have were taken out. */
    private static boolean isKeptByAllRows(Verdict verdict) {
        return verdict.answer() == Answer.PASSED
                && verdict.rows().evaluated() > 0
                && (verdict.rows().failed() == 0 || verdict.rule().severity() == Severity.QUARANTINE);
    }

    private static boolean noneMissing(Rule.Check check, String column) {
        return check instanceof Rule.Row row
                ? row.where().isEmpty() && row.predicate().equals("`" + column + "` IS NOT NULL")
                : check instanceof Rule.Key key
                        && isOfAllRows(key)
                        && key.columns().contains(column);
    }

    private static boolean allDiffer(Rule.Check check, String column) {
        return check instanceof Rule.Key key
                && isOfAllRows(key)
                && key.columns().equals(List.of(column));
    }

    private static boolean isOfAllRows(Rule.Key key) {
        return key.nulls() == Rule.Nulls.FAIL && key.where().isEmpty();
    }
}
