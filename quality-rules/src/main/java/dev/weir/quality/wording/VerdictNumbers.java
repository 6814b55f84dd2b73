package dev.weir.quality.wording;

import java.util.Locale;

/** Numbers as verdicts tell them. */
public final class VerdictNumbers {

    private VerdictNumbers() {}

    /** {@code 3 of 1,200 rows}. */
    public static String rows(long some, long all) {
        return String.format(Locale.ROOT, "%,d of %,d %s", some, all, all == 1 ? "row" : "rows");
    }

    /** {@code 1 release}, {@code 12 releases}. */
    public static String releases(int number) {
        return number == 1 ? "1 release" : number + " releases";
    }

    /**
     * Why a rule that asks for past values passes unasked.
     *
     * @param there how many releases have one
     * @param needed how many it takes
     * @param otherwise how many more have one of another part of the table
     */
    public static String past(int there, int needed, int otherwise) {
        String wanted = needed == 1 ? "is a release" : "are " + needed + " releases";
        String found = there == 0 ? "none has" : there == 1 ? "one has" : there + " have";
        String others = otherwise == 0
                ? ""
                : ". " + releases(otherwise) + " measured another part of the table, such as the whole, and "
                        + (otherwise == 1 ? "does" : "do") + " not count";
        return "It passes until there " + wanted + " to compare with: " + found + " measured it" + others;
    }
}
