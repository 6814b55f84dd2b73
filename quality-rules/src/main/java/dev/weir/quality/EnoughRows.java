package dev.weir.quality;

import dev.weir.contracts.Rule;

/** How many rows a rule with {@code where} has to be about, for a check to show which of them it is about by masked values. */
public final class EnoughRows {

    private EnoughRows() {}

    /** Whether these are many of all rows, and the others are many or none. */
    public static boolean are(long rows, long all) {
        return rows >= Rule.Dqdl.ROWS_TO_TELL_OF && (rows == all || all - rows >= Rule.Dqdl.ROWS_TO_TELL_OF);
    }
}
