package dev.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.ledger.Forecast.Expected;
import dev.weir.privacy.ledger.Forecast.NotEnough;
import dev.weir.privacy.ledger.Forecast.NotThisYear;
import dev.weir.privacy.ledger.Forecast.Reached;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 10); // the 100th day

    @Test
    void goesOnAtTheRateOfTheYear() {
        // 100 people in 100 days: 100 more take 100 days
        assertThat(Forecast.of(every(10, 10), 100, 200, TODAY)).isInstanceOfSatisfying(Expected.class, forecast -> {
            assertThat(forecast.on()).isEqualTo(TODAY.plusDays(100));
            // by hand: v = 10, sd² = 10/100 + 10/100, exp(1.96·sd) = 2.4025
            assertThat(forecast.earliest()).isEqualTo(TODAY.plusDays(42));
            assertThat(forecast.latest()).contains(TODAY.plusDays(241));
        });
    }

    @Test
    void saysThatItIsReached() {
        assertThat(Forecast.of(Map.of(), 100, 100, TODAY)).isEqualTo(new Reached());
    }

    @Test
    void saysThatThereIsTooLittle() {
        assertThat(Forecast.of(every(10, 2), 20, 100, TODAY)).isEqualTo(new NotEnough(2));
        assertThat(Forecast.of(Map.of(), 0, 100, TODAY)).isEqualTo(new NotEnough(0));
    }

    @Test
    void doesNotCountDaysThatAddedNobody() {
        assertThat(Forecast.of(every(0, 9), 0, 100, TODAY)).isEqualTo(new NotEnough(0));
    }

    @Test
    void endsWithTheYearThatBeginsTheCountAnew() {
        assertThat(Forecast.of(every(10, 10), 100, 1_000_000, TODAY)).isEqualTo(new NotThisYear());
        assertThat(Forecast.of(every(10, 10), 100, 360, TODAY))
                .isInstanceOfSatisfying(
                        Expected.class,
                        forecast -> assertThat(forecast.latest()).isEmpty());
    }

    @Property
    void aHigherThresholdIsReachedNoSooner(
            @ForAll @LongRange(min = 101, max = 300) long lower, @ForAll @LongRange(min = 0, max = 100) long more) {
        Forecast first = Forecast.of(every(10, 10), 100, lower, TODAY);
        Forecast second = Forecast.of(every(10, 10), 100, lower + more, TODAY);
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
