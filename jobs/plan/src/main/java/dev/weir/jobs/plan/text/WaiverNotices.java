package dev.weir.jobs.plan.text;

import dev.weir.contracts.Waiver;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.PlanWording;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** What people should know of a product's waivers on the day of a run. */
final class WaiverNotices {

    private static final int WARNING_DAYS = 7;

    private WaiverNotices() {}

    /** A sentence for each waiver: in force, about to end, or ended; those that end first come first. */
    static List<String> of(Plan plan) {
        return plan.product().concessions().waivers().stream()
                .sorted(Comparator.comparing(Waiver::until).thenComparing(Waiver::rule))
                .map(waiver -> waiver.rule() + " " + state(waiver, plan))
                .toList();
    }

    private static String state(Waiver waiver, Plan plan) {
        long days = ChronoUnit.DAYS.between(plan.day(), waiver.until());
        if (days < 0) {
            return "was waived until " + waiver.until() + ": the waiver has ended, and the rule is in force again";
        }
        String until = "may fail until " + waiver.until() + ", says " + waiver.by();
        if (days > WARNING_DAYS) {
            return until;
        }
        return until + ": the waiver ends " + (days == 0 ? "today" : "in " + PlanWording.count(days, "day"));
    }
}
