package dev.weir.jobs.engine.check;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.ClearColumns;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.Protection;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.privacy.mask.kind.Keep;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A plan that makes the same rows and leaves a part of its work undone: for looking at what is there. */
final class PartialPlan {

    private PartialPlan() {}

    /** Masks nothing, and judges no row. */
    static Plan clear(Plan plan) {
        return of(plan, rule -> makesRows(rule.rule()), PartialPlan::clear);
    }

    /** Masks as the plan does, and asks the rules alone that a row answers by itself: they say which rows are taken out. */
    static Plan masked(Plan plan) {
        return of(plan, rule -> makesRows(rule.rule()) || rule.answer() == VerdictSource.ROW, UnaryOperator.identity());
    }

    private static Plan of(Plan plan, Predicate<RulePlan> wanted, UnaryOperator<TablePlan> made) {
        Product product = plan.product();
        List<RulePlan> rules = plan.rules().stream().filter(wanted).toList();
        return new Plan(
                new Product(
                        product.id(),
                        product.about(),
                        product.audience(),
                        product.ports(),
                        rules.stream().map(RulePlan::rule).toList(),
                        product.concessions(),
                        product.files()),
                plan.day(),
                plan.reads(),
                plan.tables().stream()
                        .map(made)
                        .map(table -> new TablePlan(
                                table.table(),
                                table.format(),
                                table.route(),
                                table.protection(),
                                table.rules().stream().filter(wanted).toList(),
                                table.aside()))
                        .toList(),
                rules);
    }

    /** How a source is read hangs on the rules about its columns; what a cast cannot read is no value of any row. */
    private static boolean makesRows(Rule rule) {
        return rule.check() instanceof Rule.OfSource || rule.check() instanceof Rule.TextCast;
    }

    private static TablePlan clear(TablePlan table) {
        return new TablePlan(
                table.table(),
                table.format(),
                table.route(),
                new Protection(
                        table.masks().stream()
                                .map(mask -> new ColumnMask(
                                        mask.column(),
                                        new Keep(),
                                        mask.domain(),
                                        mask.chosenBy(),
                                        List.of(),
                                        List.of(),
                                        mask.before()))
                                .toList(),
                        MinorRows.UNASKED,
                        List.of(),
                        List.of(),
                        List.of()),
                table.rules(),
                new ClearColumns(List.of(), List.of()));
    }
}
