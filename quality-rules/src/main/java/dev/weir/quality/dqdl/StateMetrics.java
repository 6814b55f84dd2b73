package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ColumnCount;
import com.amazon.deequ.analyzers.ColumnExists;
import com.amazon.deequ.analyzers.ColumnExistsState;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.MaxState;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.MeanState;
import com.amazon.deequ.analyzers.MinLength;
import com.amazon.deequ.analyzers.MinState;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.NumMatches;
import com.amazon.deequ.analyzers.NumMatchesAndCount;
import com.amazon.deequ.analyzers.Range;
import com.amazon.deequ.analyzers.RangeState;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.StandardDeviationState;
import com.amazon.deequ.analyzers.State;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.SumState;
import com.amazon.deequ.analyzers.Variance;
import com.amazon.deequ.analyzers.VarianceState;
import com.amazon.deequ.analyzers.ZerosCount;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.DecimalState;
import dev.weir.quality.state.LengthState;
import dev.weir.quality.state.LongState;
import dev.weir.quality.state.NumberState;
import dev.weir.quality.state.Statistic;
import dev.weir.quality.state.TableState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Deequ's metrics out of the states that the writing pass gathered, by Deequ's own arithmetic. */
record StateMetrics(TableState table) {

    /** How many rows meet a condition; empty when they were not counted. */
    Optional<Long> rows(CheckTree.Condition condition) {
        return table.part(condition.text()).map(TableState::rows);
    }

    /** On how many rows a condition could not be evaluated. */
    long notEvaluated(CheckTree.Condition condition) {
        return table.part(condition.text()).map(TableState::notEvaluated).orElse(0L);
    }

    /** A least or greatest value, their distance or a sum, by all its digits; empty where a double is all that is known. */
    Optional<BigDecimal> exact(Analyzer<?, ?> analyzer) {
        return scope(analyzer)
                .flatMap(scope -> column(scope, analyzer))
                .flatMap(ColumnState::numbers)
                .filter(numbers -> numbers.count() > 0)
                .flatMap(numbers -> exact(analyzer, numbers));
    }

