package dev.weir.jobs.engine.read.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The type that is found reads each number, and reads it as what it is. */
class DecimalDigitsTest {

    private static DecimalDigits of(List<String> numbers) {
        DecimalDigits digits = new DecimalDigits();
        numbers.forEach(digits::add);
        return digits;
    }

    @Property
    void theTypeHoldsEachNumber(@ForAll List<BigInteger> digits, @ForAll @IntRange(max = 22) int scale) {
        List<String> numbers = digits.stream()
                .map(each -> new BigDecimal(each, scale).toPlainString())
                .toList();
        Optional<ValueType> type = of(numbers).type();
        for (String number : numbers) {
            BigDecimal exact = new BigDecimal(number);
            if (type.isPresent() && type.get() instanceof ValueType.Exact held) {
                assertThat(Literals.exact(number, held.precision(), held.scale()))
                        .isEqualByComparingTo(exact);
            } else if (type.isPresent()) {
                assertThat(BigDecimal.valueOf(Double.parseDouble(number))).isEqualByComparingTo(exact);
            }
        }
        if (type.isEmpty()) {
            assertThat(numbers)
                    .anySatisfy(number -> assertThat(
                                    new BigDecimal(number).unscaledValue().abs())
                            .isGreaterThan(BigInteger.TEN.pow(15)));
        }
    }

    @Test
    void partsAddUp() {
        DecimalDigits all = of(List.of("0.1234567890123456789"));
        all.add(of(List.of("123456789012345678")));
        assertThat(all.lost()).isEqualTo(2);
        assertThat(all.type()).contains(new ValueType.Exact(38, 19));
        all.add(of(List.of("12345678901234567890123")));
        assertThat(all.type()).isEmpty();
    }

    @Test
    void whatMeansNoNumberTakesNoTime() {
        DecimalDigits digits = of(List.of("1e999999999", "9".repeat(100_000)));
        assertThat(digits.lost()).isEqualTo(2);
        assertThat(digits.type()).isEmpty();
    }
}
