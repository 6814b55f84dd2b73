package dev.weir.jobs.plan.text;

import dev.weir.jobs.plan.MarkerGroup;
import dev.weir.jobs.plan.ParentLookup;
import dev.weir.jobs.plan.PlanWording;
import dev.weir.jobs.plan.TablePlan;

/**
 * What making a table costs, beside what its query does itself. Its rows pass once, whatever the numbers.
 *
 * @param shuffles how often all its rows move between tasks, for keys that are known before the sink
 * @param lookups how many parents are looked up, each a shuffle as well where the parent's keys are many
 * @param aside how many clear columns of each row are written a second time
 * @param jobs how many jobs follow over its staged rows
 */
public record TableCost(int shuffles, int lookups, int aside, int jobs) {

    /** The cost of a table. */
    public static TableCost of(TablePlan table) {
        int jobs = (int) table.rules().stream()
                .filter(rule -> rule.answer().afterStaging())
                .count();
        return new TableCost(
                MarkerGroup.of(table).size(),
                ParentLookup.of(table).size(),
                table.aside().columns().size(),
                jobs);
    }

    /** Such as {@code 1 pass, 1 shuffle, 2 look-ups; then 1 job}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("1 pass");
        if (shuffles > 0) {
            text.append(", ").append(PlanWording.count(shuffles, "shuffle"));
        }
        if (lookups > 0) {
            text.append(", ").append(PlanWording.count(lookups, "look-up"));
        }
        if (aside > 0) {
            text.append(", ").append(PlanWording.count(aside, "column")).append(" kept aside");
        }
        if (jobs > 0) {
            text.append("; then ").append(PlanWording.count(jobs, "job"));
        }
        return text.toString();
    }
}
