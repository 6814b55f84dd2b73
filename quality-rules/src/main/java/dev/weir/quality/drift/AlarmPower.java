package dev.weir.quality.drift;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Whether a rule with an alarm would find a shift that matters, so that it is worth its place among those that share it. */
public final class AlarmPower {

    /** What a shift of a normal distribution by half a standard deviation gives in two halves; in quarters or tenths. */
    private static final double IN_HALVES = 0.15;

    private static final double IN_QUARTERS = 0.2;

    private static final double FOUND = 0.95;

    private AlarmPower() {}

    /**
     * Whether a population stability index finds a shift of half a standard deviation 95 times out of 100, by the
     * non-central law of chi-square, taken for a normal one.
     *
     * @param values different ones; tenths are taken of numbers
     * @param rows of either release
     * @param releases once in how many an alarm may be false
     * @param alarms how many rules share that
     */
    public static boolean findsHalfADeviation(long values, boolean numbers, long rows, int releases, int alarms) {
        long classes = Math.min(
                values,
                numbers
                        ? CategoryCounts.classes((double) rows, (double) rows)
                        : Math.max(2, rows / (2 * CategoryCounts.ROWS_OF_A_CLASS)));
        if (classes < 2 || rows < 2L * CategoryCounts.ROWS_OF_A_CLASS) {
            return false;
        }
        double degrees = (double) classes - 1;
        double bound = new ChiSquaredDistribution(degrees)
                .inverseCumulativeProbability(1 - 1.0 / ((double) releases * Math.max(1, alarms)));
        double moved = (classes < 4 ? IN_HALVES : IN_QUARTERS) * (double) rows / 2;
        double deviations = (degrees + moved - bound) / Math.sqrt(2 * (degrees + 2 * moved));
        return new NormalDistribution().cumulativeProbability(deviations) >= FOUND;
    }
}
