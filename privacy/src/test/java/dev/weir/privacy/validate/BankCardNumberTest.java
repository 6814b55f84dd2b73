package dev.weir.privacy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankCardNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"6222020200112233446", "4111111111111111", "6228480402564890018"})
    void acceptsRealNumbers(String number) {
        assertThat(BankCardNumber.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6222020200112233445",
                "4111111111111112",
                "411111111111",
                "62220202001122334460",
                "4111 1111 1111 1111",
                "0000000000000000",
                "411111111111111１",
                ""
            })
    void refusesWhatIsNone(String number) {
        assertThat(BankCardNumber.isValid(number)).isFalse();
    }

    @Test
    void checksTheNumberOfADeviceTheSameWay() {
        assertThat(hasLuhn("490154203237518")).isTrue();
        assertThat(hasLuhn("490154203237519")).isFalse();
    }

    @Property
    void answersAsTheLibraryDoes(@ForAll @NumericChars @StringLength(min = 2, max = 19) String digits) {
        assertThat(hasLuhn(digits)).isEqualTo(LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits));
    }

    @Property
    void catchesAnySingleWrongDigit(
            @ForAll("cards") String card, @ForAll @IntRange(max = 18) int place, @ForAll @IntRange(max = 9) int digit) {
        char wrong = (char) ('0' + digit);
        Assume.that(place < card.length() && card.charAt(place) != wrong);
        assertThat(BankCardNumber.isValid(card.substring(0, place) + wrong + card.substring(place + 1)))
                .isFalse();
    }

    @Property
    void catchesNeighboursExchangedExceptNineAndNought(
            @ForAll("cards") String card, @ForAll @IntRange(max = 17) int place) {
        Assume.that(place < card.length() - 1 && card.charAt(place) != card.charAt(place + 1));
        String pair = card.substring(place, place + 2);
        assertThat(BankCardNumber.isValid(ResidentIdentityTest.exchanged(card, place)))
                .isEqualTo(pair.equals("09") || pair.equals("90"));
    }

    @Provide
    Arbitrary<String> cards() {
        return Arbitraries.strings()
                .numeric()
                .ofMinLength(12)
                .ofMaxLength(18)
                .filter(digits -> digits.chars().anyMatch(digit -> digit != '0'))
                .map(BankCardNumberTest::withCheck);
    }

    private static boolean hasLuhn(String digits) {
        return BankCardNumber.hasLuhnCheckDigit(digits.getBytes(StandardCharsets.UTF_8));
    }

    private static String withCheck(String digits) {
        try {
            return digits + LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(digits);
        } catch (CheckDigitException e) {
            throw new AssertionError(e);
        }
    }
}
