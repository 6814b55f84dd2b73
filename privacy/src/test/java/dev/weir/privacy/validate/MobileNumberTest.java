package dev.weir.privacy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTest {

    private static final Pattern DEFINITION = Pattern.compile("(?:\\+?86[- ]?)?1[3-9][0-9]{9}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "+86 19912345678",
                "14911479837",
                "8613800138000",
                "86-13800138000",
                "+8613800138000"
            })
    void acceptsRealNumbers(String number) {
        assertThat(MobileNumber.isValid(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12800138000",
                "1380013800",
                "138001380000",
                "+13800138000",
                " 13800138000",
                "13800138000 ",
                "+86  13800138000",
                "-13800138000",
                "6-13800138000",
                "010-62781234",
                "1３800138000",
                ""
            })
    void refusesWhatIsNone(String number) {
        assertThat(MobileNumber.isValid(number)).isFalse();
    }

    @Property
    void answersAsItsPatternDoes(@ForAll("nearlyNumbers") String text) {
        assertThat(MobileNumber.isValid(text))
                .isEqualTo(DEFINITION.matcher(text).matches());
    }

    @Provide
    Arbitrary<String> nearlyNumbers() {
        Arbitrary<String> before = Arbitraries.oneOf(
                Arbitraries.strings().withChars("+86- ").ofMaxLength(5),
                Arbitraries.of("", "+86", "86", "+86 ", "86-"));
        Arbitrary<String> rest = Arbitraries.strings().numeric().ofMinLength(9).ofMaxLength(11);
        return Combinators.combine(before, Arbitraries.of("1", "", "2"), rest)
                .as((code, one, digits) -> code + one + digits);
    }
}
