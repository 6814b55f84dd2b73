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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Answers what no single row can, and puts every rule's one verdict together. */
final class CompareStep {

    private final Plan plan;

    CompareStep(Plan plan) {
        this.plan = plan;
    }

    /** A table's rules in DQDL, in their order. */
    static List<RulePlan> dqdl(TablePlan table) {
        return table.rules().stream()
                .filter(rule -> rule.answer() == Answer.STATES || rule.answer() == Answer.STAGED)
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
            if (!overRows.isEmpty()) {
                verdicts.addAll(DqdlVerdicts.overRows(overRows, rows(table, of)));
            }
        }
        return verdicts;
    }

    private static List<DqdlCheck> checks(TableRun table, Rule.Of of, Answerable answer) {
        return table.checks().stream()
                .filter(check -> check.rule().check() instanceof Rule.Dqdl dqdl && dqdl.of() == of)
                .filter(check -> check.answerable() == answer)
                .toList();
    }

    private static Dataset<Row> rows(TableRun table, Rule.Of of) {
        Dataset<Row> released = table.product().rows();
        return of == Rule.Of.RELEASED
                ? released
                : released.unionByName(table.fates().quarantined().select(columns(released)));
    }

    private static Column[] columns(Dataset<Row> rows) {
        return java.util.Arrays.stream(rows.columns())
                .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
    }

    private static List<Verdict> compared(TableRun table, Map<String, TableRun> tables) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RulePlan planned : table.plan().rules()) {
            Rule rule = planned.rule();
            if (planned.answer() == Answer.KEY_COMPARE && rule.check() instanceof Rule.Key) {
                verdicts.add(Compare.key(rule, table.product().rows()));
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
