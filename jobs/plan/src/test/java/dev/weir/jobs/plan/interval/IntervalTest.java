package dev.weir.jobs.plan.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.DataType;
import dev.weir.contracts.ProblemsException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Days of 23 and 25 hours are among them. */
    @Provide
    Arbitrary<Interval> ofWholeHours() {
        Arbitrary<Instant> starts = Arbitraries.longs()
                .between(0, 24 * 3_650)
                .map(hours -> Instant.parse("2020-01-01T00:00:00Z").plusSeconds(hours * 3_600));
        return Combinators.combine(
                        starts,
                        Arbitraries.longs().between(1, 24 * 70),
                        Arbitraries.of(SHANGHAI, NEW_YORK, ZoneOffset.UTC))
                .as((start, hours, zone) -> new Interval(start, start.plusSeconds(hours * 3_600), zone));
    }

    @Property
    void isReadBackAsItIsWritten(@ForAll("ofWholeHours") Interval interval) {
        Interval again = Interval.parse(interval.toString(), interval.zone());
        // An hour that a clock shows twice is written with its day's first one: both are the same to people.
        assertThat(again.zone()).isEqualTo(interval.zone());
        if (!interval.toString().matches(".*T\\d{2}")) {
            assertThat(again).isEqualTo(interval);
        }
    }

    @Property
    void isMadeUpOfItsPartsWithoutGapOrOverlap(@ForAll("ofWholeHours") Interval interval) {
        List<Interval> parts = interval.each(Interval.Step.HOUR);
        assertThat(parts.get(0).from()).isEqualTo(interval.from());
        assertThat(parts.get(parts.size() - 1).to()).isEqualTo(interval.to());
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
            assertThat(parts.get(i).overlaps(parts.get(i - 1))).isFalse();
        }
    }

    @Property
    void itsDaysAreThoseThatItsHoursLieOn(@ForAll("ofWholeHours") Interval interval) {
        assertThat(interval.hours().stream()
                        .map(java.time.LocalDateTime::toLocalDate)
                        .distinct())
                .containsExactlyElementsOf(interval.days());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-19, 2026-11-18T16:00:00Z, 2026-11-19T16:00:00Z, 2026-11-19",
        "2026-11, 2026-10-31T16:00:00Z, 2026-11-30T16:00:00Z, 2026-11",
        "2026, 2025-12-31T16:00:00Z, 2026-12-31T16:00:00Z, 2026-01-01/2027-01-01",
        "2026-11-19T05, 2026-11-18T21:00:00Z, 2026-11-18T22:00:00Z, 2026-11-19T05",
        "2026-11-19/2026-11-21, 2026-11-18T16:00:00Z, 2026-11-20T16:00:00Z, 2026-11-19/2026-11-21",
        "2026-11-19T00:00:00+00:00/2026-11-20T00:00:00+00:00, 2026-11-19T00:00:00Z, 2026-11-20T00:00:00Z,"
                + " 2026-11-19T08:00:00+08:00/2026-11-20T08:00:00+08:00",
        "2026-11-19 00:00:00+00:00/2026-11-20 00:00:00+00:00, 2026-11-19T00:00:00Z, 2026-11-20T00:00:00Z,"
                + " 2026-11-19T08:00:00+08:00/2026-11-20T08:00:00+08:00",
        "2026-11-19 05, 2026-11-18T21:00:00Z, 2026-11-18T22:00:00Z, 2026-11-19T05",
        "2026-11-19T05:30/2026-11-19T06, 2026-11-18T21:30:00Z, 2026-11-18T22:00:00Z,"
                + " 2026-11-19T05:30:00+08:00/2026-11-19T06:00:00+08:00"
    })
    void readsWhatPeopleAndSchedulersWrite(String text, Instant from, Instant to, String shown) {
        Interval interval = Interval.parse(text, SHANGHAI);
        assertThat(interval).isEqualTo(new Interval(from, to, SHANGHAI));
        assertThat(interval).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-13",
                "2026-02-30",
                "2026-11-19T25",
                "2026-11-19T05:30",
                "2026-11-19 at 5",
                "2026-11-20/2026-11-19",
                "2026-11-19/2026-11-19",
                "0001/9999",
                "",
                "/"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Interval.parse(text, ZoneOffset.UTC))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C016");
    }

    @Test
    void aDayIsAsLongAsTheClocksSay() {
        Interval spring = Interval.parse("2026-03-08", NEW_YORK);
        assertThat(java.time.Duration.between(spring.from(), spring.to())).hasHours(23);
        assertThat(Interval.parse("2026-11-01", NEW_YORK).each(Interval.Step.HOUR))
                .hasSize(25);
        assertThat(Interval.parse("2026-11-01", NEW_YORK).hours()).hasSize(24);
    }

    @Test
    void isCutIntoWholePartsOnly() {
        assertThat(Interval.parse("2026-10/2026-12", SHANGHAI).each(Interval.Step.MONTH))
                .extracting(Interval::toString)
                .containsExactly("2026-10", "2026-11");
        assertThatThrownBy(() -> Interval.parse("2026-11-19T05", SHANGHAI).each(Interval.Step.DAY))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("whole day");
    }

    @Test
    void isAConditionOnAColumnOfItsType() {
        Interval day = Interval.parse("2026-11-19", SHANGHAI);
        assertThat(day.predicate("on", new DataType.Date(Optional.empty())))
                .isEqualTo("`on` >= DATE'2026-11-19' AND `on` < DATE'2026-11-20'");
        assertThat(day.predicate(
                        "at", new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty())))
                .isEqualTo("`at` >= TIMESTAMP'2026-11-18T16:00:00Z' AND `at` < TIMESTAMP'2026-11-19T16:00:00Z'");
        assertThat(day.predicate("at", new DataType.Timestamp(DataType.Clock.WALL, Optional.empty(), Optional.empty())))
                .contains("TIMESTAMP_NTZ'2026-11-19T00:00:00.000000'");
        assertThatThrownBy(() ->
                        Interval.parse("2026-11-19T05", SHANGHAI).predicate("on", new DataType.Date(Optional.empty())))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("defaultTimezone");
    }

    @Test
    void namesTheFilesThatItTouches() {
        Interval night = Interval.parse("2026-11-19T23:00/2026-11-20T01:00", SHANGHAI);
        assertThat(new SourcePath("raw/{month}", "{date}.csv").of(night))
                .containsExactly("raw/2026-11/2026-11-19.csv", "raw/2026-11/2026-11-20.csv");
        assertThat(new SourcePath("raw/date={date}/hour={hour}", "").of(night))
                .containsExactly("raw/date=2026-11-19/hour=23", "raw/date=2026-11-20/hour=00");
        assertThat(new SourcePath("raw", "{date}.csv").every())
                .isEqualTo("raw/[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].csv");
        assertThat(night.days()).containsExactly(LocalDate.parse("2026-11-19"), LocalDate.parse("2026-11-20"));
    }
}
