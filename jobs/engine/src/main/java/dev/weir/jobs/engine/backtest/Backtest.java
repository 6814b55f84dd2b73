package dev.weir.jobs.engine.backtest;

import dev.weir.contracts.Load;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.RuleFingerprint;
import dev.weir.jobs.engine.backtest.BacktestResult.Change;
import dev.weir.jobs.engine.backtest.BacktestResult.From;
import dev.weir.jobs.engine.backtest.BacktestResult.Ruled;
import dev.weir.jobs.engine.backtest.BacktestResult.Tested;
import dev.weir.jobs.engine.backtest.BacktestResult.Would;
import dev.weir.jobs.engine.history.ProductHistory;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.NewFilesCheck;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.CountVerdict;
import dev.weir.quality.Judgement;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.StateRows;
import dev.weir.quality.history.TableSummary;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Asks edited rules of releases that are there. An answer comes from the verdict that the release carries where the rule
 * was the same or asked the same of each row, from what was stored of its columns where that suffices, else from its rows;
 * where a mask took the answer away there is none.
 */
public final class Backtest {

    private final WeirSession session;
    private final ReleaseLog log;
    private final Releases releases;

    /** In a session that sees the releases. */
    public Backtest(WeirSession session) {
        this.session = session;
        this.log = session.releaseLog();
        this.releases = session.releases();
    }

    /**
     * Tests the last releases, the newest first.
     *
     * @param edited the product with the edited rules
     * @param last how many releases at most
     */
    public BacktestResult of(Product edited, int last) {
        long[] numbers = log.numbers(edited.id()).toArray();
        List<Tested> tested = new ArrayList<>();
        PastDrift drift = new PastDrift(
                edited,
                log,
                new ProductHistory(session, edited.id()),
                LawPack.of(session.workspace().law()).provisions().calendar());
        for (int i = numbers.length - 1; i >= 0 && tested.size() < last; i--) {
            Manifest release = log.read(edited.id(), numbers[i]);
            tested.add(test(
                    edited,
                    release,
                    session.workspace().day(release.record().run().ended()),
                    Optional.of(drift)));
        }
        return new BacktestResult(edited.id(), tested, alarms(edited, drift, tested));
    }

    private static List<BacktestResult.AlarmRate> alarms(Product edited, PastDrift drift, List<Tested> tested) {
        List<Long> releases = tested.stream().map(Tested::number).toList();
        List<BacktestResult.AlarmRate> rates = new ArrayList<>();
        for (Rule rule : edited.rules()) {
            if (rule.check() instanceof Rule.Drift check) {
                rates.add(drift.rate(rule, check, releases));
            }
        }
        return rates;
    }

    /**
     * Tests one release. Rules that compare it with those before it are not asked.
     *
     * @param day on which rules and waivers have to be in force
     */
    public Tested of(Product edited, Manifest release, LocalDate day) {
        return test(edited, release, day, Optional.empty());
    }

    private Tested test(Product edited, Manifest release, LocalDate day, Optional<PastDrift> drift) {
        Map<String, Verdict> then = new HashMap<>();
        release.record().verdicts().forEach(verdict -> then.put(verdict.rule().id(), verdict));
        Map<Rule, BacktestAnswer> answers = new LinkedHashMap<>();
        Map<String, List<Rule>> open = new LinkedHashMap<>();
        Set<String> takingOut = new HashSet<>();
        Map<Rule, BacktestAnswer> recordedOnly = new LinkedHashMap<>();
        for (Rule rule : edited.rules()) {
            Optional<Verdict> recorded = Optional.ofNullable(then.get(rule.id()));
            Optional<BacktestAnswer> known = recorded.flatMap(verdict -> recorded(rule, verdict));
            if (known.isEmpty() && rule.check() instanceof Rule.Drift check) {
                known = drift.map(past -> past.of(rule, check, release.number()));
            }
            if (!rule.terms().inForce(day)) {
                known = Optional.of(BacktestAnswer.by(
                        new Verdict(rule, Verdict.Answer.DORMANT, 0, 0, "Not in force on that day"), From.RECORDED));
            } else if (known.isPresent() && rule.takesRowsOut()) {
                takingOut.add(rule.id());
            }
            if (known.isPresent() && takesOutMore(rule, recorded)) {
                // Its count is known; which rows they are, only the rows tell.
                recordedOnly.put(rule, known.get());
                open.computeIfAbsent(rule.table(), name -> new ArrayList<>()).add(rule);
                takingOut.remove(rule.id());
            } else if (known.isPresent()) {
                answers.put(rule, known.get());
            } else {
                open.computeIfAbsent(rule.table(), name -> new ArrayList<>()).add(rule);
            }
        }
        ReleasedRows.Asked asked = drift.isPresent() ? ReleasedRows.Asked.BROUGHT : ReleasedRows.Asked.ALL;
        OptionalLong rowsWould = ask(edited, release, open, takingOut, answers, asked);
        answers.putAll(recordedOnly);
        return tested(edited, release, then, waived(edited, day, answers), asked, rowsWould);
    }

