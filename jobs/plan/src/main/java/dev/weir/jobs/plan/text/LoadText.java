package dev.weir.jobs.plan.text;

import dev.weir.contracts.Load;
import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/** A table's load in words. */
final class LoadText {

    private LoadText() {}

    /** What becomes of the rows that are there, such as {@code load     append: …}. */
    static String of(TablePlan table) {
        String words = table.load()
                .match(
                        replace -> "the rows of the run are the table",
                        append -> "the rows of one interval of '" + append.interval()
                                + "' take the place of those that are there",
                        incremental -> "the rows of new files of " + incremental.source() + " are added",
                        merge -> "by " + String.join(", ", table.table().keys().primary()) + ", the later '"
                                + merge.order()
                                + "' wins"
                                + merge.deletes()
                                        .map(deletes -> "; '" + deletes + "' takes a row out")
                                        .orElse("")
                                + (merge.history() == Load.History.TYPE_2
                                        ? "; every version is kept, from " + Load.Merge.VALID_FROM + " up to "
                                                + Load.Merge.VALID_TO
                                        : ""));
        return String.format(
                java.util.Locale.ROOT, "%-8s %s: %s", "load", table.load().mode(), words);
    }

    /** What is judged where. */
    static List<String> reasons(TablePlan table) {
        List<String> reasons = new ArrayList<>();
        reasons.add("rules judge the rows that the run brings");
        List<String> keys = table.rules().stream()
                .map(RulePlan::rule)
                .filter(rule -> rule.check() instanceof Rule.Key || rule.check() instanceof Rule.Reference)
                .map(Rule::id)
                .toList();
        if (!keys.isEmpty()) {
            reasons.add("held against the rows that are there as well: " + String.join(", ", keys));
        }
        if (table.load() instanceof Load.Append append) {
            reasons.add("rows of other intervals of '" + append.interval() + "' are left out before they are judged");
        }
        return reasons;
    }
}
