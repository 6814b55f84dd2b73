package dev.weir.quality.drift;

/** Changes of single figures. */
public final class FigureChanges {

    private FigureChanges() {}

    /**
     * The difference between two shares of NULL, from 0 to 1. A table without a row has no NULL.
     *
     * @param nulls of the rows before
     * @param currentNulls of the rows now
     */
    public static double ofNullRate(long nulls, long rows, long currentNulls, long currentRows) {
        return Math.abs(rate(currentNulls, currentRows) - rate(nulls, rows));
    }

    /**
     * The change of a number of different values, relative to the number before: 0.5 for half as many or half as many
     * again. Before none, it is relative to 1.
     */
    public static double ofCardinality(double reference, double current) {
        return Math.abs(current - reference) / Math.max(1, reference);
    }

    private static double rate(long nulls, long rows) {
        return rows == 0 ? 0 : (double) nulls / rows;
    }
}