    private static boolean takesOutMore(Rule rule, Optional<Verdict> recorded) {
        return rule.takesRowsOut()
                && recorded.map(verdict ->
                                !verdict.rule().takesRowsOut() && verdict.rows().failed() > 0)
                        .orElse(false);
    }

    /** The recorded answer, where the rule is the same, or asks the same of each row under other terms. */
    private static Optional<BacktestAnswer> recorded(Rule rule, Verdict verdict) {
        if (verdict.answer() == Verdict.Answer.ERROR || verdict.answer() == Verdict.Answer.DORMANT) {
            return Optional.empty();
        }
        if (RuleFingerprint.of(rule).equals(RuleFingerprint.of(verdict.rule()))) {
            return Optional.of(BacktestAnswer.by(again(rule, verdict), From.RECORDED));
        }
        if (!rule.check().equals(verdict.rule().check())
                || !rule.table().equals(verdict.rule().table())) {
            return Optional.empty();
        }
        boolean alone = rule.check() instanceof Rule.TextCast
                || (rule.check() instanceof Rule.Row row && row.join().isEmpty());
        if (alone && verdict.subject() != Verdict.Subject.UNSAID) {
            return Optional.of(BacktestAnswer.counted(
                    rule, verdict.rows().evaluated(), verdict.rows().failed(), From.RECORDED));
        }
        boolean ofTheWhole = rule.check() instanceof Rule.SourceColumns || rule.check() instanceof Rule.Dqdl;
        return ofTheWhole ? Optional.of(BacktestAnswer.by(again(rule, verdict), From.RECORDED)) : Optional.empty();
    }

    private static Verdict again(Rule rule, Verdict verdict) {
        return new Verdict(
                rule,
                verdict.answer(),
                verdict.rows().evaluated(),
                verdict.rows().failed(),
                verdict.explanation());
    }

    private OptionalLong ask(
            Product edited,
            Manifest release,
            Map<String, List<Rule>> open,
            Set<String> takingOut,
            Map<Rule, BacktestAnswer> answers,
            ReleasedRows.Asked asked) {
        Map<String, ReleasedRows> rows = new LinkedHashMap<>();
        for (ReleasedTable table : release.tables()) {
            rows.put(
                    table.name(),
                    new ReleasedRows(
                            session.spark(),
                            session.warehouse(),
                            releases,
                            release,
                            table,
                            asked,
                            brought(edited, table)));
        }
        Map<String, TableSummary> states = open.isEmpty() ? Map.of() : states(release);
        long would = 0;
        boolean known = true;
        for (Table table : edited.tables()) {
            ReleasedRows found = rows.get(table.name());
            List<Rule> left = open.getOrDefault(table.name(), List.of());
            if (found == null) {
                left.forEach(rule ->
                        answers.put(rule, BacktestAnswer.not("the release has no table '" + table.name() + "'")));
                continue;
            }
            if (left.isEmpty() && takenOutAsThen(release, table.name(), takingOut)) {
                would += found.rows();
                continue;
            }
            if (!found.came(log)) {
                left.stream()
                        .filter(rule -> rule.check() instanceof Rule.Dqdl)
                        .forEach(rule ->
                                answers.put(rule, BacktestAnswer.by(NewFilesCheck.nothing(rule), From.RECORDED)));
                left = left.stream().filter(rule -> !answers.containsKey(rule)).toList();
            }
            TableBacktest test = new TableBacktest(
                    table, found, rows, Optional.ofNullable(states.get(table.name())), Grammars.languages());
            answers.putAll(test.ask(left, takingOut));
            known &= test.rowsWould().isPresent();
            would += test.rowsWould().orElse(0);
        }
        open.forEach((table, rules) ->
                rules.forEach(rule -> answers.computeIfAbsent(rule, key -> ofSource(key, release))));
        return known ? OptionalLong.of(would) : OptionalLong.empty();
    }

    /** Of a table that is loaded by intervals: the interval's rows, where the column that tells them is released as it is. */
    private Optional<Column> brought(Product edited, ReleasedTable released) {
        Optional<TableLoad.Span> span =
                released.load().base().isPresent() ? released.load().interval() : Optional.empty();
        return edited.table(released.name())
                .filter(table -> table.making().load() instanceof Load.Append)
                .flatMap(table -> table.column(((Load.Append) table.making().load()).interval()))
                .filter(column -> released.columns().stream()
                        .anyMatch(there -> there.name().equals(column.name())
                                && there.mask().keeps()))
                .flatMap(column -> span.map(made -> functions.expr(new Interval(
                                made.from(),
                                made.to(),
                                session.workspace().settings().zone())
                        .predicate(column.name(), column.type()))));
    }

