package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ColumnCount;
import com.amazon.deequ.analyzers.ColumnExists;
import com.amazon.deequ.analyzers.ColumnExistsState;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.FilterableAnalyzer;
import com.amazon.deequ.analyzers.MaxLength;
import com.amazon.deequ.analyzers.MaxState;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.MeanState;
import com.amazon.deequ.analyzers.MinLength;
import com.amazon.deequ.analyzers.MinState;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.NumMatches;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.StandardDeviationState;
import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.SumState;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.LengthState;
import dev.weir.quality.state.NumberState;
import dev.weir.quality.state.Statistic;
import dev.weir.quality.state.TableState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Deequ's metrics out of the states that the writing pass gathered, by Deequ's own arithmetic. */
final class StateMetrics {

    private final TableState table;

    StateMetrics(TableState table) {
        this.table = table;
    }

    /** Whether states answer every metric of the leaf. */
    static boolean answers(CheckTree leaf) {
        return leaf instanceof CheckTree.Measured measured
                && measured.analyzers().stream().allMatch(StateMetrics::answers);
    }

    private static boolean answers(Analyzer<?, ?> analyzer) {
        if (analyzer instanceof FilterableAnalyzer filterable
                && filterable.filterCondition().isDefined()) {
            return false;
        }
        return analyzer instanceof Size
                || analyzer instanceof ColumnCount
                || analyzer instanceof ColumnExists
                || columnOf(analyzer) != null;
    }

    /** What has to be measured of a column for the metric; nothing where counts or the table's columns are enough. */
    static Optional<Statistic> statistic(Analyzer<?, ?> analyzer) {
        if (analyzer instanceof MinLength || analyzer instanceof MaxLength) {
            return Optional.of(Statistic.LENGTHS);
        }
        return columnOf(analyzer) == null || analyzer instanceof Completeness
                ? Optional.empty()
                : Optional.of(Statistic.NUMBERS);
    }

    /** The column of a metric of one column that states answer, as the rule writes it. */
    static @Nullable String columnOf(Analyzer<?, ?> analyzer) {
        if (analyzer instanceof Completeness completeness) {
            return completeness.column();
        } else if (analyzer instanceof Minimum minimum) {
            return minimum.column();
        } else if (analyzer instanceof Maximum maximum) {
            return maximum.column();
        } else if (analyzer instanceof Mean mean) {
            return mean.column();
        } else if (analyzer instanceof Sum sum) {
            return sum.column();
        } else if (analyzer instanceof StandardDeviation deviation) {
            return deviation.column();
        } else if (analyzer instanceof MinLength length) {
            return length.column();
        } else if (analyzer instanceof MaxLength length) {
            return length.column();
        }
        return null;
    }

    /** Whether a rule that writes a name so means the column of the other name: as Deequ, in any case. */
    static boolean isOf(String written, String column) {
        return written.equalsIgnoreCase(column) || written.equalsIgnoreCase("`" + column + "`");
    }

    /** The metric; empty when its column was not measured for it. */
    Optional<Metric<?>> metric(Analyzer<?, Metric<?>> analyzer) {
        Analyzer<?, ?> any = analyzer;
        if (any instanceof Size) {
            return computed(analyzer, new NumMatches(table.rows()));
        } else if (any instanceof ColumnCount) {
            return computed(analyzer, new NumMatches(table.columns().size()));
        } else if (any instanceof ColumnExists exists) {
            boolean there =
                    table.columns().stream().anyMatch(column -> column.name().equals(exists.column()));
            return computed(analyzer, new ColumnExistsState(there, exists.column()));
        }
        String written = columnOf(any);
        return table.columns().stream()
                .filter(column -> written != null && isOf(written, column.name()))
                .findFirst()
                .flatMap(column -> metric(analyzer, column));
    }

    private Optional<Metric<?>> metric(Analyzer<?, Metric<?>> analyzer, ColumnState column) {
        Analyzer<?, ?> any = analyzer;
        if (any instanceof Completeness) {
            return computed(
                    analyzer,
                    table.rows() == 0
                            ? null
                            : new NumMatchesAndCount(column.nonNull(), table.rows(), ScalaCollections.none()));
        }
        return statistic(any).equals(Optional.of(Statistic.LENGTHS))
                ? column.lengths().flatMap(lengths -> computed(analyzer, state(any, lengths)))
                : column.numbers().flatMap(numbers -> computed(analyzer, state(any, numbers)));
    }

    private static @Nullable State<?> state(Analyzer<?, ?> analyzer, LengthState lengths) {
        if (lengths.isEmpty()) {
            return null;
        }
        return analyzer instanceof MinLength
                ? new MinState(lengths.shortest(), ScalaCollections.none())
                : new MaxState(lengths.longest(), ScalaCollections.none());
    }

    private static @Nullable State<?> state(Analyzer<?, ?> analyzer, NumberState numbers) {
        if (numbers.count() == 0) {
            return null;
        } else if (analyzer instanceof Minimum) {
            return new MinState(numbers.minimum(), ScalaCollections.none());
        } else if (analyzer instanceof Maximum) {
            return new MaxState(numbers.maximum(), ScalaCollections.none());
        } else if (analyzer instanceof Mean) {
            return new MeanState(numbers.sum(), numbers.count());
        } else if (analyzer instanceof Sum) {
            return new SumState(numbers.sum());
        } else if (analyzer instanceof StandardDeviation) {
            return new StandardDeviationState(numbers.count(), numbers.mean(), numbers.m2());
        }
        throw new IllegalArgumentException("No state answers " + analyzer);
    }

    /** A state that is not there means that there was no value. Deequ's types cannot say that the two belong together. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<Metric<?>> computed(Analyzer<?, Metric<?>> analyzer, @Nullable State<?> state) {
        return Optional.of(((Analyzer) analyzer).computeMetricFrom(Option.apply(state)));
    }
}
