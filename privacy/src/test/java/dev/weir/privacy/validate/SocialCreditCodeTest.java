package dev.weir.privacy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocialCreditCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91310110666007217T", "91310000MA11001060"})
    void acceptsRealCodes(String code) {
        assertThat(SocialCreditCode.isValid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y44",
                "91350100M000100I43",
                "91350100m000100y43",
                "9135010AM000100Y43",
                "91350100M000100Y4",
                "91350100M000100Y43 ",
                "91350100M000100Y4３",
                ""
            })
    void refusesWhatIsNone(String code) {
        assertThat(SocialCreditCode.isValid(code)).isFalse();
    }

    @Property
    void acceptsEveryCodeMadeByTheDefinition(@ForAll("codes") String code) {
        assertThat(SocialCreditCode.isValid(code)).isTrue();
    }

    @Property
    void catchesAnySingleWrongPlace(
            @ForAll("codes") String code,
            @ForAll @IntRange(max = 17) int place,
            @ForAll @IntRange(max = 30) int value) {
        char wrong = ALPHABET.charAt(value);
        Assume.that(code.charAt(place) != wrong);
        assertThat(SocialCreditCode.isValid(code.substring(0, place) + wrong + code.substring(place + 1)))
                .isFalse();
    }

    @Property
    void catchesAnyTwoNeighboursExchanged(@ForAll("codes") String code, @ForAll @IntRange(max = 16) int place) {
        Assume.that(code.charAt(place) != code.charAt(place + 1));
        assertThat(SocialCreditCode.isValid(ResidentIdentityTest.exchanged(code, place)))
                .isFalse();
    }

    @Provide
    Arbitrary<String> codes() {
        return Combinators.combine(
                        Arbitraries.strings().withChars(ALPHABET).ofLength(2),
                        Arbitraries.strings().numeric().ofLength(6),
                        Arbitraries.strings().withChars(ALPHABET).ofLength(9))
                .as((kind, district, organisation) -> withCheck(kind + district + organisation));
    }

    /** GB 32100 by its definition: the places, times powers of three, with the check are together a multiple of 31. */
    private static String withCheck(String first17) {
        BigInteger three = BigInteger.valueOf(3);
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 17; i++) {
            sum = sum.add(
                    BigInteger.valueOf(ALPHABET.indexOf(first17.charAt(i))).multiply(three.pow(i)));
        }
        return first17
                + ALPHABET.charAt(sum.negate().mod(BigInteger.valueOf(31)).intValueExact());
    }
}
