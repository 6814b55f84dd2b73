package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCountForecastTest {

    @Test
    void isTheMeanAndTheDeviationOfAPrediction() {
        RowCountForecast forecast = RowCountForecast.of(List.of(980.0, 1010.0, 1005.0, 995.0));

        // statistics.mean, and statistics.stdev * sqrt(5 / 4), of [980, 1010, 1005, 995] in Python
        assertThat(forecast.rows()).isEqualTo(997.5);
        assertThat(forecast.deviation()).isCloseTo(14.790199457749, within(1e-9));
        assertThat(forecast.freedom()).isEqualTo(3);
        assertThat(forecast.deviations(997.5)).isZero();
        assertThat(forecast.deviations(900)).isEqualTo(forecast.deviations(1095));
    }

    /** Quantiles of Student's distribution as tables print them (NIST/SEMATECH e-Handbook, 1.3.6.7.2). */
    @ParameterizedTest
    @CsvSource({
        "3, 4.303, 0.05",
        "3, 9.925, 0.01",
        "4, 3.182, 0.05",
        "4, 5.841, 0.01",
        "11, 2.228, 0.05",
        "31, 2.042, 0.05"
    })
    void isAsImprobableAsStudentSays(int releases, double quantile, double probability) {
        List<Double> past = new ArrayList<>();
        for (int i = 0; i < releases; i++) {
            past.add(1000.0 + 10 * i);
        }
        RowCountForecast forecast = RowCountForecast.of(past);
        double far = forecast.rows() - quantile * forecast.deviation();

        assertThat(forecast.probability(far)).isCloseTo(probability, within(1e-4));
        // As improbable as that many deviations of a normal distribution.
        assertThat(forecast.deviations(far)).isCloseTo(probability == 0.05 ? 1.96 : 2.576, within(2e-3));
    }

    /** The mean alone, with a deviation that is taken for known, alarms in 17 of 100 where three releases are behind it. */
    @ParameterizedTest
    @CsvSource({"3", "4", "8", "21"})
    void alarmsAsOftenAsItSays(int releases) {
        Random random = new Random(releases);
        int alarms = 0;
        int runs = 40_000;
        for (int run = 0; run < runs; run++) {
            List<Double> past = new ArrayList<>();
            for (int i = 0; i < releases; i++) {
                past.add(10_000 + 300 * random.nextGaussian());
            }
            alarms += RowCountForecast.of(past).deviations(10_000 + 300 * random.nextGaussian()) > 3 ? 1 : 0;
        }

        // 0.27 %, and five standard errors.
        assertThat(alarms / (double) runs).isCloseTo(0.0027, within(0.0013));
    }

    @Property
    void aSeriesThatNeverChangedIsKnownToARow(
            @ForAll @IntRange(min = 0, max = 10_000) int rows, @ForAll @IntRange(min = 3, max = 60) int releases) {
        RowCountForecast forecast = RowCountForecast.of(java.util.Collections.nCopies(releases, (double) rows));

        assertThat(forecast.rows()).isCloseTo(rows, within(1e-6));
        assertThat(forecast.deviation()).isCloseTo(Math.sqrt(1 + 1.0 / releases), within(1e-9));
    }

    @Property
    void fartherIsMoreUnusual(
            @ForAll @Size(min = 3, max = 30) List<@IntRange(min = 0, max = 1_000_000) Integer> past,
            @ForAll @IntRange(min = 0, max = 10_000_000) int one,
            @ForAll @IntRange(min = 0, max = 10_000_000) int other) {
        RowCountForecast forecast =
                RowCountForecast.of(past.stream().map(Integer::doubleValue).toList());
        double near = Math.min(Math.abs(one - forecast.rows()), Math.abs(other - forecast.rows()));
        double far = Math.max(Math.abs(one - forecast.rows()), Math.abs(other - forecast.rows()));

        assertThat(forecast.deviations(forecast.rows() - near))
                .isLessThanOrEqualTo(forecast.deviations(forecast.rows() + far) + 1e-9)
                .isFinite();
    }

    @Test
    void needsEnoughReleases() {
        assertThatThrownBy(() -> RowCountForecast.of(List.of(1.0, 2.0))).hasMessageContaining("fewer than 3");
    }
}
