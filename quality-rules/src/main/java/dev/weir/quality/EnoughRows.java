package dev.weir.quality;

import dev.weir.contracts.Rule;

/**
 * How many rows have to stand behind a number that is said or kept of a masked column. Every kind of rule asks here: what is not let
 * through is judged, and its verdict alone is said. A number that is not known counts as few.
 */
public final class EnoughRows {

    private EnoughRows() {}

    /** Whether these are many of all rows, and the others are many or none: two rules that differ in a few rows tell what is in these. */
    public static boolean are(long rows, long all) {
        return rows >= Rule.Dqdl.ROWS_TO_TELL_OF && (rows == all || all - rows >= Rule.Dqdl.ROWS_TO_TELL_OF);
    }

    /** The same of the rows for which a condition holds; where it holds for none, the verdict can say as much. */
    public static boolean arePart(long rows, long all) {
        return rows == 0 || are(rows, all);
    }
}
