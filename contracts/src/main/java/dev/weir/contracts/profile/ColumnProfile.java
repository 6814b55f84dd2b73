package dev.weir.contracts.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a release shows of a column's values.
 *
 * @param column its name
 * @param missing how many rows have no value; empty where its mask does not show that
 * @param distinct how many different values there are; empty where its mask does not show that, or they were not counted
 * @param values the frequent ones, the most frequent first; none of a column about a person
 * @param quantiles of numbers, by rank; none of a column about a person
 */
public record ColumnProfile(
        String column,
        Optional<RoundedCount> missing,
        Optional<RoundedCount> distinct,
        List<ValueCount> values,
        List<Quantile> quantiles) {

    public ColumnProfile {
        values = List.copyOf(values);
        quantiles = List.copyOf(quantiles);
    }

    /** How often a value of a column was published; empty where it was not. */
    public Optional<RoundedCount> rows(String value) {
        return values.stream()
                .filter(shown -> shown.value().equals(value))
                .map(ValueCount::rows)
                .findFirst();
    }

    /**
     * A frequent value.
     *
     * @param value as text
     * @param rows that have it
     */
    public record ValueCount(String value, RoundedCount rows) {

        public ValueCount {
            if (rows.isFew()) {
                throw new IllegalArgumentException("A value of few rows is not shown");
            }
        }
    }

    /**
     * The number below which a share of the rows is, coarsely.
     *
     * @param rank above 0 and below 1
     * @param value rounded
     */
    public record Quantile(double rank, double value) {

        public Quantile {
            if (!(rank > 0 && rank < 1) || !Double.isFinite(value)) {
                throw new IllegalArgumentException(rank + ": " + value);
            }
        }
    }
}
