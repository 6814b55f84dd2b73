package dev.weir.quality.drift;

import java.util.List;

/**
 * How many rows the next release should have, by those of the releases before it, and how far off that may well be.
 *
 * @param rows the expected number
 * @param deviation the standard deviation of past numbers from what would have been forecast; never less than one row,
 *     since a series that never changed knows no deviation
 */
public record RowCountForecast(double rows, double deviation) {

    /** The fewest releases that a forecast without seasons is made of. */
    public static final int FEWEST = 3;

    private static final int STEPS = 10;

    public RowCountForecast {
        deviation = Math.max(1, deviation);
    }

    /** The fewest releases that a forecast is made of: two seasons and one more, to see how good it is. */
    public static int fewest(int season) {
        return 2 * season + 1;
    }

    /**
     * Without seasons: the mean of the series and its standard deviation (of the population), as Deequ's
     * {@code OnlineNormalStrategy} runs them. Unlike there the number that is judged has no part in them.
     *
     * @param past numbers of rows, the oldest first
     * @throws IllegalArgumentException with fewer than {@value #FEWEST}
     */
    public static RowCountForecast steady(List<Double> past) {
        require(past, FEWEST);
        double mean = past.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = 0;
        for (double rows : past) {
            squares += (rows - mean) * (rows - mean);
        }
        return new RowCountForecast(mean, Math.sqrt(squares / past.size()));
    }

    /**
     * With seasons: Holt's and Winters' additive triple smoothing (Winters 1960), begun and run as in Deequ's {@code
     * HoltWinters}. Its three factors are those of a grid of tenths that leave the least squared error on the series.
     *
     * @param past numbers of rows, the oldest first
     * @param season releases to a season, such as 7
     * @throws IllegalArgumentException with fewer than {@link #fewest}, or a season of less than 2
     */
    public static RowCountForecast seasonal(List<Double> past, int season) {
        if (season < 2) {
            throw new IllegalArgumentException("A season of " + season + " is none");
        }
        require(past, fewest(season));
        double[] series = past.stream().mapToDouble(Double::doubleValue).toArray();
        Smoothing best = null;
        for (int alpha = 0; alpha <= STEPS; alpha++) {
            for (int beta = 0; beta <= STEPS; beta++) {
                for (int gamma = 0; gamma <= STEPS; gamma++) {
                    Smoothing smoothing = smooth(series, season, tenth(alpha), tenth(beta), tenth(gamma));
                    if (best == null || smoothing.squaredError < best.squaredError) {
                        best = smoothing;
                    }
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("The grid is empty");
        }
        return new RowCountForecast(best.forecast, best.deviation);
    }

    /** How unusual a number of rows is: how many standard deviations it is from the forecast. */
    public double deviations(double current) {
        return Math.abs(current - rows) / deviation;
    }

    /** One step ahead over the whole series, then one more. */
    static Smoothing smooth(double[] series, int season, double alpha, double beta, double gamma) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < season; i++) {
            first += series[i];
            second += series[season + i];
        }
        double level = first / season;
        double trend = (second - first) / ((double) season * season);
        double[] seasons = new double[series.length + season];
        for (int i = 0; i < season; i++) {
            seasons[i] = series[i] - level;
        }
        double[] residuals = new double[series.length];
        for (int t = 0; t < series.length; t++) {
            residuals[t] = series[t] - (level + trend + seasons[t]);
            double before = level;
            level = alpha * (series[t] - seasons[t]) + (1 - alpha) * (level + trend);
            seasons[t + season] = gamma * (series[t] - before - trend) + (1 - gamma) * seasons[t];
            trend = beta * (level - before) + (1 - beta) * trend;
        }
        double squares = 0;
        double sum = 0;
        for (double residual : residuals) {
            squares += residual * residual;
            sum += residual;
        }
        double mean = sum / residuals.length;
        double variance = Math.max(0, squares / residuals.length - mean * mean);
        return new Smoothing(level + trend + seasons[series.length], squares, Math.sqrt(variance));
    }

    private static double tenth(int steps) {
        return (double) steps / STEPS;
    }

    private static void require(List<Double> past, int fewest) {
        if (past.size() < fewest) {
            throw new IllegalArgumentException(past.size() + " releases are fewer than " + fewest);
        }
    }

    /** A smoothed series: what comes next, the sum of squared residuals, and their standard deviation. */
    record Smoothing(double forecast, double squaredError, double deviation) {}
}
