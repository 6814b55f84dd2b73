package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.amazon.deequ.anomalydetection.OnlineNormalStrategy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;

class RowCountForecastTest {

    private static final double[] SEASONS = {100, 120, 90, 130, 104, 126, 92, 137, 109, 130, 97, 141, 111, 133};

    @Test
    void withoutSeasonsItIsMeanAndStandardDeviation() {
        RowCountForecast forecast = RowCountForecast.steady(List.of(980.0, 1010.0, 1005.0, 995.0));

        // numpy.mean and numpy.std of [980, 1010, 1005, 995]
        assertThat(forecast.rows()).isEqualTo(997.5);
        assertThat(forecast.deviation()).isCloseTo(11.4564392373896, within(1e-12));
        assertThat(forecast.deviations(997.5)).isZero();
        assertThat(forecast.deviations(997.5 - 3 * 11.4564392373896)).isCloseTo(3, within(1e-12));
    }

    /** Deequ runs mean and variance through the whole series; what stands after the last number is the same. */
    @Property
    void withoutSeasonsItIsWhatDeequComesTo(
            @ForAll @Size(min = 3, max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> past) {
        List<Double> series = past.stream().map(Integer::doubleValue).toList();
        List<Object> numbers = new ArrayList<>(series);
        OnlineNormalStrategy deequ = new OnlineNormalStrategy(Option.apply(3.0), Option.apply(3.0), 0, false);
        OnlineNormalStrategy.OnlineCalculationResult last = deequ.computeStatsAndAnomalies(
                        JavaConverters.asScalaBufferConverter(numbers).asScala().toVector(),
                        new Tuple2<>(0, Integer.MAX_VALUE))
                .last();
        RowCountForecast forecast = RowCountForecast.steady(series);

        assertThat(forecast.rows()).isCloseTo(last.mean(), within(1e-6));
        assertThat(forecast.deviation()).isCloseTo(Math.max(1, last.stdDev()), within(1e-4));
    }

    /**
     * statsmodels 0.14 ExponentialSmoothing(y, trend='add', seasonal='add', seasonal_periods=4,
     * initialization_method='known', initial_level=y[:4].mean(), initial_trend=(y[4:8].sum()-y[:4].sum())/16,
     * initial_seasonal=y[:4]-y[:4].mean()).fit(smoothing_level=alpha, smoothing_trend=beta, smoothing_seasonal=gamma,
     * optimized=False): forecast(1), sum of squared residuals, their standard deviation.
     */
    @Test
    void smoothsAsHoltAndWintersDo() {
        RowCountForecast.Smoothing one = RowCountForecast.smooth(SEASONS, 4, 0.5, 0.2, 0.3);
        assertThat(one.forecast()).isCloseTo(100.84028501841541, within(1e-9));
        assertThat(one.squaredError()).isCloseTo(53.96428395660963, within(1e-9));
        assertThat(one.deviation()).isCloseTo(1.9545691793985471, within(1e-9));

        RowCountForecast.Smoothing other = RowCountForecast.smooth(SEASONS, 4, 0.1, 0.9, 0.7);
        assertThat(other.forecast()).isCloseTo(100.90319991590972, within(1e-9));
        assertThat(other.squaredError()).isCloseTo(65.20671874994721, within(1e-9));
    }

    @Test
    void takesTheFactorsWithTheLeastError() {
        List<Double> past = new ArrayList<>();
        for (double rows : SEASONS) {
            past.add(rows);
        }
        RowCountForecast forecast = RowCountForecast.seasonal(past, 4);

        assertThat(forecast.rows()).isCloseTo(100, within(3.0));
        assertThat(forecast.deviations(100)).isLessThan(2);
        assertThat(forecast.deviations(133)).isGreaterThan(3);
    }

    @Property
    void aSeriesThatRepeatsIsForecastAsItWas(
            @ForAll @Size(value = 5) List<@IntRange(min = 0, max = 10_000) Integer> week,
            @ForAll @IntRange(min = 3, max = 5) int weeks) {
        List<Double> past = new ArrayList<>();
        for (int i = 0; i < weeks * 5; i++) {
            past.add(week.get(i % 5).doubleValue());
        }
        RowCountForecast forecast = RowCountForecast.seasonal(past, 5);

        assertThat(forecast.rows()).isCloseTo(week.get(0), within(1e-6));
        assertThat(forecast.deviation()).isEqualTo(1);
        assertThat(forecast.deviations(week.get(0) + 7)).isCloseTo(7, within(1e-6));
    }

    @Test
    void needsEnoughReleases() {
        assertThatThrownBy(() -> RowCountForecast.steady(List.of(1.0, 2.0))).hasMessageContaining("fewer than 3");
        assertThatThrownBy(() -> RowCountForecast.seasonal(List.of(1.0, 2.0, 3.0, 4.0), 2))
                .hasMessageContaining("fewer than 5");
        assertThatThrownBy(() -> RowCountForecast.seasonal(List.of(1.0, 2.0, 3.0), 1))
                .hasMessageContaining("season of 1");
    }

    @Test
    void changesOfSingleFigures() {
        assertThat(Change.ofNullRate(10, 100, 30, 200)).isCloseTo(0.05, within(1e-12));
        assertThat(Change.ofNullRate(30, 200, 10, 100)).isCloseTo(0.05, within(1e-12));
        assertThat(Change.ofNullRate(0, 0, 5, 5)).isEqualTo(1);
        assertThat(Change.ofNullRate(0, 0, 0, 0)).isZero();
        assertThat(Change.ofCardinality(10, 15)).isEqualTo(0.5);
        assertThat(Change.ofCardinality(10, 5)).isEqualTo(0.5);
        assertThat(Change.ofCardinality(0, 3)).isEqualTo(3);
        assertThat(Change.ofCardinality(0, 0)).isZero();
    }
}
