package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstLookTest {

    private static final Pattern DIGITS = Pattern.compile("\\d(?:[^A-Za-z\\d]*\\d){6}");
    private static final Pattern CAPITALS = Pattern.compile("(?:^|[ ,])[A-Z](?:.*[ ,])[A-Z]", Pattern.DOTALL);

    private static final Pattern SIGNS = Pattern.compile("%[0-9A-Fa-f]{2}|[(\\[][Aa][Tt]|\\\\u.", Pattern.DOTALL);

    @Property(tries = 20_000)
    @Tag("slow")
    void isWhatThePatternsSay(@ForAll("values") String value, @ForAll("places") int before) {
        byte[] utf8 = ("#".repeat(before) + value + "7@Z").getBytes(StandardCharsets.UTF_8);

        int end = utf8.length - 3;
        assertThat(FirstLook.mayTell(utf8, before, end))
                .isEqualTo(value.indexOf('@') >= 0
                        || value.chars().anyMatch(c -> c > 0x7f)
                        || DIGITS.matcher(value).find()
                        || CAPITALS.matcher(value).find()
                        || SIGNS.matcher(value).find()
                        || PinyinLook.mayBe(utf8, before, end)
                        || EncodedText.mayBe(utf8, before, end));
    }

    /** What is passed over by threes and eights is as when each character is looked at. */
    @Property(tries = 20_000)
    @Tag("slow")
    void looksAtChineseTextAsCharacterByCharacter(@ForAll("chinese") String value, @ForAll("places") int before) {
        byte[] utf8 = ("#".repeat(before) + value + "7@Z").getBytes(StandardCharsets.UTF_8);
        FirstLook look = FirstLook.of(utf8, before, utf8.length - 3);
        if (mayBeNumber(value) || EncodedText.mayBe(utf8, before, utf8.length - 3)) {
            assertThat(look).isEqualTo(FirstLook.ANYTHING);
        } else {
            assertThat(look)
                    .isEqualTo(
                            value.chars().anyMatch(c -> c > 0x7f && "，。：".indexOf(c) < 0)
                                    ? FirstLook.WORDS
                                    : PinyinLook.mayBe(utf8, before, utf8.length - 3)
                                            ? FirstLook.WORDS
                                            : FirstLook.NOTHING);
        }
    }

    private static boolean mayBeNumber(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c >= '0' && c <= '9')
                    || (c >= '０' && c <= '９')
                    || ChineseNumerals.all().anyMatch(numeral -> numeral == c)) {
                digits++;
            } else if (Character.isLetter(c)) {
                digits = 0;
            }
            if (digits == 7) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<String> chinese() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("患者三一两零八天").ofMaxLength(40),
                Arbitraries.strings().withChars("患三一九零12，").ofMaxLength(40),
                Arbitraries.strings().withChars("者体温38.5， -a").ofMaxLength(60),
                Arbitraries.strings().withChars("温五，。：１２９a3").ofMaxLength(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cao hua",
                "cao_hua",
                "caohua",
                "Caohua",
                "zhang.xiaoming",
                "er'er",
                "luo-xian",
                "WANG WEI",
                "ouyang"
            })
    void syllablesOfPinyinAreLookedAt(String value) {
        assertThat(FirstLook.mayTell(value.getBytes(StandardCharsets.UTF_8), 0, value.length()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slyly",
                "deposits",
                "regular",
                "express",
                "final ideas",
                "pudding",
                "furiously",
                "normal",
                "ab",
                "li li li li"
            })
    void otherWordsAreNot(String value) {
        assertThat(FirstLook.mayTell(value.getBytes(StandardCharsets.UTF_8), 0, value.length()))
                .isFalse();
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 9);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("az ,-.").withChars("019").ofMaxLength(40),
                Arbitraries.strings().withChars("abz ,./:[`{~\u0000\u007f").ofMaxLength(60),
                Arbitraries.strings().withChars("azAZ ,").ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("abcdefgh ")
                        .withChars('@', '[', '张', '9')
                        .ofMaxLength(50),
                Arbitraries.strings().ascii().ofMaxLength(30));
    }
}
