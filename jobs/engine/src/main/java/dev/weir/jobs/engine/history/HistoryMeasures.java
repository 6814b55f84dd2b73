package dev.weir.jobs.engine.history;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured of every table in the pass that writes it, for history, drift and the next releases' rules. Chosen so
 * that it stays a few percent of the write: what costs most, sketches of quantiles and lengths of text, is left out where
 * the answer would not be kept, and of keys, dates and timestamps sketches are made only once a rule asks for their drift.
 */
public final class HistoryMeasures {

    private HistoryMeasures() {}

    /** What is measured of a table, and what its DQDL rules need besides. */
    public static MetricRequest of(TablePlan table, WorkspaceKey key, List<DqdlCheck> checks) {
        Set<String> keys = new HashSet<>(table.table().keys().primary());
        table.table().keys().references().forEach(reference -> keys.addAll(reference.columns()));
        MetricRequest request = MetricRequest.countsOnly();
        for (Column column : table.table().columns()) {
            ColumnMask mask = table.mask(column.name());
            if (mask.leavesNothing()) {
                continue;
            }
            Set<Statistic> wanted = wanted(column.type());
            if (!mask.keeps()) {
                wanted.remove(Statistic.QUANTILES);
                wanted.remove(Statistic.LENGTHS);
                if (!mask.showsEquality()) {
                    wanted.remove(Statistic.DISTINCT);
                }
                if (wanted.remove(Statistic.FREQUENCIES) && mask.showsEquality()) {
                    request = request.withPseudonyms(column.name(), HistoryTable.pseudonyms(key, mask));
                }
            }
            if (keys.contains(column.name())) {
                wanted.remove(Statistic.QUANTILES); // ranks of identifiers tell nothing
            }
            if (!wanted.isEmpty()) {
                request = request.with(column.name(), wanted.toArray(Statistic[]::new));
            }
        }
        for (RulePlan planned : table.rules()) {
            request = withRule(request, table, planned);
        }
        for (DqdlCheck check : checks) {
            request = check.addTo(request);
        }
        return request;
    }

    /** What a rule asks of a column that is not measured anyway. */
    private static MetricRequest withRule(MetricRequest request, TablePlan table, RulePlan planned) {
        if (planned.answer() == VerdictSource.STATES && planned.rule().check() instanceof Rule.Freshness freshness) {
            return request.with(freshness.column(), Statistic.NUMBERS);
        }
        if (planned.answer() == VerdictSource.HISTORY
                && planned.rule().check() instanceof Rule.Drift drift
                && drift.column().isPresent()) {
            String column = drift.column().get();
            boolean number = request.statistics(column).contains(Statistic.NUMBERS);
            return number && table.mask(column).keeps() ? request.with(column, Statistic.QUANTILES) : request;
        }
        return request;
    }

    private static Set<Statistic> wanted(DataType type) {
        return type.match(
                text -> EnumSet.of(Statistic.LENGTHS, Statistic.DISTINCT, Statistic.FREQUENCIES),
                integer ->
                        EnumSet.of(Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES, Statistic.FREQUENCIES),
                decimal -> EnumSet.of(Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES),
                number -> EnumSet.of(Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES),
                bool -> EnumSet.of(Statistic.DISTINCT, Statistic.FREQUENCIES),
                date -> EnumSet.of(Statistic.NUMBERS, Statistic.DISTINCT, Statistic.FREQUENCIES),
                timestamp -> EnumSet.of(Statistic.NUMBERS, Statistic.DISTINCT),
                time -> EnumSet.of(Statistic.DISTINCT, Statistic.FREQUENCIES),
                array -> EnumSet.noneOf(Statistic.class),
                object -> EnumSet.noneOf(Statistic.class));
    }
}
