package dev.weir.quality.drift;

import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.QuantileState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the values of a column are spread, over one release or several.
 *
 * @param rows of all of them
 * @param nonNull values that are there
 * @param distinct different values, the mean of the releases; empty where none is kept
 * @param frequencies of all of them together; empty where one keeps none, or names its values under another key
 * @param pseudonymKey under which the values of {@code frequencies} are named; empty for clear values
 * @param quantiles of all of them together; empty where one keeps none
 * @param mean of all values, exactly; NaN where one keeps none
 */
record Distribution(
        long rows,
        long nonNull,
        OptionalDouble distinct,
        Optional<FrequencyState> frequencies,
        Optional<String> pseudonymKey,
        Optional<QuantileState> quantiles,
        double mean) {

    /** Of one summary or more, together. */
    static Distribution of(List<ColumnSummary> summaries) {
        Optional<String> key = summaries.get(summaries.size() - 1).values().pseudonymKey();
        Optional<FrequencyState> frequencies = summaries.stream()
                .map(summary -> summary.values().pseudonymKey().equals(key)
                        ? summary.values().frequencies()
                        : Optional.<FrequencyState>empty())
                .reduce((one, other) -> one.flatMap(counts -> other.map(counts::plus)))
                .flatMap(pooled -> pooled);
        Optional<QuantileState> quantiles = summaries.stream()
                .map(ColumnSummary::quantiles)
                .reduce((one, other) -> one.flatMap(sketch -> other.map(sketch::plus)))
                .flatMap(pooled -> pooled);
        return new Distribution(
                summaries.stream().mapToLong(ColumnSummary::rows).sum(),
                summaries.stream().mapToLong(ColumnSummary::nonNull).sum(),
                summaries.stream()
                        .flatMapToDouble(summary -> summary.values().distinct().stream())
                        .average(),
                frequencies,
                key,
                quantiles,
                mean(summaries));
    }

    private static double mean(List<ColumnSummary> summaries) {
        double sum = 0;
        long values = 0;
        for (ColumnSummary summary : summaries) {
            if (summary.nonNull() > 0) {
                sum += summary.numbers().map(numbers -> numbers.mean()).orElse(Double.NaN) * summary.nonNull();
                values += summary.nonNull();
            }
        }
        return sum / values;
    }

    /** Whether the values are counted one by one, and named as the other's. */
    boolean countsAs(Distribution other) {
        return counted().isPresent() && other.counted().isPresent() && pseudonymKey.equals(other.pseudonymKey);
    }

    /** Exact counts; empty where there were too many values. */
    Optional<FrequencyState> counted() {
        return frequencies.filter(counts -> !counts.overflowed());
    }

    /**
     * The numbers; exactly, where they are few, else as a sketch retains them.
     *
     * @param ordered whether the values are numbers, days or moments, be there a sketch of them or not
     */
    Optional<NumericSample> sample(boolean ordered) {
        Optional<NumericSample> exact = pseudonymKey.isPresent() || !(ordered || quantiles.isPresent())
                ? Optional.empty()
                : counted().map(counts -> NumericSample.of(counts, Distribution::number));
        return exact.isPresent() ? exact : quantiles.map(NumericSample::of);
    }

    /** A whole number as it is, a day as days since 1970. */
    private static double number(String name) {
        return name.length() == 10 && name.charAt(4) == '-' && name.charAt(7) == '-'
                ? LocalDate.parse(name).toEpochDay()
                : Double.parseDouble(name);
    }
}
