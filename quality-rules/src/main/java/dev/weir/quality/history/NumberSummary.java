package dev.weir.quality.history;

import static java.util.Objects.requireNonNull;

import dev.weir.quality.state.NumberState;
import java.util.Optional;

/**
 * What is kept of a column's numbers; days for a date, microseconds for a timestamp, both since 1970.
 *
 * @param mean of the values that are not NULL
 * @param m2 the sum of squared differences from the mean
 * @param sum of the values
 * @param extent the least and the greatest; empty for a masked column, since each is somebody's value
 */
public record NumberSummary(double mean, double m2, double sum, Optional<Extent> extent) {

    public NumberSummary {
        requireNonNull(extent, "extent");
    }

    /** The least and the greatest value. */
    public record Extent(double minimum, double maximum) {}

    static NumberSummary of(NumberState state, Optional<Extent> extent) {
        return new NumberSummary(state.mean(), state.m2(), state.sum(), extent);
    }
}
