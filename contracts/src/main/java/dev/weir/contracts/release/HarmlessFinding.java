package dev.weir.contracts.release;

import dev.weir.contracts.HarmlessColumn;

/**
 * Values of a released column that look like what identifies people, and that a steward calls harmless.
 *
 * @param statement the steward's statement
 * @param category that they have the form of
 * @param found values that have it
 * @param values of the column that were looked at
 */
public record HarmlessFinding(HarmlessColumn statement, String category, long found, long values) {

    public HarmlessFinding {
        if (!statement.looksLike().contains(category) || found < 1 || found > values) {
            throw new IllegalArgumentException(
                    statement.name() + " looks like " + category + " in " + found + " of " + values + " values");
        }
    }

    /** What was found, until when it is harmless, by whom, and why. */
    public String words() {
        return statement.name() + " looks like " + category + " in " + found + " of " + values + " values: "
                + statement.words();
    }

    /** Whether it is about the same column and category. */
    public boolean isOf(HarmlessFinding other) {
        return statement.name().equals(other.statement.name()) && category.equals(other.category);
    }
}
