package dev.weir.quality.history;

import dev.weir.quality.state.NumberState;

/**
 * What is kept of a column's numbers; days for a date, microseconds for a timestamp, both since 1970.
 *
 * @param mean of the values that are not NULL
 * @param m2 the sum of squared differences from the mean
 * @param sum of the values
 * @param minimum the least value
 * @param maximum the greatest value
 */
public record NumberSummary(double mean, double m2, double sum, double minimum, double maximum) {

    static NumberSummary of(NumberState state) {
        return new NumberSummary(state.mean(), state.m2(), state.sum(), state.minimum(), state.maximum());
    }
}
