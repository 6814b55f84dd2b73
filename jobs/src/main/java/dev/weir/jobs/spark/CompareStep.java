package dev.weir.jobs.spark;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.plan.Answer;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.Compare;
import dev.weir.quality.Judgement;
import dev.weir.quality.RowCount;
import dev.weir.quality.dqdl.Answerable;
import dev.weir.quality.dqdl.DqdlCheck;
import dev.weir.quality.dqdl.DqdlVerdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Answers what no single row can, and puts every rule's one verdict together. */
final class CompareStep {

    private final Plan plan;

    CompareStep(Plan plan) {
        this.plan = plan;
    }

    /** A table's rules in DQDL, in their order. */
    static List<RulePlan> dqdl(TablePlan table) {
        return table.rules().stream()
                .filter(rule -> rule.answer() != Answer.DORMANT)
                .filter(rule -> rule.rule().check() instanceof Rule.Dqdl)
                .toList();
    }

    /**
     * Judges a run.
     *
     * @throws IllegalStateException when the rules planned are not those judged
     */
    Judgement judge(List<SourceInput> sources, Map<String, TableRun> tables) {
        List<RowCount> counts = new ArrayList<>();
        List<Verdict> others = new ArrayList<>();
        sources.forEach(source -> others.addAll(source.verdicts()));
        for (TableRun table : tables.values()) {
            table.result()
                    .rules()
                    .forEach(rule -> counts.add(new RowCount(rule.rule(), rule.evaluated(), rule.failed())));
            others.addAll(checks(table));
            others.addAll(compared(table, tables));
        }
        for (RulePlan dormant : plan.rules(Answer.DORMANT)) {
            others.add(new Verdict(dormant.rule(), Verdict.Answer.DORMANT, 0, 0, "Not asked: " + dormant.reason()));
        }
        return Judgement.of(plan.product().rules(), counts, others).waivedBy(plan.waivers());
    }

    private static List<Verdict> checks(TableRun table) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule.Of of : Rule.Of.values()) {
            List<DqdlCheck> fromStates = checks(table, of, Answerable.STATES);
            if (!fromStates.isEmpty()) {
                verdicts.addAll(DqdlVerdicts.fromStates(
                        fromStates,
                        of == Rule.Of.RELEASED
                                ? table.result().released()
                                : table.result().produced()));
            }
            List<DqdlCheck> overRows = checks(table, of, Answerable.STAGED);
            List<DqdlCheck> overAside = overRows.stream()
                    .filter(check -> isAside(table, check.rule()))
                    .toList();
            if (!overAside.isEmpty()) {
                verdicts.addAll(
                        DqdlVerdicts.overRows(overAside, table.keptAside().of(of)));
            }
            List<DqdlCheck> overStaged = overRows.stream()
                    .filter(check -> !overAside.contains(check))
                    .toList();
            if (!overStaged.isEmpty()) {
                verdicts.addAll(
                        DqdlVerdicts.overRows(overStaged, table.product().rows()));
            }
        }
        return verdicts;
    }

    private static boolean isAside(TableRun table, Rule rule) {
        return table.plan().rules(Answer.ASIDE).stream()
                .anyMatch(planned -> planned.rule().equals(rule));
    }

    private static List<DqdlCheck> checks(TableRun table, Rule.Of of, Answerable answer) {
        return table.checks().stream()
                .filter(check -> check.rule().check() instanceof Rule.Dqdl dqdl && dqdl.of() == of)
                .filter(check -> check.answerable() == answer)
                .toList();
    }

    private static List<Verdict> compared(TableRun table, Map<String, TableRun> tables) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RulePlan planned : table.plan().rules()) {
            Rule rule = planned.rule();
            if (planned.answer() == Answer.KEY_COMPARE && rule.check() instanceof Rule.Key) {
                verdicts.add(Compare.key(rule, table.product().rows()));
            } else if (planned.answer() == Answer.ASIDE && rule.check() instanceof Rule.Reference) {
                Dataset<Row> released = table.keptAside().of(Rule.Of.RELEASED);
                verdicts.add(Compare.reference(rule, released, released));
            } else if (planned.answer() == Answer.ASIDE && rule.check() instanceof Rule.Key) {
                verdicts.add(Compare.key(rule, table.keptAside().of(Rule.Of.RELEASED)));
            } else if (planned.answer() == Answer.REFERENCE_COMPARE
                    && rule.check() instanceof Rule.Reference reference) {
                TableRun parent = tables.get(reference.parent());
                if (parent == null) {
                    throw new IllegalStateException("Parent '" + reference.parent() + "' was not staged");
                }
                verdicts.add(Compare.reference(
                        rule, table.product().rows(), parent.product().rows()));
            }
        }
        return verdicts;
    }
}