    private static Optional<BigDecimal> exact(Analyzer<?, ?> analyzer, NumberState numbers) {
        if (numbers instanceof LongState longs) {
            return exact(
                    analyzer,
                    BigDecimal.valueOf(longs.least()),
                    BigDecimal.valueOf(longs.greatest()),
                    new BigDecimal(longs.exactSum()));
        } else if (numbers instanceof DecimalState decimals) {
            return exact(
                    analyzer,
                    decimals.least().orElseThrow(),
                    decimals.greatest().orElseThrow(),
                    decimals.exactSum());
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> exact(
            Analyzer<?, ?> analyzer, BigDecimal least, BigDecimal greatest, BigDecimal sum) {
        if (analyzer instanceof Minimum) {
            return Optional.of(least);
        } else if (analyzer instanceof Maximum) {
            return Optional.of(greatest);
        } else if (analyzer instanceof Range) {
            return Optional.of(greatest.subtract(least));
        }
        return analyzer instanceof Sum ? Optional.of(sum) : Optional.empty();
    }

    /** The metric; empty when its column was not measured for it. */
    Optional<Metric<?>> metric(Analyzer<?, Metric<?>> analyzer) {
        Analyzer<?, ?> any = analyzer;
        if (any instanceof ColumnCount) {
            return computed(analyzer, new NumMatches(table.columns().size()));
        } else if (any instanceof ColumnExists exists) {
            boolean there =
                    table.columns().stream().anyMatch(column -> column.name().equals(DeequName.spelt(exists.column())));
            return computed(analyzer, new ColumnExistsState(there, exists.column()));
        } else if (!StateNeeds.areKnown(any)) {
            return Optional.empty();
        }
        Optional<TableState> scope = scope(any);
        Optional<CheckTree.Condition> match = StateNeeds.match(any);
        if (scope.isEmpty()) {
            return Optional.empty();
        } else if (StateNeeds.where(any).isPresent() && scope.get().notEvaluated() > 0) {
            // It is unknown whether these rows belong to what is measured.
            return Optional.of(analyzer.toFailureMetric(
                    new NotEvaluatedException(scope.get().notEvaluated())));
        } else if (match.isPresent()) {
            Optional<Long> decided = StateNeeds.decidedMatch(any).isEmpty()
                    ? Optional.of(scope.get().rows())
                    : rows(StateNeeds.decidedMatch(any).get());
            if (decided.isEmpty()) {
                return Optional.empty();
            }
            long rows = decided.get() == 0 ? 0 : scope.get().rows();
            return rows(match.get()).flatMap(matches -> matched(analyzer, matches, rows));
        } else if (any instanceof Size) {
            return size(analyzer, scope.get());
        }
        return column(scope.get(), any).flatMap(column -> metric(analyzer, column, scope.get()));
    }

    /** Those that the number of columns answers. */
    static Map<Analyzer<?, Metric<?>>, Metric<?>> ofColumns(Set<Analyzer<?, Metric<?>>> analyzers, int columns) {
        Map<Analyzer<?, Metric<?>>, Metric<?>> counts = new LinkedHashMap<>();
        for (Analyzer<?, Metric<?>> analyzer : analyzers) {
            if ((Analyzer<?, ?>) analyzer instanceof ColumnCount) {
                computed(analyzer, new NumMatches(columns)).ifPresent(metric -> counts.put(analyzer, metric));
            }
        }
        return counts;
    }

    private Optional<TableState> scope(Analyzer<?, ?> analyzer) {
        Optional<CheckTree.Condition> where = StateNeeds.where(analyzer);
        return where.isEmpty() ? Optional.of(table) : table.part(where.get().text());
    }

    private static Optional<ColumnState> column(TableState scope, Analyzer<?, ?> analyzer) {
        String written = StateNeeds.columnOf(analyzer);
        return scope.columns().stream()
                .filter(column -> written != null && StateNeeds.isOf(written, column.name()))
                .findFirst();
    }

    /** As Deequ adds up: a sum over no row is no number, and neither is one over conditions that are all NULL. */
    private Optional<Metric<?>> size(Analyzer<?, Metric<?>> analyzer, TableState scope) {
        Optional<CheckTree.Condition> where = StateNeeds.where(analyzer);
        if (where.isEmpty()) {
            return computed(analyzer, new NumMatches(table.rows()));
        }
        return rows(StateNeeds.decided(where.get()))
                .flatMap(decided -> computed(analyzer, decided == 0 ? null : new NumMatches(scope.rows())));
    }

    private Optional<Metric<?>> matched(Analyzer<?, Metric<?>> analyzer, long matches, long rows) {
        if ((Analyzer<?, ?>) analyzer instanceof ZerosCount) {
            return computed(analyzer, table.rows() == 0 ? null : new NumMatches(matches));
        }
        return computed(analyzer, rows == 0 ? null : new NumMatchesAndCount(matches, rows, ScalaCollections.none()));
    }

    private static Optional<Metric<?>> metric(Analyzer<?, Metric<?>> analyzer, ColumnState column, TableState scope) {
        Analyzer<?, ?> any = analyzer;
        if (any instanceof Completeness) {
            return computed(
                    analyzer,
                    scope.rows() == 0
                            ? null
                            : new NumMatchesAndCount(column.nonNull(), scope.rows(), ScalaCollections.none()));
        }
        return StateNeeds.statistic(any).equals(Optional.of(Statistic.LENGTHS))
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
        } else if (analyzer instanceof Range) {
            return new RangeState(numbers.minimum(), numbers.maximum());
        } else if (analyzer instanceof Mean) {
            return new MeanState(numbers.sum(), numbers.count());
        } else if (analyzer instanceof Sum) {
            return new SumState(numbers.sum());
        } else if (analyzer instanceof StandardDeviation) {
            return new StandardDeviationState(numbers.count(), numbers.mean(), numbers.m2());
        } else if (analyzer instanceof Variance) {
            return new VarianceState(numbers.count(), numbers.mean(), numbers.m2());
        }
        throw new IllegalArgumentException("No state answers " + analyzer);
    }

    /** A state that is not there means that there was no value. Deequ's types cannot say that the two belong together. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<Metric<?>> computed(Analyzer<?, Metric<?>> analyzer, @Nullable State<?> state) {
        return Optional.of(((Analyzer) analyzer).computeMetricFrom(Option.apply(state)));
    }
}
