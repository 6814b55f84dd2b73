package dev.weir.jobs.plan;

/** Words in which a plan is printed. */
public final class PlanWording {

    private PlanWording() {}

    /** {@code 1 table}, {@code 2 tables}, {@code no tables}. */
    public static String count(long number, String noun) {
        return (number == 0 ? "no" : Long.toString(number)) + " " + noun + (number == 1 ? "" : "s");
    }
}
