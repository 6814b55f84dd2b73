package dev.weir.jobs.engine.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Which words follow the dates of their rows. */
class PartOfDateTest {

    private static final LocalDate FIRST = LocalDate.of(2022, 3, 1);

    /** Thirty rows of each of some days. */
    private static boolean follows(List<LocalDate> days, IntFunction<Object> word) {
        PartOfDate part = new PartOfDate();
        for (int i = 0; i < days.size(); i++) {
            for (int row = 0; row < 30; row++) {
                part.add(word.apply(i).hashCode(), PartOfDate.parts(days.get(i)));
            }
        }
        return part.follows();
    }

    private static List<LocalDate> days(int count, int apart) {
        return FIRST.datesUntil(FIRST.plus((long) count * apart, ChronoUnit.DAYS), java.time.Period.ofDays(apart))
                .toList();
    }

    @Test
    void instrumentsThatTakeTurnsFollowNoDate() {
        List<LocalDate> runs = days(8, 41);
        assertThat(follows(runs, i -> "LC QS QS LC LC QS QS LC".split(" ")[i])).isFalse();
        assertThat(follows(runs, i -> "A B C B A C A B".split(" ")[i])).isFalse();
    }

    @Test
    void whatHasOneStretchOfDaysOrIsCalledAfterAPartFollowsIt() {
        List<LocalDate> runs = days(8, 41);
        assertThat(follows(runs, i -> i < 4 ? "V1" : "V2")).isTrue();
        assertThat(follows(runs, i -> runs.get(i).getMonth())).isTrue();
        List<LocalDate> visits = days(200, 3);
        assertThat(follows(visits, i -> visits.get(i).getDayOfWeek())).isTrue();
        assertThat(follows(visits, i -> visits.get(i).getDayOfMonth() < 11 ? "early" : "later"))
                .isTrue();
        assertThat(follows(visits, i -> visits.get(i).getYear())).isTrue();
    }

    /** Of births of sixty years, some of which lie between the first of January and the Chinese New Year. */
    @Test
    void animalsOfTheChineseZodiacFollowTheirYears() {
        List<LocalDate> births = LocalDate.of(1950, 1, 5)
                .datesUntil(LocalDate.of(2010, 1, 1), java.time.Period.ofDays(61))
                .toList();
        assertThat(follows(births, i -> births.get(i).minusDays(20 + i % 30).getYear() % 12))
                .isTrue();
        assertThat(follows(births, i -> i * 31 % 12)).isFalse();
    }
}
