package dev.weir.jobs.engine.backtest;

import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.source.NewFilesCheck;
import dev.weir.privacy.law.WorkCalendar;
import dev.weir.quality.drift.DriftJudge;
import dev.weir.quality.drift.ReferenceReleases;
import dev.weir.quality.drift.RowCountJudge;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import dev.weir.releases.log.ReleaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks drift rules of releases that are there, each against the releases before it as they stood then: from what is stored
 * of them, without a row.
 */
final class PastDrift {

    private final Product edited;
    private final ReleaseLog log;
    private final ProductHistory history;
    private final WorkCalendar calendar;
    private final int alarms;

    /**
     * @param edited the product with the edited rules
     * @param calendar of the law pack
     */
    PastDrift(Product edited, ReleaseLog log, ProductHistory history, WorkCalendar calendar) {
        this.edited = edited;
        this.log = log;
        this.history = history;
        this.calendar = calendar;
        this.alarms = DriftJudge.alarms(edited.rules());
    }

    /** The verdict that the rule would have had on a release, or why there is none. */
    BacktestAnswer of(Rule rule, Rule.Drift drift, long release) {
        Optional<TableSummary> current =
                history.releases(List.of(release)).stream().findFirst().flatMap(found -> found.table(rule.table()));
        if (current.isEmpty()) {
            return BacktestAnswer.not("the release has left nothing of its table '" + rule.table() + "'");
        }
        if (drift.column().isPresent()
                && current.get().column(drift.column().get()).isEmpty()) {
            return BacktestAnswer.not(
                    "the release has no column '" + drift.column().get() + "'");
        }
        Optional<ReleasedTable> released = log.read(edited.id(), release).table(rule.table());
        if (released.isPresent() && !NewFilesCheck.came(log, edited.id(), released.get())) {
            return BacktestAnswer.by(NewFilesCheck.nothing(rule), BacktestResult.From.STATES);
        }
        List<PastRelease> before = before(drift.against(), rule.table(), release);
        Verdict verdict = drift.column().isPresent()
                ? DriftJudge.judge(
                        rule,
                        type(rule.table(), drift.column().get()),
                        current.get(),
                        new ReferenceReleases(before),
                        alarms)
                : RowCountJudge.judge(
                        rule,
                        history.counted(history.releases(List.of(release)), rule.table())
                                .get(0),
                        history.counted(before, rule.table()),
                        calendar);
        return verdict.answer() == Verdict.Answer.ERROR
                ? BacktestAnswer.not(verdict.explanation())
                : BacktestAnswer.by(verdict, BacktestResult.From.STATES);
    }

    /** How often a rule would have failed on releases; those without anything to compare with are not counted. */
    BacktestResult.AlarmRate rate(Rule rule, Rule.Drift drift, List<Long> releases) {
        int alarmed = 0;
        int judged = 0;
        for (long release : releases) {
            Optional<Verdict> verdict = of(rule, drift, release).verdict();
            if (verdict.isPresent()) {
                alarmed += verdict.get().answer() == Verdict.Answer.FAILED ? 1 : 0;
                judged += verdict.get().subject() == Verdict.Subject.NOTHING ? 0 : 1;
            }
        }
        return new BacktestResult.AlarmRate(rule, alarmed, judged);
    }

    private List<PastRelease> before(Rule.Baseline against, String table, long release) {
        List<Long> earlier = log.numbers(edited.id())
                .filter(number -> number < release)
                .boxed()
                .toList();
        if (earlier.isEmpty()) {
            return List.of();
        }
        if (against instanceof Rule.Baseline.Release named) {
            return earlier.contains(named.number()) ? history.releases(List.of(named.number())) : List.of();
        }
        Manifest tested = log.read(edited.id(), release);
        List<Long> learnt = new ArrayList<>(earlier);
        learnt.removeAll(tested.history().repaired());
        int count = against instanceof Rule.Baseline.Window window ? window.releases() : 1;
        return history.brought(
                learnt,
                count,
                table,
                tested.table(table).flatMap(released -> released.load().interval()));
    }

    private Optional<DataType> type(String table, String column) {
        return edited.table(table).flatMap(found -> found.column(column)).map(Column::type);
    }
}
