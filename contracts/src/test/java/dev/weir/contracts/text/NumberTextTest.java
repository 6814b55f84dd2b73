package dev.weir.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1).ofScale(17),
                Arbitraries.doubles().between(-1e9, 1e9).ofScale(6),
                Arbitraries.doubles(),
                Arbitraries.of(0.0, 1.0, 0.1, 0.95, 0.10000000000000002, 1e-300, 4e18, -0.0));
    }

    /** The two beside one another in most tries: that is where digits are lost. */
    @Property(tries = 5_000)
    void whatIsShownComparesAsWhatWasMeasured(@ForAll("numbers") double bound, @ForAll("steps") int steps) {
        double measured = bound;
        for (int i = 0; i < Math.abs(steps); i++) {
            measured = steps < 0 ? Math.nextDown(measured) : Math.nextUp(measured);
        }
        assertShownAsCompared(measured, bound);
    }

    @Property(tries = 5_000)
    void anyTwoAreShownAsTheyCompare(@ForAll("numbers") double measured, @ForAll("numbers") double bound) {
        assertShownAsCompared(measured, bound);
    }

    @Provide
    Arbitrary<Integer> steps() {
        return Arbitraries.oneOf(
                Arbitraries.of(-1, 0, 1), Arbitraries.integers().between(-40, 40));
    }

    private static void assertShownAsCompared(double measured, double bound) {
        if (!Double.isFinite(measured) || !Double.isFinite(bound)) {
            return;
        }
        BigDecimal shown = new BigDecimal(NumberText.of(measured, bound));
        BigDecimal exact = new BigDecimal(NumberText.exact(bound));
        assertThat(Integer.signum(shown.compareTo(exact)))
                .as(shown + " and " + exact)
                .isEqualTo(measured == bound ? 0 : measured < bound ? -1 : 1);
        assertThat(shown.compareTo(BigDecimal.ONE))
                .isEqualTo(BigDecimal.valueOf(measured).compareTo(BigDecimal.ONE));
    }

    @Property(tries = 5_000)
    void sharesAreShownAsTheyCompare(@ForAll("parts") long some, @ForAll("parts") long more) {
        long all = Math.max(some, more);
        long part = Math.min(some, more);
        if (all == 0) {
            assertThat(NumberText.percent(0, 0)).isEqualTo("100 %");
            return;
        }
        String shown = NumberText.percent(part, all);
        assertThat(shown.equals("100 %")).isEqualTo(part == all);
        assertThat(shown.equals("0 %")).isEqualTo(part == 0);
    }

    @Provide
    Arbitrary<Long> parts() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 4_000_000_000L),
                Arbitraries.longs().between(0, 40),
                Arbitraries.longs().between(999_999_990, 1_000_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "100, 100",
        "12345678, 12345678",
        "0.93, 0.93",
        "0.9285714285, 0.928571",
        "-3.24509123, -3.24509",
        "1e-9, 0.000000001",
        "0.99999999, 0.99999999",
        "1.0000000001, 1.0000000001",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void showsWholeNumbersWholeAndOthersWithSixDigits(double value, String shown) {
        assertThat(NumberText.of(value)).isEqualTo(shown);
    }

    @Test
    void showsWhatAnExplanationNeeds() {
        assertThat(NumberText.of(0.1000004, 0.1)).isEqualTo("0.1000004");
        assertThat(NumberText.of(0.0999999999, 0.1)).isEqualTo("0.0999999999");
        assertThat(NumberText.of(0.1234, 0.1)).isEqualTo("0.1234");
        assertThat(NumberText.percent(0.9999999, 1)).isEqualTo("99.99999 %");
        assertThat(NumberText.percent(1, 3)).isEqualTo("33.3 %");
        assertThat(NumberText.percent(0.05003, 0.05)).isEqualTo("5.003 %");
        assertThat(NumberText.percent(1, 1_000_000)).isEqualTo("0.0001 %");
    }
}
