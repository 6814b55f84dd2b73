package dev.weir.jobs.plan;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.Waiver;
import java.time.LocalDate;

/** How long a failing rule may be accepted. */
public final class WaiverTerm {

    private WaiverTerm() {}

    /** The last day that a waiver may name on a day. */
    public static LocalDate last(LocalDate day) {
        return day.plusYears(1);
    }

    /** Reports each waiver that lasts for more than a year from the day of the run. */
    public static void check(Product product, LocalDate day, Problems problems) {
        for (Waiver waiver : product.concessions().waivers()) {
            if (waiver.until().isAfter(last(day))) {
                problems.add(
                        Code.INVALID_VALUE,
                        waiver.place(),
                        "The waiver of '" + waiver.rule() + "' lasts until " + waiver.until(),
                        "what is accepted for more than a year is no exception any more",
                        "write a day up to " + last(day) + ", or change the rule");
            }
        }
    }
}
