package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.sink.SinkResult.RuleCount;
import dev.weir.jobs.engine.source.NewFilesCheck;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.staged.TableRun;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.quality.CountVerdict;
import dev.weir.quality.EnoughRows;
import dev.weir.quality.Judgement;
import dev.weir.quality.KeyAndReferenceCheck;
import dev.weir.quality.RowCount;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.dqdl.DqdlVerdicts;
import dev.weir.quality.dqdl.MetricHistory;
import dev.weir.quality.state.TableState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Answers what no single row can, and puts every rule's one verdict together. */
final class CompareStep {

    private final Plan plan;
    private final MetricHistory history;
    private final LookupTableRows others;
    private final RemovedKeys lost;
    private final HistoryVerdicts drift;
    private final RunScope scope;
    private final boolean isTrial;

    /**
     * @param history what the product's releases measured before
     * @param others what checks look into beside their own tables
     * @param lost which parents a table has lost since the last release
     * @param drift judges by what the releases before have left
     * @param scope what of each table the run makes
     * @param isTrial whether no reader of a release sees the verdicts
     */
    CompareStep(
            Plan plan,
            MetricHistory history,
            LookupTableRows others,
            RemovedKeys lost,
            HistoryVerdicts drift,
            RunScope scope,
            boolean isTrial) {
        this.plan = plan;
        this.history = history;
        this.others = others;
        this.lost = lost;
        this.drift = drift;
        this.scope = scope;
        this.isTrial = isTrial;
    }

    /** A table's rules in DQDL, in their order. */
    static List<RulePlan> dqdl(TablePlan table) {
        return table.rules().stream()
                .filter(rule -> rule.answer() != VerdictSource.DORMANT)
                .filter(rule -> rule.rule().check() instanceof Rule.Dqdl)
                .toList();
    }

    /**
     * Judges a run.
     *
     * @param sources with what was read of each
     * @throws IllegalStateException when the rules planned are not those judged
     */
    Judgement judge(Map<SourceInput, SourceCount> sources, Map<String, TableRun> tables) {
        List<RowCount> counts = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        sources.forEach((source, count) -> verdicts.addAll(source.verdicts(count)));
        for (TableRun table : tables.values()) {
            table.result()
                    .rules()
                    .forEach(rule -> counts.add(
                            new RowCount(rule.rule(), rule.evaluated(), rule.failed(), rule.notEvaluated())));
            boolean came =
                    table.result().counts().produced() > 0 || NewFilesCheck.came(table.plan(), scope, sources.keySet());
            verdicts.addAll(came ? checks(table, tables) : unasked(table));
            verdicts.addAll(compared(table, tables));
            verdicts.addAll(drift.of(table, came));
            table.plan().rules(VerdictSource.COUNTS).forEach(rule -> verdicts.add(counted(rule.rule(), table)));
        }
        for (RulePlan dormant : plan.rules(VerdictSource.DORMANT)) {
            verdicts.add(new Verdict(dormant.rule(), Verdict.Answer.DORMANT, 0, 0, "Not asked: " + dormant.reason()));
        }
        return Judgement.of(plan.product().rules(), counts, verdicts)
                .unsaid(unsaid(tables.values()))
                .waivedBy(plan.waivers());
    }

    /**
     * The rules of which no number of rows may be said. A trial needs the sources, and shows each number but which few rows a rule is
     * about.
     */
    private Set<String> unsaid(Collection<TableRun> tables) {
        Set<String> unsaid = new HashSet<>();
        for (TableRun table : tables) {
            long all = table.result().counts().judged();
            Stream<String> rules = isTrial
                    ? table.result().rules().stream()
                            .filter(rule -> rule.evaluated() > 0
                                    && rule.evaluated() < all
                                    && !EnoughRows.are(rule.evaluated(), all))
                            .map(RuleCount::rule)
                    : table.plan().rules().stream().filter(rule -> all > 0).map(RulePlan::id);
            rules.filter(rule -> !plan.maySayNumbers(table.plan(), rule)).forEach(unsaid::add);
        }
        return unsaid;
    }

    private static Verdict counted(Rule rule, TableRun table) {
        if (rule.check() instanceof Rule.NotEmpty) {
            return CountVerdict.notEmpty(rule, table.loaded().rows());
        }
        return table.loaded().isMade() ? CountVerdict.noneLeftOut(rule, table.count()) : unmerged(rule);
    }

