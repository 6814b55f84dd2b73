package dev.weir.quality.drift;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Rule.Season;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class RowCountJudgeTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);
    private static final WorkCalendar CALENDAR =
            LawPack.load("cn-2026-01").provisions().calendar();

    private final Random random = new Random(42);

    @Test
    void halfADayIsFoundOnAWeekdayAndOnASunday() {
        List<CountedRelease> past = days(MONDAY, 56, this::week);
        for (int ahead = 0; ahead < 7; ahead++) {
            LocalDate day = MONDAY.plusDays(56 + ahead);
            CountedRelease whole = day(day, week(day));
            CountedRelease half = day(day, week(day) / 2);

            assertThat(judge(past, whole, Season.WEEKDAY).answer()).isEqualTo(Answer.PASSED);
            assertThat(judge(past, half, Season.WEEKDAY).answer()).isEqualTo(Answer.FAILED);
        }
        // Of all days together a Sunday is no sign of anything, nor is a half.
        assertThat(judge(past, day(MONDAY.plusDays(56), 5000)).answer()).isEqualTo(Answer.PASSED);
    }

    /** Where seasons were counted in releases, each day after the gap was compared with the day before it. */
    @Test
    void aMissingDayMovesNothing() {
        List<CountedRelease> past = days(MONDAY, 56, this::week);
        past.remove(40);
        past.remove(20);
        LocalDate sunday = MONDAY.plusDays(62);

        assertThat(judge(past, day(sunday, week(sunday)), Season.WEEKDAY).answer())
                .isEqualTo(Answer.PASSED);
        assertThat(judge(past, day(sunday, week(sunday) / 2), Season.WEEKDAY).answer())
                .isEqualTo(Answer.FAILED);
    }

    @Test
    void aDayThatWasReleasedTwiceCountsOnceAndAsItWasLast() {
        List<CountedRelease> past = days(MONDAY, 21, day -> 1000);
        past.add(day(MONDAY.plusDays(7), 1000)); // the half that came first was made again
        past.set(7, day(MONDAY.plusDays(7), 1));
        past.add(day(MONDAY.plusDays(21), 500));

        Verdict again = judge(past, day(MONDAY.plusDays(21), 1000), Season.WEEKDAY);
        assertThat(again.explanation()).contains("1000 were expected from 3 Mondays");
        assertThat(again.answer()).isEqualTo(Answer.PASSED);
    }

    @Test
    void aHolidayIsComparedWithHolidays() {
        // 2026-10-01 to 2026-10-07 are off, 2026-09-20 and 2026-10-10 are worked (国办发明电〔2025〕).
        List<CountedRelease> past = days(LocalDate.of(2026, 8, 24), 42, day -> off(day) ? 100 : week(day));
        LocalDate holiday = LocalDate.of(2026, 10, 5);

        Verdict usual = judge(past, day(holiday, 101), Season.WEEKDAY, Season.HOLIDAYS);
        assertThat(usual.explanation()).contains("public holidays");
        assertThat(usual.answer()).isEqualTo(Answer.PASSED);
        assertThat(judge(past, day(holiday, 10_000), Season.WEEKDAY, Season.HOLIDAYS)
                        .answer())
                .isEqualTo(Answer.FAILED);
        Verdict few = judge(past, day(LocalDate.of(2026, 10, 10), 10_000), Season.WEEKDAY, Season.HOLIDAYS);
        assertThat(few.subject()).as("a mark in the score").isEqualTo(Verdict.Subject.NOTHING);
        assertThat(few.explanation())
                .isEqualTo(
                        "A forecast needs 3 weekends that are worked to compare with, and there is 1 among the last 42"
                                + " releases");
    }

    @Test
    void aYearWithoutACalendarIsNamed() {
        List<CountedRelease> past = days(LocalDate.of(2030, 1, 1), 28, day -> 1000);

        assertThat(judge(past, day(LocalDate.of(2030, 1, 29), 1000), Season.HOLIDAYS)
                        .explanation())
                .endsWith("; the law pack has no holidays of 2030");
    }

    @Test
    void aMonthsLastDayIsComparedWithLastDays() {
        List<CountedRelease> past =
                days(LocalDate.of(2026, 3, 1), 121, day -> day.getDayOfMonth() == day.lengthOfMonth() ? 50_000 : 1000);

        Verdict end = judge(past, day(LocalDate.of(2026, 6, 30), 50_000), Season.MONTH_END);
        assertThat(end.explanation()).contains("3 last days of a month");
        assertThat(end.answer()).isEqualTo(Answer.PASSED);
        assertThat(judge(past, day(LocalDate.of(2026, 6, 30), 1000), Season.MONTH_END)
                        .answer())
                .isEqualTo(Answer.FAILED);
    }

    @Test
    void whatWasMadeWholeOrOfAMonthIsNoDay() {
        List<CountedRelease> past = days(MONDAY, 10, day -> 1000 + day.getDayOfMonth());
        past.add(new CountedRelease(MONDAY.plusDays(10), Optional.empty(), CountedRelease.Share.WHOLE, 10_000));
        past.add(new CountedRelease(
                MONDAY,
                Optional.of(span(MONDAY.withDayOfMonth(1), MONDAY.plusMonths(1))),
                CountedRelease.Share.PART,
                30_000));

        assertThat(judge(past, day(MONDAY.plusDays(10), 1000)).explanation()).contains("expected from 10 releases");
        CountedRelease first = new CountedRelease(MONDAY, Optional.empty(), CountedRelease.Share.WHOLE, 1000);
        assertThat(judge(
                                List.of(first, first, first),
                                new CountedRelease(MONDAY, Optional.empty(), CountedRelease.Share.PART, 20))
                        .explanation())
                .contains("there are 0 among the last 3 releases");
        CountedRelease again = new CountedRelease(MONDAY, Optional.empty(), CountedRelease.Share.AGAIN, 1000);
        assertThat(judge(List.of(again, again, again), again).explanation())
                .contains("there are 0 among the last 3 releases");
    }

    private boolean off(LocalDate day) {
        return requireNonNull(CALENDAR.years().get(2026)).off().contains(day);
    }

    /** 10,000 rows, and 2,000 of a Sunday, give or take 3 of 100. */
    private long week(LocalDate day) {
        double usual = day.getDayOfWeek() == DayOfWeek.SUNDAY ? 2_000 : 10_000;
        return Math.round(usual * (1 + 0.03 * random.nextGaussian()));
    }

    private static List<CountedRelease> days(LocalDate first, int count, ToLongFunction<LocalDate> rows) {
        List<CountedRelease> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            days.add(day(first.plusDays(i), rows.applyAsLong(first.plusDays(i))));
        }
        return days;
    }

    private static CountedRelease day(LocalDate day, long rows) {
        return new CountedRelease(day, Optional.of(span(day, day.plusDays(1))), CountedRelease.Share.PART, rows);
    }

    private static TableLoad.Span span(LocalDate from, LocalDate to) {
        return new TableLoad.Span(
                from.atStartOfDay(SHANGHAI).toInstant(),
                to.atStartOfDay(SHANGHAI).toInstant(),
                from.toString());
    }

    private static Verdict judge(List<CountedRelease> past, CountedRelease current, Season... seasons) {
        Rule rule = new Rule(
                "as-many-as-usual",
                "t",
                new Rule.Drift(
                        Rule.Measure.ROW_COUNT,
                        Optional.empty(),
                        new Rule.Baseline.Window(56),
                        List.of(seasons),
                        new Rule.Bound(Rule.Bound.Side.AT_MOST, 3)),
                Severity.BLOCK,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.COVERAGE, "owner", "because"),
                Rule.Terms.ALWAYS,
                Place.of("rules.yaml"));
        return RowCountJudge.judge(rule, current, past, CALENDAR);
    }
}
