package dev.weir.privacy.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MinorsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);

    @Test
    void fourteenthBirthdayStillCounts() {
        assertThat(Minors.isMinor(LocalDate.of(2012, 6, 16), DAY)).isTrue();
        assertThat(Minors.isMinor(LocalDate.of(2012, 6, 15), DAY)).isTrue();
        assertThat(Minors.isMinor(LocalDate.of(2012, 6, 14), DAY)).isFalse();
    }

    @Property
    void bornFromIsTheFirstOfThem(@ForAll @IntRange(min = 0, max = 40_000) int day) {
        LocalDate asOf = LocalDate.ofEpochDay(day);
        LocalDate first = Minors.bornFrom(asOf);
        assertThat(Minors.isMinor(first, asOf)).isTrue();
        assertThat(Minors.isMinor(first.minusDays(1), asOf)).isFalse();
    }

    @Test
    void columnsOfBirthDatesAreKnownByName() {
        assertThat(List.of("born_on", "BirthDate", "patient_dob", "csrq", "csny", "chusheng_riqi", "出生年月", "患者生日"))
                .allMatch(Minors::isBirthColumn);
        assertThat(List.of("started_on", "date", "入院日期", "died_on", "visit_date"))
                .noneMatch(Minors::isBirthColumn);
    }

    @Test
    void identityNumbersTellTheBirthDate() {
        assertThat(Minors.byIdentity(utf8("110101201301010017"), DAY)).contains(true);
        assertThat(Minors.byIdentity(utf8("11010519491231002X"), DAY)).contains(false);
        assertThat(Minors.byIdentity(utf8("150102880730303"), DAY)).contains(false);
        assertThat(Minors.byIdentity(utf8("110101201301010018"), DAY)).isEmpty();
        assertThat(Minors.byIdentity(utf8("[RID]"), DAY)).isEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
