package dev.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.ledger.ThresholdForecast.Expected;
import dev.weir.privacy.ledger.ThresholdForecast.NotEnough;
import dev.weir.privacy.ledger.ThresholdForecast.NotThisYear;
import dev.weir.privacy.ledger.ThresholdForecast.Reached;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ThresholdForecastTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 10); // the 100th day

    @Test
    void goesOnAtTheRateOfTheYear() {
        // 100 people in 100 days: 100 more take 100 days
        assertThat(ThresholdForecast.of(every(10, 10), 100, 200, TODAY))
                .isInstanceOfSatisfying(Expected.class, forecast -> {
                    assertThat(forecast.on()).isEqualTo(TODAY.plusDays(100));
                    // by hand: v = 10, sd² = 10/100 + 10/100, exp(1.96·sd) = 2.4025
                    assertThat(forecast.earliest()).isEqualTo(TODAY.plusDays(42));
                    assertThat(forecast.latest()).contains(TODAY.plusDays(241));
                });
    }

    /** By hand: rate .6, v = 14, 100 are missing: sd² = 14/60 + 14/36, exp(1.96·sd) = 4.69. Three days are enough. */
    @Test
    void weighsUnevenDays() {
        Map<LocalDate, Long> added = new LinkedHashMap<>();
        added.put(LocalDate.of(2026, 1, 5), 10L);
        added.put(LocalDate.of(2026, 2, 5), 20L);
        added.put(LocalDate.of(2026, 3, 5), 30L);
        assertThat(ThresholdForecast.of(added, 60, 160, TODAY))
                .isEqualTo(new Expected(TODAY.plusDays(167), TODAY.plusDays(36), Optional.empty()));
        assertThat(ThresholdForecast.of(added, 159, 160, TODAY)).isInstanceOf(Expected.class);
        assertThat(ThresholdForecast.of(added, 160, 160, TODAY)).isEqualTo(new Reached());
        assertThat(ThresholdForecast.of(added, 161, 160, TODAY)).isEqualTo(new Reached());
    }

    @Test
    void callsTheCaseThatFits() {
        ThresholdForecast.Cases<String> word = new ThresholdForecast.Cases<>() {
            @Override
            public String reached(Reached forecast) {
                return "reached";
            }

            @Override
            public String expected(Expected forecast) {
                return "expected " + forecast.on();
            }

            @Override
            public String notThisYear(NotThisYear forecast) {
                return "not this year";
            }

            @Override
            public String notEnough(NotEnough forecast) {
                return "not enough " + forecast.days();
            }
        };
        assertThat(new Reached().match(word)).isEqualTo("reached");
        assertThat(new Expected(TODAY, TODAY, Optional.empty()).match(word)).isEqualTo("expected 2026-04-10");
        assertThat(new NotThisYear().match(word)).isEqualTo("not this year");
        assertThat(new NotEnough(2).match(word)).isEqualTo("not enough 2");
    }

    @Test
    void saysThatItIsReached() {
        assertThat(ThresholdForecast.of(Map.of(), 100, 100, TODAY)).isEqualTo(new Reached());
    }

    @Test
    void saysThatThereIsTooLittle() {
        assertThat(ThresholdForecast.of(every(10, 2), 20, 100, TODAY)).isEqualTo(new NotEnough(2));
        assertThat(ThresholdForecast.of(Map.of(), 0, 100, TODAY)).isEqualTo(new NotEnough(0));
    }

    @Test
    void doesNotCountDaysThatAddedNobody() {
        assertThat(ThresholdForecast.of(every(0, 9), 0, 100, TODAY)).isEqualTo(new NotEnough(0));
    }

    @Test
    void endsWithTheYearThatBeginsTheCountAnew() {
        assertThat(ThresholdForecast.of(every(10, 10), 100, 1_000_000, TODAY)).isEqualTo(new NotThisYear());
        assertThat(ThresholdForecast.of(every(10, 10), 100, 360, TODAY))
                .isInstanceOfSatisfying(
                        Expected.class,
                        forecast -> assertThat(forecast.latest()).isEmpty());
    }

    @Property
    void aHigherThresholdIsReachedNoSooner(
            @ForAll @LongRange(min = 101, max = 300) long lower, @ForAll @LongRange(min = 0, max = 100) long more) {
        ThresholdForecast first = ThresholdForecast.of(every(10, 10), 100, lower, TODAY);
        ThresholdForecast second = ThresholdForecast.of(every(10, 10), 100, lower + more, TODAY);
        if (first instanceof Expected one && second instanceof Expected other) {
            assertThat(other.on()).isAfterOrEqualTo(one.on());
            assertThat(one.earliest()).isBeforeOrEqualTo(one.on());
            one.latest().ifPresent(latest -> assertThat(latest).isAfterOrEqualTo(one.on()));
        }
    }

    private static Map<LocalDate, Long> every(long people, int batches) {
        Map<LocalDate, Long> added = new LinkedHashMap<>();
        for (int i = 0; i < batches; i++) {
            added.put(LocalDate.of(2026, 1, 5).plusDays(i * 10L), people);
        }
        return added;
    }
}
