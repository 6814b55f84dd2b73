package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import java.util.List;
import java.util.Optional;

/** Primary keys that hold in every release, because their rules see to it. */
public record TableKeys(Plan plan) {

    /** The key of what a query reads: of a table of the product whose rule blocks or quarantines; none of a source. */
    public List<String> of(Input input) {
        return input.origin() == Input.Origin.TABLE
                ? key(plan.table(input.name())).map(TableKeys::columns).orElse(List.of())
                : List.of();
    }

    /**
     * The key that all rows have which a table's query makes. One that blocks is judged on the rows that got in, so it proves
     * nothing where other rules take rows out before.
     */
    public List<String> ofRows(TablePlan table) {
        return key(table)
                .filter(key -> ((Rule.Key) key.rule().check()).keep().isEmpty())
                .filter(key -> key.rule().severity() == Severity.QUARANTINE || !takesOut(table))
                .map(TableKeys::columns)
                .orElse(List.of());
    }

    private static boolean takesOut(TablePlan table) {
        return table.rules().stream().anyMatch(rule -> rule.rule().severity() == Severity.QUARANTINE)
                || table.protection().minors().canDrop();
    }

    private static List<String> columns(RulePlan key) {
        return ((Rule.Key) key.rule().check()).columns();
    }

    private Optional<RulePlan> key(TablePlan table) {
        List<String> primary = table.table().keys().primary();
        return table.rules().stream()
                .filter(rule -> rule.rule().check() instanceof Rule.Key key
                        && key.columns().equals(primary)
                        && key.where().isEmpty()
                        && rule.answer() != VerdictSource.DORMANT
                        && bears(rule.rule()))
                .findFirst();
    }

    private boolean bears(Rule rule) {
        return rule.severity() == Severity.QUARANTINE
                || (rule.severity() == Severity.BLOCK
                        && rule.terms().threshold().isEmpty()
                        && plan.waivers().stream()
                                .noneMatch(waiver -> waiver.rule().equals(rule.id())));
    }
}
