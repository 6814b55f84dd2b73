package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader of moved dates could tell, against a plain count over all people. */
class ShiftedDaysTest {

    private static final int FEWEST = 5;

    private static final int MONDAY = (int) LocalDate.of(2026, 11, 23).toEpochDay();

    private static ShiftedDays of(Map<Long, List<Integer>> people) {
        ShiftedDays days = new ShiftedDays();
        people.forEach((person, own) -> own.forEach(day -> days.add(person, day)));
        return days;
    }

    /** The largest share of people with one day among those who have a day that a moved date could be of. */
    private static double oracle(Map<Long, List<Integer>> people, int step) {
        double most = 0;
        for (int day : people.values().stream().flatMap(List::stream).distinct().toList()) {
            long alike =
                    people.values().stream().filter(own -> own.contains(day)).count();
            long near = people.values().stream()
                    .filter(own ->
                            own.stream().anyMatch(other -> Math.abs(other - day) <= 365 && (other - day) % step == 0))
                    .count();
            most = alike >= FEWEST ? Math.max(most, (double) alike / near) : most;
        }
        return most;
    }

    @Property(tries = 300)
    void tellsWhatACountOverAllPeopleTells(
            @ForAll @Size(max = 60)
                    List<@Size(min = 1, max = 4) List<@IntRange(min = -20_000, max = -19_000) Integer>> own,
            @ForAll boolean isAlike) {
        Map<Long, List<Integer>> people = new HashMap<>();
        for (int i = 0; i < own.size(); i++) {
            people.put((long) i, isAlike && i % 3 == 0 ? List.of(-19_500) : own.get(i));
        }
        for (int step : new int[] {1, 7}) {
            assertThat(of(people).judged(step, FEWEST).share()).isEqualTo(oracle(people, step));
        }
    }

    @Property(tries = 100)
    void partsOfATableAddUp(@ForAll long seed) {
        Random random = new Random(seed);
        ShiftedDays whole = new ShiftedDays();
        ShiftedDays[] parts = {new ShiftedDays(), new ShiftedDays(), new ShiftedDays()};
        for (int row = 0; row < 5_000; row++) {
            long person = random.nextInt(3_000);
            int day = random.nextInt(40);
            whole.add(person, day);
            ShiftedDays part = parts[random.nextInt(parts.length)];
            if (part.samples(person)) {
                part.add(person, day);
            }
        }
        ShiftedDays sum = parts[0].plus(parts[1]).plus(parts[2]);
        assertThat(sum.judged(1, FEWEST)).isEqualTo(whole.judged(1, FEWEST));
    }

    @Test
    void seesADayAmongOthersOfManyPeople() {
        ShiftedDays days = new ShiftedDays();
        for (long person = 0; person < 100_000; person++) {
            days.add(person, person % 20 == 0 ? -25_567 : (int) (person % 30_000));
        }
        ShiftedDays.Judged judged = days.judged(1, FEWEST);
        assertThat(judged.share()).isEqualTo(1);
        assertThat(judged.alike()).isBetween(5, 60);
    }

    @Test
    void datesOfManyYearsTellNothing() {
        ShiftedDays days = new ShiftedDays();
        for (long person = 0; person < 100_000; person++) {
            days.add(person, (int) (person * 7_919 % 30_000));
        }
        assertThat(days.judged(1, FEWEST).share()).isZero();
        assertThat(days.judged(1, FEWEST).differsByWeekday()).isFalse();
    }

    @Test
    void daysOfWorkShow() {
        ShiftedDays days = new ShiftedDays();
        Random random = new Random(1);
        Set<DayOfWeek> seen = new TreeSet<>();
        for (long person = 0; person < 400; person++) {
            int day = MONDAY + 7 * random.nextInt(50) + random.nextInt(5);
            seen.add(LocalDate.ofEpochDay(day).getDayOfWeek());
            days.add(person, day);
        }
        assertThat(seen).doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(days.judged(1, FEWEST).differsByWeekday()).isTrue();
    }

    /** Three hundred people on five days: no day is a quarter of them, and the middle of what is released tells each shift. */
    @Test
    void aLoadOfOneWeekTellsWhenEveryoneCame() {
        Map<Long, List<Integer>> people = new HashMap<>();
        for (long person = 0; person < 300; person++) {
            people.put(person, List.of(MONDAY + (int) (person % 5)));
        }
        ShiftedDays.Judged judged = of(people).judged(1, FEWEST);
        assertThat(judged.share()).isEqualTo(0.2);
        assertThat(judged.week()).isEqualTo(new ShiftedDays.Judged.Week(300, 300));
    }

    @ParameterizedTest
    @CsvSource({"7, 70", "8, 62", "14, 35", "30, 21"})
    void aWeekOfLongerLoadsTellsLess(int days, int most) {
        int all = 70;
        Map<Long, List<Integer>> people = new HashMap<>();
        for (long person = 0; person < all; person++) {
            people.put(person, List.of(MONDAY + (int) (person % days)));
        }
        ShiftedDays.Judged.Week week = of(people).judged(1, FEWEST).week();
        assertThat(week.near()).isEqualTo(all);
        assertThat(week.people()).isEqualTo(most);
    }

    @Test
    void fewPeopleTellNothing() {
        ShiftedDays days = new ShiftedDays();
        IntStream.range(0, FEWEST - 1).forEach(person -> days.add(person, MONDAY));
        assertThat(days.judged(1, FEWEST).share()).isZero();
        assertThat(new ShiftedDays().judged(7, FEWEST).share()).isZero();
        days.add(99, MONDAY);
        assertThat(days.judged(1, FEWEST).share()).isEqualTo(1);
    }
}
