package dev.weir.quality.functions;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @ParameterizedTest
    @ValueSource(strings = {"2160-0", "718-7", "8867-4", "4548-4", "29463-7", "85354-9"})
    void knowsLoincCodes(String code) {
        assertThat(LoincCode.isValid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-0",
                "0",
                "2160-1",
                "2160",
                "21600",
                "2160-00",
                " 2160-0",
                "LP14635-4",
                "21６0-0",
                "123456789-1"
            })
    void refusesWhatIsNoLoincCode(String code) {
        assertThat(LoincCode.isValid(code)).isFalse();
    }

    @Property
    void exactlyOneCheckDigitIsRight(@ForAll @IntRange(min = 1, max = 9_999_999) int number) {
        for (int digit = 0; digit < 10; digit++) {
            assertThat(LoincCode.isValid(number + "-" + digit)).isEqualTo(digit == checkDigit(number));
        }
    }

    /** As the LOINC Users' Guide has it, step by step: every other digit as one number, doubled, before the others. */
    private static int checkDigit(int number) {
        StringBuilder doubled = new StringBuilder();
        StringBuilder others = new StringBuilder();
        String fromRight = new StringBuilder(String.valueOf(number)).reverse().toString();
        for (int i = 0; i < fromRight.length(); i++) {
            (i % 2 == 0 ? doubled : others).append(fromRight.charAt(i));
        }
        int sum = (others.toString() + 2 * Long.parseLong(doubled.toString()))
                .chars()
                .map(character -> character - '0')
                .sum();
        return (10 - sum % 10) % 10;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mg/dL",
                "mm[Hg]",
                "/min",
                "10*3/uL",
                "10*-3",
                "10^9/L",
                "%",
                "1",
                "{score}",
                "kg/m2",
                "m[IU]/L",
                "cm[H2O]",
                "mL/min/{1.73_m2}",
                "[degF]",
                "[arb'U]/mL",
                "kg.m/s2",
                "s-1",
                "10.uN.s/(cm5.m2)",
                "(8.h){shift}",
                "Cel",
                "''",
                "mmol/mol{creat}"
            })
    void knowsTheFormOfUnits(String unit) {
        assertThat(UcumForm.isValid(unit)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "mg / dL", "mg/", "mg//dL", ".m", "(m", "m)", "mm[Hg", "mm[]", "{", "{a b}", "毫克", "m--1",
                "m+", "µg", "m2m"
            })
    void refusesWhatHasNotTheFormOfAUnit(String unit) {
        assertThat(UcumForm.isValid(unit)).isFalse();
    }
}
