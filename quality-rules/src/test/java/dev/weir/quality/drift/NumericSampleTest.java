package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.QuantileState;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures are SciPy 1.17.1's. Sketches of fewer than 512 numbers hold them all, so that these are exact. */
class NumericSampleTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final int MANY = 20_000;

    @Test
    void distancesOfSmallSamplesAreExact() {
        NumericSample one = sample(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        NumericSample other = sample(2, 3, 3, 5, 8, 8, 9, 12, 12.5);

        // scipy.stats.ks_2samp([1,2,3,4,5,6,7,8,9,10], [2,3,3,5,8,8,9,12,12.5]).statistic
        assertThat(one.kolmogorovSmirnov(other)).isCloseTo(0.25555555555555554, EXACT);
        // scipy.stats.wasserstein_distance of the same
        assertThat(one.wasserstein(other)).isCloseTo(1.5111111111111113, EXACT);
    }

    @Test
    void distancesOfCountsAreExact() {
        NumericSample one = counted(Map.of("1", 3L, "2", 1L, "5", 4L, "9", 2L));
        NumericSample other = counted(Map.of("1", 1L, "3", 5L, "5", 2L, "8", 1L, "20", 1L));

        // scipy.stats.wasserstein_distance([1,2,5,9], [1,3,5,8,20], [3,1,4,2], [1,5,2,1,1])
        assertThat(one.wasserstein(other)).isCloseTo(2.0999999999999996, EXACT);
        // scipy.stats.ks_2samp(np.repeat([1,2,5,9], [3,1,4,2]), np.repeat([1,3,5,8,20], [1,5,2,1,1])).statistic
        assertThat(one.kolmogorovSmirnov(other)).isCloseTo(0.3, EXACT);
    }

    @Test
    void distancesOfSketchesAreRightWithinTheirError() {
        // u = (np.arange(20000) * 7919 % 20000) / 20000; v = u ** 2
        NumericSample one = sample(uniform());
        NumericSample other = sample(uniform().map(u -> u * u));

        // scipy.stats.ks_2samp(u, v).statistic
        assertThat(one.kolmogorovSmirnov(other)).isCloseTo(0.25, within(0.015));
        // scipy.stats.wasserstein_distance(u, v)
        assertThat(one.wasserstein(other)).isCloseTo(0.16666666625, within(0.01));
        // deciles: e = np.quantile(u, np.arange(1, 10) / 10, method='inverted_cdf'); p, q = the shares of
        // np.histogram(u or v, np.r_[-np.inf, e, np.inf]); rel_entr(p, q).sum() + rel_entr(q, p).sum()
        assertThat(one.tenths(other).populationStabilityIndex()).isCloseTo(0.3818502277715928, within(0.04));
        // scipy.spatial.distance.jensenshannon(p, q, base=2)
        assertThat(one.tenths(other).jensenShannon()).isCloseTo(0.25737923978485966, within(0.015));
    }

    @Test
    void twoSketchesOfTheSameNumbersDifferWithinTheirErrorOnly() {
        NumericSample one = sample(uniform());
        NumericSample again = sample(uniform().map(u -> u + 0.0));

        assertThat(one.kolmogorovSmirnov(again)).isLessThan(0.02);
        assertThat(one.tenths(again).populationStabilityIndex()).isLessThan(0.01);
    }

    @Test
    void emptySamplesAreAlikeAndAsFarAsCanBeFromAllOthers() {
        NumericSample empty = sample(DoubleStream.of(Double.NaN));
        NumericSample some = sample(1, 2, 3);

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.kolmogorovSmirnov(some)).isEqualTo(1);
        assertThat(some.kolmogorovSmirnov(empty)).isEqualTo(1);
        assertThat(some.wasserstein(empty)).isInfinite();
        assertThat(empty.wasserstein(some)).isInfinite();
        assertThat(empty.kolmogorovSmirnov(empty)).isZero();
        assertThat(empty.wasserstein(empty)).isZero();
        assertThat(empty.tenths(some).jensenShannon()).isEqualTo(1);
        assertThat(some.tenths(empty).jensenShannon()).isEqualTo(1);
        assertThat(empty.tenths(empty).jensenShannon()).isZero();
    }

    @Test
    void infinityOnOneSideIsInfinitelyFar() {
        NumericSample finite = sample(1, 2, 3, 4);
        NumericSample infinite = sample(1, 2, 3, Double.POSITIVE_INFINITY);

        assertThat(finite.wasserstein(infinite)).isInfinite();
        assertThat(infinite.wasserstein(infinite)).isZero();
        assertThat(finite.kolmogorovSmirnov(infinite)).isCloseTo(0.25, EXACT);
    }

    @Test
    void tenthsKeepAFrequentNumberApart() {
        NumericSample mostlyZero = sample(DoubleStream.concat(
                DoubleStream.generate(() -> 0).limit(60),
                IntStream.range(0, 40).asDoubleStream().map(i -> i + 1)));
        NumericSample negative = sample(DoubleStream.concat(
                DoubleStream.generate(() -> -1).limit(60),
                IntStream.range(0, 40).asDoubleStream().map(i -> i + 1)));

        assertThat(mostlyZero.tenths(mostlyZero).populationStabilityIndex()).isZero();
        assertThat(mostlyZero.tenths(negative).newShare()).isCloseTo(0.6, EXACT);
        assertThat(mostlyZero.tenths(negative).lostShare()).isCloseTo(0.6, EXACT);
    }

    @Test
    void tenthsAreEquallyFull() {
        NumericSample some = sample(IntStream.range(0, 300).asDoubleStream());
        NumericSample shifted = sample(IntStream.range(0, 300).asDoubleStream().map(i -> i + 30));

        // np.histogram of range(300) and of range(30, 330) by deciles 29, 59 ... 269 (inverted_cdf):
        // p = [.1]*10, q = [0] + [.1]*8 + [.2]; with half a row, 1/600, for 0 the sum of both rel_entr
        double expected = (0.1 - 1 / 600.0) * Math.log(60) + 0.1 * Math.log(2);
        assertThat(some.tenths(shifted).populationStabilityIndex()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void thereAreAsManyClassesAsThereAreNumbersFor() {
        NumericSample many = sample(IntStream.range(0, 400).asDoubleStream());

        assertThat(many.tenths(many).size()).isEqualTo(10);
        assertThat(many.tenths(sample(IntStream.range(0, 100).mapToDouble(i -> i * 4)))
                        .size())
                .isEqualTo(4);
        assertThat(many.tenths(sample(IntStream.range(0, 20).mapToDouble(i -> i * 20)))
                        .size())
                .isEqualTo(2);
        assertThat(many.tenths(sample(1, 2, 3)).isOneOfMany()).isTrue();
    }

    @Test
    void classesThatHardlyOccurAreJoined() {
        NumericSample before = sample(DoubleStream.concat(
                DoubleStream.of(-1), DoubleStream.generate(() -> 7).limit(299)));
        NumericSample now = sample(DoubleStream.generate(() -> 7).limit(300));

        assertThat(before.tenths(now).populationStabilityIndex()).isZero();
        assertThat(before.tenths(now).isOneOfMany()).isFalse();
    }

    @Test
    void countsThatHaveOverflowedAreNoSample() {
        assertThatThrownBy(() -> NumericSample.of(FrequencyState.ofTooMany(), Double::parseDouble))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void distancesAreTheSameInBothDirectionsAndZeroOnTheSame(
            @ForAll @Size(max = 300) List<@DoubleRange(min = -1e6, max = 1e6) Double> one,
            @ForAll @Size(max = 300) List<@DoubleRange(min = -1e6, max = 1e6) Double> other) {
        NumericSample here = sample(one.stream().mapToDouble(Double::doubleValue));
        NumericSample there = sample(other.stream().mapToDouble(Double::doubleValue));

        assertThat(here.kolmogorovSmirnov(there))
                .isEqualTo(there.kolmogorovSmirnov(here))
                .isBetween(0.0, 1.0);
        assertThat(here.wasserstein(there)).isEqualTo(there.wasserstein(here)).isGreaterThanOrEqualTo(0);
        assertThat(here.kolmogorovSmirnov(here)).isZero();
        assertThat(here.wasserstein(here)).isZero();
        assertThat(here.tenths(here).populationStabilityIndex()).isCloseTo(0, within(1e-12));
    }

    @Property
    void aShiftIsAsFarAsItIsWide(
            @ForAll @NotEmpty @Size(max = 200) List<@IntRange(min = -1000, max = 1000) Integer> numbers,
            @ForAll @IntRange(min = 0, max = 500) int shift) {
        NumericSample here = sample(numbers.stream().mapToDouble(Integer::doubleValue));
        NumericSample there = sample(numbers.stream().mapToDouble(number -> number + shift));

        assertThat(here.wasserstein(there)).isCloseTo(shift, within(1e-9));
        assertThat(here.kolmogorovSmirnov(sample(numbers.stream().mapToDouble(number -> number + shift + 5000))))
                .isCloseTo(1, EXACT);
    }

    @Property
    void mergedSketchesAreThePooledSample(
            @ForAll @Size(max = 200) List<@IntRange(min = -50, max = 50) Integer> one,
            @ForAll @Size(max = 200) List<@IntRange(min = -50, max = 50) Integer> other,
            @ForAll @NotEmpty @Size(max = 200) List<@IntRange(min = -50, max = 50) Integer> third) {
        QuantileState merged = sketch(one.stream().mapToDouble(Integer::doubleValue))
                .plus(sketch(other.stream().mapToDouble(Integer::doubleValue)));
        Map<String, Long> pooled = new TreeMap<>();
        one.forEach(number -> pooled.merge(number.toString(), 1L, Long::sum));
        other.forEach(number -> pooled.merge(number.toString(), 1L, Long::sum));
        NumericSample current = sample(third.stream().mapToDouble(Integer::doubleValue));

        assertThat(NumericSample.of(merged).kolmogorovSmirnov(current))
                .isCloseTo(counted(pooled).kolmogorovSmirnov(current), within(1e-9));
        if (!pooled.isEmpty()) {
            assertThat(NumericSample.of(merged).wasserstein(current))
                    .isCloseTo(counted(pooled).wasserstein(current), within(1e-9));
            assertThat(NumericSample.of(merged).tenths(current).populationStabilityIndex())
                    .isCloseTo(counted(pooled).tenths(current).populationStabilityIndex(), within(1e-9));
        }
    }

    private static DoubleStream uniform() {
        return IntStream.range(0, MANY).mapToDouble(i -> (double) ((long) i * 7919 % MANY) / MANY);
    }

    private static NumericSample counted(Map<String, Long> counts) {
        return NumericSample.of(FrequencyState.of(counts), Double::parseDouble);
    }

    private static NumericSample sample(double... numbers) {
        return sample(Arrays.stream(numbers));
    }

    private static NumericSample sample(DoubleStream numbers) {
        return NumericSample.of(sketch(numbers));
    }

    private static QuantileState sketch(DoubleStream numbers) {
        RowCollector collector = new RowCollector(
                StructType.fromDDL("x DOUBLE"), MetricRequest.countsOnly().with("x", Statistic.QUANTILES));
        numbers.forEach(number -> collector.add(new GenericInternalRow(new Object[] {number})));
        return collector.state().column("x").quantiles().orElseThrow();
    }
}
