package dev.weir.privacy.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.kind.Shift;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateShiftTest {

    private static final WorkspaceKey KEY = TestKeys.random();

    @ParameterizedTest
    @CsvSource({
        "S-0001, -272, 2023-06-02, 2023-06-12",
        "S-0002, 243, 2024-10-29, 2024-11-08",
        "S-0003, -352, 2023-03-14, 2023-03-24",
        "' Ｓ-0003', -352, 2023-03-14, 2023-03-24"
    })
    void movesAsOthersComputed(String subject, int days, LocalDate ofLeapDay, LocalDate tenDaysLater)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSM3", new BouncyCastleProvider());
        mac.init(new SecretKeySpec(
                HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
                "HmacSM3"));
        int shift = days(new DateShift(mac, 1, 1), subject);
        assertThat(shift).isEqualTo(days);
        assertThat(LocalDate.of(2024, 2, 29).plusDays(shift)).isEqualTo(ofLeapDay);
        assertThat(LocalDate.of(2024, 3, 10).plusDays(shift)).isEqualTo(tenDaysLater);
    }

    @Property
    void movesEverySubjectByOneConstantThatIsNotZero(@ForAll String subject, @ForAll String other) {
        DateShift shift = recipe("clinical").openShift();
        int days = days(shift, subject);
        assertThat(days).isNotZero().isBetween(-365, 365);
        days(shift, other);
        assertThat(days(shift, subject)).isEqualTo(days);
        assertThat(days(shift, subject)).isEqualTo(days);
    }

    @Property
    void movesByAsManyDaysMoreToTheSameSide(@ForAll String subject, @ForAll @IntRange(min = 1, max = 5000) int least) {
        int usual = days(recipe("clinical").openShift(), subject);
        int far = days(
                MaskRecipe.of(new Shift(least), KEY, new PseudonymDomain("clinical", "DATE"))
                        .openShift(),
                subject);
        assertThat(far - usual).isEqualTo(Integer.signum(usual) * (least - 1));
        assertThat(Math.abs(far)).isBetween(least, least + 364);
    }

    @Property
    void movesByWholeWeeksAndAsManyMoreToTheSameSide(
            @ForAll String subject, @ForAll @IntRange(min = 1, max = 5000) int least) {
        int weeks = days(open(new Shift(1, 7)), subject);
        assertThat(weeks).isNotZero().isBetween(-364, 364);
        assertThat(weeks % 7).isZero();
        int far = days(open(new Shift(least, 7)), subject);
        assertThat(far % 7).isZero();
        assertThat(Integer.signum(far)).isEqualTo(Integer.signum(weeks));
        assertThat(Math.abs(far)).isBetween(least, least + 6 + 51 * 7);
    }

    private static DateShift open(Shift shift) {
        return MaskRecipe.of(shift, KEY, new PseudonymDomain("clinical", "DATE"))
                .openShift();
    }

    @Test
    void movesTheSubjectsOfAProductByAllDaysAlike() {
        DateShift shift = recipe("clinical").openShift();
        DateShift other = recipe("trial").openShift();
        int[] counts = new int[731];
        int same = 0;
        for (int subject = 0; subject < 73_000; subject++) {
            int days = days(shift, "P" + subject);
            counts[days + 365]++;
            same += days == days(other, "P" + subject) ? 1 : 0;
        }
        assertThat(counts[365]).isZero();
        // 100 are expected of each; seven standard deviations to either side.
        for (int days = -365; days <= 365; days++) {
            if (days != 0) {
                assertThat(counts[days + 365]).isBetween(30, 170);
            }
        }
        assertThat(same).isBetween(30, 170);
    }

    private static MaskRecipe recipe(String product) {
        return MaskRecipe.of(Mask.parse("shift"), KEY, new PseudonymDomain(product, "DATE"));
    }

    private static int days(DateShift shift, String subject) {
        byte[] utf8 = subject.getBytes(StandardCharsets.UTF_8);
        return shift.days(utf8, 0, utf8.length);
    }
}
