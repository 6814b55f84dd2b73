package dev.weir.quality.history;

import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.DistinctState;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.LengthState;
import dev.weir.quality.state.QuantileState;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is kept of one column of one release. Of a masked column that is how many values there are and how many different ones; where
 * its mask shows which are equal, how often each as well, by keyed pseudonyms. Nothing else is: where all values of a load are one, their mean is each of them, and where one is far
 * from the others, mean and spread tell it.
 *
 * @param rows of the table
 * @param nonNull values that are there
 * @param numbers of numbers, dates and timestamps; empty without a value, and for a masked column
 * @param lengths of the shortest and the longest text
 * @param quantiles of numbers
 * @param values which there are
 */
public record ColumnSummary(
        long rows,
        long nonNull,
        Optional<NumberSummary> numbers,
        Optional<Lengths> lengths,
        Optional<QuantileState> quantiles,
        Values values) {

    public ColumnSummary {
        if (nonNull < 0 || nonNull > rows) {
            throw new IllegalArgumentException(nonNull + " values in " + rows + " rows");
        }
    }

    /**
     * Which values there are.
     *
     * @param distinct about how many, exactly where they are counted
     * @param registers of the sketch of distinct values
     * @param frequencies of columns of few values
     * @param pseudonymKey the id of the key under which the values of {@code frequencies} are named; empty for clear values
     */
    public record Values(
            OptionalDouble distinct,
            Optional<DistinctState> registers,
            Optional<FrequencyState> frequencies,
            Optional<String> pseudonymKey) {

        /** Whether their number is an estimate: they were not counted one by one, or too many. */
        public boolean isDistinctEstimated() {
            return distinct.isPresent()
                    && frequencies.filter(counts -> !counts.overflowed()).isEmpty();
        }
    }

    /** The shortest and the longest text, in characters. */
    public record Lengths(int shortest, int longest) {}

    /** Of a column that is released as it is. */
    public static ColumnSummary clear(long rows, ColumnState state) {
        return new ColumnSummary(
                rows,
                state.nonNull(),
                state.numbers().filter(numbers -> numbers.count() > 0).map(NumberSummary::of),
                state.lengths().filter(lengths -> !lengths.isEmpty()).map(ColumnSummary::lengths),
                state.quantiles(),
                new Values(distinct(state), state.distinct(), state.frequencies(), Optional.empty()));
    }

    /**
     * Of a column that is masked.
     *
     * @param state whose frequencies are by pseudonyms; none where the mask hides which values are equal
     * @param pseudonymKey the id of the key that they are made with
     * @param showsEquality whether the mask shows how many different values there are
     */
    public static ColumnSummary masked(long rows, ColumnState state, String pseudonymKey, boolean showsEquality) {
        return new ColumnSummary(
                rows,
                state.nonNull(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Values(
                        showsEquality ? distinct(state) : OptionalDouble.empty(),
                        Optional.empty(),
                        state.frequencies(),
                        state.frequencies().map(counted -> pseudonymKey)));
    }

    /** The share of values that are there; 1 without a row. */
    public double completeness() {
        return rows == 0 ? 1 : (double) nonNull / rows;
    }

    private static Lengths lengths(LengthState state) {
        return new Lengths(state.shortest(), state.longest());
    }

    private static OptionalDouble distinct(ColumnState state) {
        Optional<FrequencyState> exact = state.frequencies().filter(counts -> !counts.overflowed());
        if (exact.isPresent()) {
            return OptionalDouble.of(exact.get().counts().size());
        }
        return state.distinct().isPresent()
                ? OptionalDouble.of(state.distinct().get().estimate())
                : OptionalDouble.empty();
    }
}
