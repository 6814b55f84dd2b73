package dev.weir.privacy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentIdentityTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "11010519491231002x",
                "440524188001010014",
                "81000019980902013X",
                "932682198501010017",
                "110101201301010017",
                "150102198807303035",
                "150102880730303"
            })
    void acceptsRealNumbers(String number) {
        assertThat(ResidentIdentity.isValid(number, AS_OF)).isTrue();
        assertThat(ResidentIdentity.hasKnownRegion(number.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "201511221897205960", // the check digit is right, the date is not one
                "110101209912310015", // right, but not born yet
                "440106199502301230", // right, but 30 February
                "110105194912310029",
                "150102881330303",
                "",
                "1101051949123100",
                "11010519491231002X ",
                " 11010519491231002X",
                "01010519491231002X",
                "11010519491231002Y",
                "1101051949123100２X"
            })
    void refusesWhatIsNone(String number) {
        assertThat(ResidentIdentity.isValid(number, AS_OF)).isFalse();
    }

    @Test
    void acceptsABirthOnTheDayOfAskingAndNoneAfter() {
        String number = withCheck("11010120260101001");
        assertThat(ResidentIdentity.isValid(number, AS_OF)).isTrue();
        assertThat(ResidentIdentity.isValid(number, AS_OF.minusDays(1))).isFalse();
    }

    @Test
    void refusesABirthBefore1850() {
        assertThat(ResidentIdentity.isValid(withCheck("11010118500101001"), AS_OF))
                .isTrue();
        assertThat(ResidentIdentity.isValid(withCheck("11010118491231001"), AS_OF))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "16", "20", "38", "66", "70", "72", "80", "84", "00", "1", "AB", ""})
    void doubtsARegionThatNobodyHas(String region) {
        assertThat(ResidentIdentity.hasKnownRegion(region.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "15", "23", "37", "46", "54", "61", "63", "64", "65", "71", "81", "83", "90", "99"})
    void knowsTheRegions(String region) {
        assertThat(ResidentIdentity.hasKnownRegion(region.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Property
    void acceptsEveryNumberMadeByTheDefinition(@ForAll("numbers") String number) {
        assertThat(ResidentIdentity.isValid(number, AS_OF)).isTrue();
    }

    @Property
    void catchesAnySingleWrongPlace(
            @ForAll("numbers") String number,
            @ForAll @IntRange(max = 17) int place,
            @ForAll @IntRange(max = 9) int digit) {
        char wrong = (char) ('0' + digit);
        Assume.that(number.charAt(place) != wrong);
        String changed = number.substring(0, place) + wrong + number.substring(place + 1);
        assertThat(ResidentIdentity.isValid(changed, AS_OF)).isFalse();
    }

    @Property
    void catchesAnyTwoNeighboursExchanged(@ForAll("numbers") String number, @ForAll @IntRange(max = 16) int place) {
        Assume.that(number.charAt(place) != number.charAt(place + 1));
        assertThat(ResidentIdentity.isValid(exchanged(number, place), AS_OF)).isFalse();
    }

    @Property
    void acceptsNothingOfOtherLengths(@ForAll("numbers") String number, @ForAll @IntRange(max = 17) int length) {
        Assume.that(length != 15);
        assertThat(ResidentIdentity.isValid(number.substring(0, length), AS_OF)).isFalse();
        assertThat(ResidentIdentity.isValid(number + number.charAt(0), AS_OF)).isFalse();
    }

    @Property
    void acceptsTheOldFormOfEveryNumberOfItsCentury(@ForAll("numbers") String number) {
        Assume.that(number.startsWith("19", 6));
        String old = number.substring(0, 6) + number.substring(8, 17);
        assertThat(ResidentIdentity.isValid(old, AS_OF)).isTrue();
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<Integer> regions = Arbitraries.integers().between(110000, 659999);
        Arbitrary<LocalDate> births = Arbitraries.longs()
                .between(LocalDate.of(1850, 1, 1).toEpochDay(), AS_OF.toEpochDay())
                .map(LocalDate::ofEpochDay);
        Arbitrary<Integer> sequences = Arbitraries.integers().between(1000, 1999);
        return Combinators.combine(regions, births, sequences)
                .as((region, birth, sequence) -> withCheck(region
                        + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
                        + String.valueOf(sequence).substring(1)));
    }

    static String exchanged(String number, int place) {
        return number.substring(0, place)
                + number.charAt(place + 1)
                + number.charAt(place)
                + number.substring(place + 2);
    }

    /** ISO 7064 by its definition: the places, times powers of two, are together 1 modulo 11. */
    private static String withCheck(String first17) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 17; i++) {
            sum = sum.add(BigInteger.valueOf(first17.charAt(i) - '0').shiftLeft(17 - i));
        }
        int check = BigInteger.ONE.subtract(sum).mod(BigInteger.valueOf(11)).intValueExact();
        return first17 + (check == 10 ? "X" : String.valueOf(check));
    }
}
