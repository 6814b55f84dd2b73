package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.jobs.plan.ColumnMask;
import java.util.List;
import java.util.Optional;

/** Whether tables can be loaded as their contracts say, with the masks that their columns have. */
record LoadValidation(Product product, Problems problems) {
    /** Tells what stands against a table's load. */
    void check(Table table, List<ColumnMask> masks) {
        if (table.making().load() instanceof Load.Append load) {
            kept(table, masks, load.interval(), "the rows of an interval are found by it in the released table");
            present(table, load.interval());
        } else if (table.making().load() instanceof Load.Merge load) {
            kept(table, masks, load.order(), "rows of the run are compared by it with released ones");
            present(table, load.order());
            load.deletes()
                    .ifPresent(deletes ->
                            kept(table, masks, deletes, "it is read where rows are merged, after the masks"));
            table.keys().primary().forEach(key -> keptApart(table, masks, key));
        }
    }

    private void kept(Table table, List<ColumnMask> masks, String column, String why) {
        masks.stream()
                .filter(mask -> mask.column().equals(column) && !mask.keeps())
                .forEach(mask -> problems.add(
                        Code.LOAD,
                        table.placeOf(column),
                        "The column '" + column + "' of '" + table.name() + "' is masked ("
                                + mask.mask().display() + ", " + mask.reason() + ")",
                        "'weirLoad: " + table.making().load().mode() + "' needs its value as it is: " + why,
                        "name a column that is kept, or write 'weirLoad: replace'"));
    }

    private void keptApart(Table table, List<ColumnMask> masks, String column) {
        masks.stream()
                .filter(mask -> mask.column().equals(column) && !mask.isInjective())
                .forEach(mask -> problems.add(
                        Code.LOAD,
                        table.placeOf(column),
                        "The key column '" + column + "' of '" + table.name() + "' is masked ("
                                + mask.mask().display() + ", " + mask.reason() + ")",
                        "rows are merged by their key as it is released, and this mask makes different values equal",
                        "keep it, pseudonymise it or encrypt it in any form, or write 'weirLoad: replace'"));
    }

    /** A row without the value would be added again and again: the rule that it is there has to take such rows out. */
    private void present(Table table, String column) {
        product.rules().stream()
                .filter(rule -> rule.table().equals(table.name())
                        && rule.check() instanceof Rule.Row row
                        && row.columns().equals(List.of(column))
                        && rule.id().equals(table.name() + "." + column + ".required"))
                .forEach(rule -> letsThrough(rule)
                        .ifPresent(how -> problems.add(
                                Code.LOAD,
                                rule.place(),
                                "Rule '" + rule.id() + "' " + how,
                                "'weirLoad: " + table.making().load().mode() + "' cannot place a row whose '" + column
                                        + "' is NULL",
                                "let it quarantine, or block: every such row, on every day")));
    }

    /** How a row that breaks a rule can be released all the same; empty where none is. */
    private Optional<String> letsThrough(Rule rule) {
        if (rule.severity() == Severity.WARN) {
            return Optional.of("only warns");
        }
        if (rule.terms().from().isPresent() || rule.terms().until().isPresent()) {
            return Optional.of("is not in force on every day");
        }
        if (rule.severity() != Severity.BLOCK) {
            return Optional.empty();
        }
        if (rule.terms().threshold().isPresent()) {
            return Optional.of("lets rows pass up to its threshold");
        }
        return product.concessions().waivers().stream()
                        .anyMatch(waiver -> waiver.rule().equals(rule.id()))
                ? Optional.of("is waived")
                : Optional.empty();
    }
}