    /** Of versions that were not merged nothing follows. */
    private static Verdict unmerged(Rule rule) {
        return new Verdict(rule, Verdict.Answer.DORMANT, 0, 0, "Not asked: rows are merged in a run alone");
    }

    private static List<Verdict> unasked(TableRun table) {
        return table.checks().stream()
                .map(check -> NewFilesCheck.nothing(check.rule()))
                .toList();
    }

    private List<Verdict> checks(TableRun table, Map<String, TableRun> tables) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule.Of of : Rule.Of.values()) {
            TableState state = of == Rule.Of.RELEASED
                    ? table.result().measured().released()
                    : table.result().measured().produced();
            for (LookupTableRows.Side side : LookupTableRows.Side.values()) {
                List<DqdlCheck> checks = checks(table, of, side);
                Set<Rule> asked = checks.stream().map(DqdlCheck::rule).collect(Collectors.toSet());
                verdicts.addAll(DqdlVerdicts.of(
                        checks,
                        Optional.of(state),
                        others.looks(table, asked, rows(table, of, side), tables, side),
                        history));
            }
        }
        return verdicts;
    }

    private static boolean isAside(TableRun table, Rule rule) {
        return table.plan().rules(VerdictSource.ASIDE).stream()
                .anyMatch(planned -> planned.rule().equals(rule));
    }

    private static List<DqdlCheck> checks(TableRun table, Rule.Of of, LookupTableRows.Side side) {
        return table.checks().stream()
                .filter(check -> check.rule().check() instanceof Rule.Dqdl dqdl && dqdl.of() == of)
                .filter(check -> isAside(table, check.rule()) == (side == LookupTableRows.Side.CLEAR))
                .toList();
    }

    private static Supplier<Dataset<Row>> rows(TableRun table, Rule.Of of, LookupTableRows.Side side) {
        return side == LookupTableRows.Side.CLEAR
                ? () -> table.keptAside().of(of)
                : table.brought().released();
    }

    /**
     * Where no row repeated a key before, those that share one with the run's rows tell whether any does now. Where some did, or
     * the rule was not asked, or some do now, all rows are counted: a share is of the whole table.
     */
    private Verdict key(Rule rule, Rule.Key key, TableRun table) {
        boolean noneBefore = scope.base(table.plan()).isPresent()
                && scope.last().stream()
                        .flatMap(last -> last.record().verdicts().stream())
                        .anyMatch(before -> before.rule().id().equals(rule.id())
                                && before.rule().table().equals(rule.table())
                                && before.rule().check().equals(rule.check())
                                && before.answer() == Verdict.Answer.PASSED
                                && before.rows().failed() == 0);
        if (noneBefore) {
            Verdict ofSharing = KeyAndReferenceCheck.key(rule, table.keyed(key.columns()));
            if (ofSharing.rows().failed() == 0) {
                return ofSharing;
            }
        }
        return KeyAndReferenceCheck.key(rule, table.allKeyed());
    }

    private List<Verdict> compared(TableRun table, Map<String, TableRun> tables) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RulePlan planned : table.plan().rules()) {
            Rule rule = planned.rule();
            if (planned.answer() == VerdictSource.KEY_COMPARE && rule.check() instanceof Rule.Key key) {
                verdicts.add(!table.loaded().isMade() ? unmerged(rule) : key(rule, key, table));
            } else if (planned.answer() == VerdictSource.ASIDE && rule.check() instanceof Rule.Reference) {
                Dataset<Row> released = table.keptAside().of(Rule.Of.RELEASED);
                verdicts.add(KeyAndReferenceCheck.reference(rule, released, released));
            } else if (planned.answer() == VerdictSource.ASIDE && rule.check() instanceof Rule.Key) {
                verdicts.add(KeyAndReferenceCheck.key(rule, table.keptAside().of(Rule.Of.RELEASED)));
            } else if (planned.answer() == VerdictSource.REFERENCE_COMPARE
                    && rule.check() instanceof Rule.Reference reference) {
                TableRun parent = tables.get(reference.parent());
                if (parent == null) {
                    throw new IllegalStateException("Parent '" + reference.parent() + "' was not staged");
                }
                verdicts.add(KeyAndReferenceCheck.reference(
                        rule,
                        lost.isAny(parent, reference.parentColumns())
                                ? table.product().rows()
                                : table.referring(),
                        parent.product().rows()));
            }
        }
        return verdicts;
    }
}
