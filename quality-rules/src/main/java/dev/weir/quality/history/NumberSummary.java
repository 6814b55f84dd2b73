package dev.weir.quality.history;

import dev.weir.quality.state.NumberState;
import java.util.Optional;

/**
 * What is kept of a column's numbers; days for a date, microseconds for a timestamp, both since 1970.
 *
 * @param mean of the values that are not NULL
 * @param m2 the sum of squared differences from the mean
 * @param sum of the values
 * @param extent the least and the greatest; empty for a masked column, since each is one person's value
 */
public record NumberSummary(double mean, double m2, double sum, Optional<Extent> extent) {
    /** The least and the greatest value. */
    public record Extent(double minimum, double maximum) {}

    static NumberSummary of(NumberState state, Optional<Extent> extent) {
        return new NumberSummary(state.mean(), state.m2(), state.sum(), extent);
    }

    /**
     * Of a masked column: mean and variance to steps of half their standard errors, up to the whole. That is as well as they are
     * known of what the values are a sample of. The sums of two releases that differ in one row, exact ones, would differ by its value;
     * these may differ by more than the values' own spread, whatever it is.
     *
     * @param state of two values and more
     */
    static NumberSummary blurred(NumberState state) {
        double count = state.count();
        double variance = state.m2() / count;
        double mean = stepped(state.mean(), Math.sqrt(variance / count));
        return new NumberSummary(
                mean, stepped(variance, variance * Math.sqrt(2 / count)) * count, mean * count, Optional.empty());
    }

    /** Steps are powers of two, so that those of two releases are mostly the same. */
    private static double stepped(double value, double error) {
        if (!(error > 0) || !Double.isFinite(error)) {
            return value;
        }
        double step = Math.scalb(1.0, Math.getExponent(error));
        return Math.rint(value / step) * step;
    }
}
