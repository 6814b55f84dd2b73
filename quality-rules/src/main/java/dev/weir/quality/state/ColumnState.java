package dev.weir.quality.state;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** What was measured of one column. */
public final class ColumnState implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final @Nullable NumberState numbers;
    private final @Nullable LengthState lengths;
    private final @Nullable DistinctState distinct;
    private final @Nullable QuantileState quantiles;
    private final @Nullable FrequencyState frequencies;
    private long nonNull;

    private ColumnState(
            String name,
            @Nullable NumberState numbers,
            @Nullable LengthState lengths,
            @Nullable DistinctState distinct,
            @Nullable QuantileState quantiles,
            @Nullable FrequencyState frequencies) {
        this.name = name;
        this.numbers = numbers;
        this.lengths = lengths;
        this.distinct = distinct;
        this.quantiles = quantiles;
        this.frequencies = frequencies;
    }

    static ColumnState empty(StructField field, Set<Statistic> wanted) {
        ValueKind kind = ValueKind.of(field.dataType());
        for (Statistic statistic : wanted) {
            if (!kind.allows(statistic)) {
                throw new IllegalArgumentException("Column '" + field.name() + "' is of type "
                        + field.dataType().simpleString() + " and has no " + statistic);
            }
        }
        return new ColumnState(
                field.name(),
                wanted.contains(Statistic.NUMBERS) ? kind.emptyNumbers() : null,
                wanted.contains(Statistic.LENGTHS) ? new LengthState() : null,
                wanted.contains(Statistic.DISTINCT) ? new DistinctState() : null,
                wanted.contains(Statistic.QUANTILES) ? new QuantileState() : null,
                wanted.contains(Statistic.FREQUENCIES) ? new FrequencyState() : null);
    }

    void count() {
        nonNull++;
    }

    ColumnState plus(ColumnState other) {
        if (!name.equals(other.name)) {
            throw new IllegalArgumentException(
                    "States of columns '" + name + "' and '" + other.name + "' do not add up");
        }
        ColumnState both = new ColumnState(
                name,
                numbers == null ? null : numbers.plus(requireNonNull(other.numbers, "numbers")),
                lengths == null ? null : lengths.plus(requireNonNull(other.lengths, "lengths")),
                distinct == null ? null : distinct.plus(requireNonNull(other.distinct, "distinct")),
                quantiles == null ? null : quantiles.plus(requireNonNull(other.quantiles, "quantiles")),
                frequencies == null ? null : frequencies.plus(requireNonNull(other.frequencies, "frequencies")));
        both.nonNull = nonNull + other.nonNull;
        return both;
    }

    public String name() {
        return name;
    }

    /** How many values are not NULL. */
    public long nonNull() {
        return nonNull;
    }

    /** {@link Statistic#NUMBERS}, when asked for. */
    public Optional<NumberState> numbers() {
        return Optional.ofNullable(numbers);
    }

    /** {@link Statistic#LENGTHS}, when asked for. */
    public Optional<LengthState> lengths() {
        return Optional.ofNullable(lengths);
    }

    /** {@link Statistic#DISTINCT}, when asked for. */
    public Optional<DistinctState> distinct() {
        return Optional.ofNullable(distinct);
    }

    /** {@link Statistic#QUANTILES}, when asked for. */
    public Optional<QuantileState> quantiles() {
        return Optional.ofNullable(quantiles);
    }

    /** {@link Statistic#FREQUENCIES}, when asked for. */
    public Optional<FrequencyState> frequencies() {
        return Optional.ofNullable(frequencies);
    }
}
