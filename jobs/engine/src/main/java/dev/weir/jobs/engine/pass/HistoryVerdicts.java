package dev.weir.jobs.engine.pass;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.history.HistoryTable;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.internals.SparkTypes;
import dev.weir.jobs.engine.scope.EarlierLoads;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.source.NewFilesCheck;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.WorkCalendar;
import dev.weir.quality.FreshnessVerdict;
import dev.weir.quality.drift.CountedRelease;
import dev.weir.quality.drift.DriftJudge;
import dev.weir.quality.drift.ReferenceReleases;
import dev.weir.quality.drift.RowCountJudge;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges by time: drift from the releases before, freshness by the start of the run. Reads no row. */
final class HistoryVerdicts {

    private final ProductHistory history;
    private final EarlierLoads loads;
    private final WorkspaceKey key;
    private final Instant started;
    private final ZoneId zone;
    private final int alarms;
    private final RunScope scope;
    private final WorkCalendar calendar;

    /**
     * @param started when the run did
     * @param zone of the workspace
     * @param scope what of each table the run makes
     * @param calendar of the law pack
     * @param rules of the product
     */
    HistoryVerdicts(
            ProductHistory history,
            EarlierLoads loads,
            WorkspaceKey key,
            Instant started,
            ZoneId zone,
            RunScope scope,
            WorkCalendar calendar,
            List<Rule> rules) {
        this.history = history;
        this.loads = loads;
        this.key = key;
        this.started = started;
        this.zone = zone;
        this.alarms = DriftJudge.alarms(rules);
        this.scope = scope;
        this.calendar = calendar;
    }

    /**
     * The verdicts of a table's rules of this kind, in their order.
     *
     * @param came whether there is anything to judge
     */
    List<Verdict> of(TableRun table, boolean came) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RulePlan planned : table.plan().rules()) {
            Rule rule = planned.rule();
            if (planned.answer() == VerdictSource.HISTORY && !came) {
                verdicts.add(NewFilesCheck.nothing(rule));
            } else if (planned.answer() == VerdictSource.HISTORY && rule.check() instanceof Rule.Drift drift) {
                verdicts.add(
                        drift.column().isPresent()
                                ? column(table, rule, drift, drift.column().get())
                                : rows(table, rule, drift));
            } else if (planned.answer() == VerdictSource.STATES && rule.check() instanceof Rule.Freshness freshness) {
                verdicts.add(FreshnessVerdict.of(
                        rule,
                        SparkTypes.of(type(table.plan().table(), freshness.column())),
                        table.result().measured().released(),
                        started,
                        zone,
                        !table.plan().mask(freshness.column()).keeps()));
            }
        }
        return verdicts;
    }

    private Verdict column(TableRun table, Rule rule, Rule.Drift drift, String column) {
        ReferenceReleases reference = history.reference(drift.against(), rule.table(), loads.interval(rule.table()));
        if (drift.against() instanceof Rule.Baseline.Release named && reference.isEmpty() && history.hasReleases()) {
            return new Verdict(
                    rule,
                    Verdict.Answer.ERROR,
                    0,
                    0,
                    "There is no release " + named.number()
                            + " to compare with, or nothing is kept of it; name another");
        }
        return DriftJudge.judge(
                rule,
                Optional.of(type(table.plan().table(), column)),
                HistoryTable.summary(table, key),
                reference,
                alarms);
    }

    private Verdict rows(TableRun table, Rule rule, Rule.Drift drift) {
        TableLoad load = scope.load(table.plan(), table.loaded().change(), Optional.empty(), List.of());
        long rows = HistoryTable.summary(table, key).rows();
        return RowCountJudge.judge(
                rule,
                CountedRelease.of(load, started, zone, rows),
                history.counted(
                        history.reference(drift.against(), rule.table(), loads.interval(rule.table()))
                                .releases(),
                        table.plan().name()),
                calendar);
    }

    private static DataType type(Table table, String column) {
        return table.column(column).orElseThrow().type();
    }
}
