package dev.weir.quality.wording;

import java.util.Locale;

/** Numbers as verdicts tell them. */
public final class Sentences {

    private Sentences() {}

    /** {@code 3 of 1,200 rows}. */
    public static String rows(long some, long all) {
        return String.format(Locale.ROOT, "%,d of %,d %s", some, all, all == 1 ? "row" : "rows");
    }

    /** Why a rule that asks for past values passes unasked. */
    public static String past(int there, int needed) {
        String wanted = needed == 1 ? "is a release" : "are " + needed + " releases";
        String found = there == 0 ? "none has" : there == 1 ? "one has" : there + " have";
        return "It passes until there " + wanted + " to compare with: " + found + " measured it";
    }
}
