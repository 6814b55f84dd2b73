package dev.weir.quality.drift;

import dev.weir.contracts.Rule;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * How many rows the next release should have, by those of releases like it, and how far off that may well be: the mean, and the
 * standard deviation of a prediction from it, which is that of the sample times √(1 + 1/n). What is predicted so has Student's
 * distribution (Student 1908; Hahn and Meeker, Statistical Intervals, 1991, 4.7).
 *
 * @param rows the expected number
 * @param deviation the standard deviation of the prediction; that of the sample is never less than one row, since a series that
 *     never changed knows none
 * @param freedom its degrees of freedom
 */
public record RowCountForecast(double rows, double deviation, int freedom) {

    /** The fewest releases that a forecast is made of. */
    public static final int FEWEST = 3;

    private static final int STEPS = 100;

    /**
     * The forecast from releases like the one that is judged, which has no part in it.
     *
     * @param past numbers of rows
     * @throws IllegalArgumentException with fewer than {@value #FEWEST}
     */
    public static RowCountForecast of(List<Double> past) {
        if (past.size() < FEWEST) {
            throw new IllegalArgumentException(past.size() + " releases are fewer than " + FEWEST);
        }
        double mean = past.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = 0;
        for (double rows : past) {
            squares += (rows - mean) * (rows - mean);
        }
        int freedom = past.size() - 1;
        double sample = Math.max(1, Math.sqrt(squares / freedom));
        return new RowCountForecast(mean, sample * Math.sqrt(1 + 1.0 / past.size()), freedom);
    }

    /** How probable it is that a number of rows is so far from the forecast or farther, on either side, if nothing has changed. */
    public double probability(double current) {
        return 2 * tail(current);
    }

    /**
     * How unusual a number of rows is: as many standard deviations from the mean of a normal distribution are as improbable. From
     * few releases a deviation is known badly, so more of it is usual.
     */
    public double deviations(double current) {
        if (current == rows) {
            return 0; // where the solver only comes near to it
        }
        double tail = tail(current);
        return tail <= normalTail(Rule.Drift.MOST_DEVIATIONS)
                ? Rule.Drift.MOST_DEVIATIONS
                : new BisectionSolver()
                        .solve(STEPS, deviations -> normalTail(deviations) - tail, 0, Rule.Drift.MOST_DEVIATIONS);
    }

    /** Of far deviations, too, where the distribution of the library is 0. */
    private static double normalTail(double deviations) {
        return Erf.erfc(deviations / Math.sqrt(2)) / 2;
    }

    private double tail(double current) {
        return new TDistribution(null, freedom).cumulativeProbability(-Math.abs(current - rows) / deviation);
    }
}
