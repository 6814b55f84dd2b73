package dev.weir.privacy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Dates of any precision keep it when they are moved, and their order. */
class PartialDateTest {

    @Example
    void keepsWhatItKnowsAndNoMore() {
        assertThat(PartialDate.moved("2024", 365)).contains("2025");
        assertThat(PartialDate.moved("2024-03", 31)).contains("2024-04");
        assertThat(PartialDate.moved("2024-02-28", 2)).contains("2024-03-01");
        assertThat(PartialDate.moved("2024-12-31T23:59:59.5Z", 1)).contains("2025-01-01T23:59:59.5Z");
        assertThat(PartialDate.moved("2024-03-05 08:30", -5)).contains("2024-02-29 08:30");
    }

    @Example
    void isNothingElse() {
        for (String other : new String[] {
            "", "2024-13", "2024-02-30", "24-03-05", "2024/03/05", "2024-03-05T", "20240305", "UNK", "2024---05"
        }) {
            assertThat(PartialDate.is(other)).as(other).isFalse();
        }
    }

    @Property
    void isWholeDatesByDaysAsJavaCountsThem(
            @ForAll @IntRange(min = 0, max = 40_000) int day, @ForAll @IntRange(min = -365, max = 365) int days) {
        LocalDate date = LocalDate.of(1920, 1, 1).plusDays(day);
        assertThat(PartialDate.moved(date.toString(), days))
                .contains(date.plusDays(days).toString());
    }

    @Property
    void keepsTheOrderOfDatesOfOnePrecision(
            @ForAll @IntRange(min = 0, max = 40_000) int one,
            @ForAll @IntRange(min = 0, max = 40_000) int other,
            @ForAll @IntRange(min = -365, max = 365) int days) {
        for (int length : new int[] {4, 7, 10}) {
            String first = text(Math.min(one, other), length);
            String second = text(Math.max(one, other), length);
            assertThat(PartialDate.moved(first, days).orElseThrow())
                    .isLessThanOrEqualTo(PartialDate.moved(second, days).orElseThrow())
                    .hasSize(length);
        }
    }

    /** What is over before the other begins never gets behind it, whatever is known of either. */
    @Property(tries = 20_000)
    void keepsTheOrderOfDatesThatAreApart(
            @ForAll @IntRange(min = 0, max = 40_000) int one,
            @ForAll @IntRange(min = 0, max = 70) int later,
            @ForAll("lengths") int length,
            @ForAll("lengths") int otherLength,
            @ForAll @IntRange(min = -365, max = 365) int days) {
        String first = text(one, length);
        String second = text(one + later, otherLength);
        Assume.that(last(first).isBefore(first(second)));
        String moved = PartialDate.moved(first, days).orElseThrow();
        String other = PartialDate.moved(second, days).orElseThrow();
        assertThat(first(moved)).as("%s, %s by %d", first, second, days).isBeforeOrEqualTo(last(other));
    }

    @Example
    void februaryMayComeToLieInALongerMonth() {
        assertThat(PartialDate.moved("2023-02", -29)).contains("2023-01");
        assertThat(PartialDate.moved("2023-03-01", -29)).contains("2023-01-31");
        assertThat(PartialDate.moved("2023-02", -28)).contains("2023-02");
        assertThat(PartialDate.moved("2024-02", -30)).contains("2024-01");
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.of(4, 7, 10);
    }

    private static LocalDate first(String date) {
        return LocalDate.parse((date + "-01-01").substring(0, 10));
    }

    private static LocalDate last(String date) {
        LocalDate first = first(date);
        return switch (date.length()) {
            case 4 -> first.plusYears(1).minusDays(1);
            case 7 -> first.plusMonths(1).minusDays(1);
            default -> first;
        };
    }

    private static String text(int day, int length) {
        return LocalDate.of(1920, 1, 1).plusDays(day).toString().substring(0, length);
    }
}