    /** How many records could be read is kept; which columns the files had is not. */
    private static BacktestAnswer ofSource(Rule rule, Manifest release) {
        if (!(rule.check() instanceof Rule.ReadableShare)) {
            return BacktestAnswer.not("the headers of the files are not kept");
        }
        return release.record().sources().stream()
                .filter(source -> source.table().equals(rule.table()))
                .findFirst()
                .map(source -> BacktestAnswer.by(
                        CountVerdict.readable(rule, source.records(), source.unreadable()), From.RECORDED))
                .orElseGet(() -> BacktestAnswer.not("the release read no source '" + rule.table() + "'"));
    }

    private static boolean takenOutAsThen(Manifest release, String table, Set<String> takingOut) {
        return release.record().verdicts().stream()
                .filter(verdict ->
                        verdict.rule().table().equals(table) && verdict.rows().failed() > 0)
                .filter(verdict -> verdict.rule().takesRowsOut()
                        || takingOut.contains(verdict.rule().id()))
                .allMatch(verdict -> verdict.rule().takesRowsOut()
                        && takingOut.contains(verdict.rule().id()));
    }

    private Map<String, TableSummary> states(Manifest release) {
        SparkSession spark = session.spark();
        String table = Catalogue.table(TableIdentity.namespaceOfQuality(release.product()), "states");
        if (!spark.catalog().tableExists(table)) {
            return Map.of();
        }
        List<PastRelease> found = StateRows.releases(spark.table(table)
                .where(functions.col("release").equalTo(release.number()))
                .collectAsList());
        return found.isEmpty() ? Map.of() : found.get(0).tables();
    }

    private static Map<Rule, BacktestAnswer> waived(Product edited, LocalDate day, Map<Rule, BacktestAnswer> answers) {
        List<Waiver> inForce = edited.concessions().waivers().stream()
                .filter(waiver -> waiver.inForce(day))
                .toList();
        Map<Rule, BacktestAnswer> waived = new LinkedHashMap<>();
        answers.forEach((rule, answer) -> waived.put(
                rule,
                new BacktestAnswer(
                        answer.verdict()
                                .map(verdict -> new Judgement(List.of(verdict))
                                        .waivedBy(inForce)
                                        .verdicts()
                                        .get(0)),
                        answer.from(),
                        answer.why())));
        return waived;
    }

    private static Tested tested(
            Product edited,
            Manifest release,
            Map<String, Verdict> then,
            Map<Rule, BacktestAnswer> answers,
            ReleasedRows.Asked asked,
            OptionalLong rowsWould) {
        List<Ruled> rules = new ArrayList<>();
        Would would = Would.RELEASED;
        int unchanged = 0;
        Set<String> ids = new HashSet<>();
        for (Rule rule : edited.rules()) {
            ids.add(rule.id());
            BacktestAnswer answer = java.util.Objects.requireNonNull(answers.get(rule), rule.id());
            if (answer.verdict().map(Verdict::holds).orElse(false)) {
                would = Would.HELD;
            } else if (answer.verdict().isEmpty() && mayHold(rule) && would == Would.RELEASED) {
                would = Would.CANNOT_BE_TOLD;
            }
            Optional<Verdict> before = Optional.ofNullable(then.get(rule.id()));
            boolean same = before.map(
                            verdict -> RuleFingerprint.of(verdict.rule()).equals(RuleFingerprint.of(rule)))
                    .orElse(false);
            if (same) {
                unchanged++;
            } else {
                rules.add(new Ruled(
                        rule,
                        before.isPresent() ? Change.CHANGED : Change.NEW,
                        before,
                        answer.verdict(),
                        answer.from(),
                        answer.why()));
            }
        }
        release.record().verdicts().stream()
                .filter(verdict -> !ids.contains(verdict.rule().id()))
                .forEach(verdict -> rules.add(new Ruled(
                        verdict.rule(),
                        Change.REMOVED,
                        Optional.of(verdict),
                        Optional.empty(),
                        From.RECORDED,
                        Optional.empty())));
        long rows = release.tables().stream().mapToLong(asked::rows).sum();
        return new Tested(release.number(), release.record().run().ended(), would, rows, rowsWould, unchanged, rules);
    }

    private static boolean mayHold(Rule rule) {
        return rule.severity() == Severity.BLOCK
                || (rule.severity() == Severity.QUARANTINE
                        && rule.terms().threshold().isPresent());
    }
}
