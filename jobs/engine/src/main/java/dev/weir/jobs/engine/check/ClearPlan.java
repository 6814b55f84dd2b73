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
import dev.weir.privacy.mask.kind.Keep;
import java.util.List;

/** A plan that makes the same rows, masks nothing and judges none of them: for looking at what is there. */
final class ClearPlan {

    private ClearPlan() {}

    static Plan of(Plan plan) {
        Product product = plan.product();
        List<Rule> rules = product.rules().stream().filter(ClearPlan::makesRows).toList();
        List<RulePlan> planned = plan.rules().stream()
                .filter(rule -> rules.contains(rule.rule()))
                .toList();
        return new Plan(
                new Product(
                        product.id(),
                        product.about(),
                        product.audience(),
                        product.ports(),
                        rules,
                        Product.Concessions.NONE,
                        product.files()),
                plan.day(),
                plan.reads(),
                plan.tables().stream().map(ClearPlan::clear).toList(),
                planned);
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
                table.rules().stream().filter(rule -> makesRows(rule.rule())).toList(),
                new ClearColumns(List.of(), List.of()));
    }
}
