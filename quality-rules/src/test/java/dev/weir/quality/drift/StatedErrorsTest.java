package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.QuantileState;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors that docs/language/dqdl-and-drift.md states of what sketches answer, against all values. */
class StatedErrorsTest {

    private static final int TRIALS = 60;

    /** Numbers in an order that has misled sketches before. */
    enum Data {
        SORTED,
        REVERSED,
        TIED,
        ZERO_INFLATED,
        HEAVY_TAILED;

        double[] draw(SplittableRandom random, int count) {
            double[] shares = random.doubles(count).toArray();
            if (this == SORTED || this == REVERSED) {
                Arrays.sort(shares);
            }
            return Arrays.stream(shares).map(this::quantile).toArray();
        }

        private double quantile(double u) {
            return switch (this) {
                case SORTED -> u;
                case REVERSED -> -u;
                case TIED -> Math.floor(u * 300);
                case ZERO_INFLATED -> u < 0.7 ? 0 : -Math.log((1 - u) / 0.3);
                case HEAVY_TAILED -> Math.pow(1 - u, -1 / 1.2);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Data.class)
    void ranksAreWithinHalfAPercentNinetyNineTimesOutOfAHundred(Data data) {
        SplittableRandom random = new SplittableRandom(1);
        int beyond = 0;
        int asked = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] numbers = data.draw(random, 20_000);
            QuantileState sketch = state(numbers).quantiles().orElseThrow();
            Arrays.sort(numbers);
            for (int tenth = 1; tenth < 10; tenth++) {
                double number = numbers[tenth * 2_000];
                double below =
                        Arrays.stream(numbers).filter(one -> one < number).count() / 20_000.0;
                asked++;
                beyond += Math.abs(sketch.rank(number) - below) > 0.0055 ? 1 : 0;
            }
            assertThat(sketch.least()).isEqualTo(numbers[0]);
            assertThat(sketch.greatest()).isEqualTo(numbers[numbers.length - 1]);
        }
        assertThat(beyond).as("of %d", asked).isLessThanOrEqualTo(asked / 40);
    }

    @ParameterizedTest
    @EnumSource(Data.class)
    void distancesAreWithinTheirErrors(Data data) {
        SplittableRandom random = new SplittableRandom(2);
        int smirnov = 0;
        int index = 0;
        int wasserstein = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] before = data.draw(random, 20_000);
            double[] now = Arrays.stream(data.draw(random, 20_000))
                    .map(number -> number * 1.1)
                    .toArray();
            NumericSample sketchBefore =
                    NumericSample.of(state(before).quantiles().orElseThrow());
            NumericSample sketchNow = NumericSample.of(state(now).quantiles().orElseThrow());
            NumericSample exactBefore = NumericSample.of(before);
            NumericSample exactNow = NumericSample.of(now);
            smirnov +=
                    Math.abs(sketchBefore.kolmogorovSmirnov(sketchNow) - exactBefore.kolmogorovSmirnov(exactNow)) > 0.01
                            ? 1
                            : 0;
            double exact = exactBefore.tenths(exactNow).populationStabilityIndex();
            index += Math.abs(sketchBefore.tenths(sketchNow).populationStabilityIndex() - exact) > 0.005 + 0.15 * exact
                    ? 1
                    : 0;
            double range = Math.max(exactBefore.greatest(), exactNow.greatest())
                    - Math.min(exactBefore.least(), exactNow.least());
            wasserstein +=
                    Math.abs(sketchBefore.wasserstein(sketchNow) - exactBefore.wasserstein(exactNow)) > 0.01 * range
                            ? 1
                            : 0;
        }
        assertThat(smirnov).as("Kolmogorov and Smirnov").isLessThanOrEqualTo(3);
        assertThat(index).as("population stability index").isLessThanOrEqualTo(3);
        assertThat(wasserstein).as("Wasserstein").isLessThanOrEqualTo(3);
    }

    /** The two that a sketch gave as 1.09 and 25.8 were 3.57 and 31.5. */
    @ParameterizedTest
    @EnumSource(Data.class)
    void aWassersteinDistanceIsNeverBelowTheDifferenceOfTheMeans(Data data) {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 10; trial++) {
            ColumnState before = state(data.draw(random, 20_000));
            double[] tail = data.draw(random, 20_000);
            IntStream.range(0, 40).forEach(i -> tail[i * 500] += 2_000);
            ColumnState now = state(tail);
            double means = Math.abs(now.numbers().orElseThrow().mean()
                    - before.numbers().orElseThrow().mean());

            assertThat(distance(before, now)).isGreaterThanOrEqualTo(means * (1 - 1e-12));
        }
    }

    private static double distance(ColumnState before, ColumnState now) {
        Distribution then = Distribution.of(List.of(ColumnSummary.clear(20_000, before)));
        Distribution here = Distribution.of(List.of(ColumnSummary.clear(20_000, now)));
        return DriftJudge.wasserstein(
                then.sample(true).orElseThrow(), here.sample(true).orElseThrow(), Math.abs(here.mean() - then.mean()));
    }

    /** 1.04/√512 is 4.6 %: within 5 % two times out of three, within 13 % 99 times out of 100. */
    @ParameterizedTest
    @ValueSource(ints = {50, 150, 199, 400, 1_000, 2_000, 3_000, 10_000, 100_000})
    void numbersOfDifferentValuesAreWithinTheirError(int different) {
        SplittableRandom random = new SplittableRandom(different);
        int trials = 300;
        int near = 0;
        int far = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] numbers = random.doubles(different).toArray();
            double estimate =
                    state(numbers, Statistic.DISTINCT).distinct().orElseThrow().estimate();
            double error = Math.abs(estimate / different - 1);
            near += error <= 0.05 ? 1 : 0;
            far += error > 0.13 ? 1 : 0;
        }
        assertThat(near).isGreaterThanOrEqualTo(trials * 2 / 3 - 20);
        assertThat(far).isLessThanOrEqualTo(trials / 100 + 5);
    }

    private static ColumnState state(double[] numbers) {
        return state(numbers, Statistic.NUMBERS, Statistic.QUANTILES);
    }

    private static ColumnState state(double[] numbers, Statistic... wanted) {
        RowCollector collector = new RowCollector(
                StructType.fromDDL("x DOUBLE"), MetricRequest.countsOnly().with("x", wanted));
        for (double number : numbers) {
            collector.add(new GenericInternalRow(new Object[] {number}));
        }
        return collector.state().column("x");
    }
}
