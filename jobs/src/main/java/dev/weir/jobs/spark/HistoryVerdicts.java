package dev.weir.jobs.spark;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.plan.Answer;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.FreshnessVerdict;
import dev.weir.quality.drift.DriftJudge;
import dev.weir.quality.history.TableSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Judges by time: drift from the releases before, freshness by the start of the run. Reads no row. */
final class HistoryVerdicts {

    private final ProductHistory history;
    private final WorkspaceKey key;
    private final Instant started;
    private final ZoneId zone;
    private final int alarms;

    /**
     * @param started when the run did
     * @param zone of the workspace
     * @param rules of the product
     */
    HistoryVerdicts(ProductHistory history, WorkspaceKey key, Instant started, ZoneId zone, List<Rule> rules) {
        this.history = history;
        this.key = key;
        this.started = started;
        this.zone = zone;
        this.alarms = DriftJudge.alarms(rules);
    }

    /** The verdicts of a table's rules of this kind, in their order. */
    List<Verdict> of(TableRun table) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RulePlan planned : table.plan().rules()) {
            Rule rule = planned.rule();
            if (planned.answer() == Answer.HISTORY && rule.check() instanceof Rule.Drift drift) {
                TableSummary current = HistoryTable.summary(table, key);
                verdicts.add(DriftJudge.judge(
                        rule,
                        drift.column().map(column -> type(table.plan().table(), column)),
                        current,
                        history.reference(drift.against()),
                        alarms));
            } else if (planned.answer() == Answer.STATES && rule.check() instanceof Rule.Freshness freshness) {
                verdicts.add(FreshnessVerdict.of(
                        rule,
                        SparkTypes.of(type(table.plan().table(), freshness.column())),
                        table.result().released(),
                        started,
                        zone));
            }
        }
        return verdicts;
    }

    private static DataType type(Table table, String column) {
        return table.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Table '" + table.name() + "' has no column '" + column + "'"))
                .type();
    }
}
