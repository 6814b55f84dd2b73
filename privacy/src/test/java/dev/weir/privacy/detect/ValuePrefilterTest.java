package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.words.ChineseNumerals;
import dev.weir.privacy.detect.words.PinyinPrefilter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePrefilterTest {

    private static final Pattern DIGITS = Pattern.compile("\\d(?:[^A-Za-z\\d]*\\d){6}");
    private static final Pattern CAPITALS =
            Pattern.compile("(?:^|[^A-Za-z0-9])[A-Z](?:.*[^A-Za-z0-9])[A-Z]", Pattern.DOTALL);

    private static final Pattern SIGNS = Pattern.compile("%[0-9A-Fa-f]{2}|[(\\[][Aa][Tt)]|\\\\[ux].", Pattern.DOTALL);

    @Property(tries = 20_000)
    @Tag("torture")
    void isWhatThePatternsSay(@ForAll("values") String value, @ForAll("places") int before) {
        byte[] utf8 = ("#".repeat(before) + value + "7@Z").getBytes(StandardCharsets.UTF_8);

        int end = utf8.length - 3;
        assertThat(ValuePrefilter.mayTell(utf8, before, end))
                .isEqualTo(value.indexOf('@') >= 0
                        || value.chars().anyMatch(c -> c > 0x7f)
                        || DIGITS.matcher(value).find()
                        || CAPITALS.matcher(value).find()
                        || SIGNS.matcher(value).find()
                        || PinyinPrefilter.mayBe(utf8, before, end)
                        || EncodedText.mayBe(utf8, before, end));
    }

    /** What is passed over by threes and eights is as when each character is looked at. */
    @Property(tries = 20_000)
    @Tag("torture")
    void looksAtChineseTextAsCharacterByCharacter(@ForAll("chinese") String value, @ForAll("places") int before) {
        byte[] utf8 = ("#".repeat(before) + value + "7@Z").getBytes(StandardCharsets.UTF_8);
        ValuePrefilter look = ValuePrefilter.of(utf8, before, utf8.length - 3);
        if (mayBeNumber(value) || EncodedText.mayBe(utf8, before, utf8.length - 3)) {
            assertThat(look).isEqualTo(ValuePrefilter.ANYTHING);
        } else {
            assertThat(look)
                    .isEqualTo(
                            value.chars().anyMatch(c -> c > 0x7f && "，。：".indexOf(c) < 0)
                                    ? ValuePrefilter.WORDS
                                    : PinyinPrefilter.mayBe(utf8, before, utf8.length - 3)
                                            ? ValuePrefilter.WORDS
                                            : ValuePrefilter.NOTHING);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | NOTHING",
                "a | NOTHING",
                "furiously regular | NOTHING",
                // seven digits, by themselves or in eights
                "1234567 | ANYTHING",
                "123456 | NOTHING",
                "0909090 | ANYTHING",
                "12345 6/7 | ANYTHING",
                "123456a7 x | NOTHING",
                "1234567a | ANYTHING",
                "a1234567 | ANYTHING",
                "a123456b7 | NOTHING",
                "........1234567 | ANYTHING",
                "123 456 :::: 7 | ANYTHING",
                "12345678abcdefgh | ANYTHING",
                "abcd1234:::::::::567 | ANYTHING",
                "abcd1234:::::::z:567 | NOTHING",
                "abcd123z:::::::::4567890 | ANYTHING",
                "123::::::::::::::::::::4567 | ANYTHING",
                "12345a6789012 | ANYTHING",
                // digits beyond ASCII, and signs that part none
                "１２３４５６７ | ANYTHING",
                "１２３４５６ | WORDS",
                "一二三四五六七 | ANYTHING",
                "一二三四五六 | WORDS",
                "〇○一二三四五 | ANYTHING",
                "一二三四，五六七 | ANYTHING",
                "一二三四者五六七 | WORDS",
                "一二三四é五六七 | WORDS",
                "123°4±5·6×7 | ANYTHING",
                "123℃4、5（6）7 | ANYTHING",
                "123“4”5…6‐7 | ANYTHING",
                "123à4567 | WORDS",
                "à | WORDS",
                "я | WORDS",
                "，。 | NOTHING",
                "÷ | ANYTHING",
                "① | ANYTHING",
                "٣ | ANYTHING",
                "𝟎 | ANYTHING",
                "患者体温正常一切都好今日出院 | WORDS",
                "患者体温一二三四五六七今日出院 | ANYTHING",
                "王㛃明医生今天 | ANYTHING",
                "今天王明㛃医生 | ANYTHING",
                "今天㛃王明医生 | ANYTHING",
                "今天张三＠明医生 | ANYTHING",
                "今天王，明医生 | WORDS",
                "一二三天四五六天一二三天四五六天 | WORDS",
                // what stands for an @, and other codings
                "a@ | ANYTHING",
                "abc defg hi@jkl mno | ANYTHING",
                "it is (at home) | ANYTHING",
                "it is [AT home | ANYTHING",
                "it is (as home | NOTHING",
                "it is (a | NOTHING",
                "it is 5%4 | NOTHING",
                "it is %4f | ANYTHING",
                "it is %g0 | NOTHING",
                "it is %0g | NOTHING",
                "it is \\u12 | ANYTHING",
                "it is \\x12 | ANYTHING",
                "it is \\y12 | NOTHING",
                "G123456(A) | ANYTHING",
                // words with capitals
                "Some more Words of it | WORDS",
                "Some more words of it | NOTHING",
                "some more,Words Of it | WORDS",
                "some more-Words-Of it | WORDS",
                "some more/Words/Of it | WORDS",
                "some more words/Of it | NOTHING",
                "{more: <Words of It>} | WORDS",
                "some moreWords ofIt so | NOTHING",
                "Anna is with Zoe there | WORDS",
                // syllables of pinyin
                "zhang wei | WORDS",
                "zhxng wei | NOTHING",
            })
    void tellsWhatAValueCanHold(String value, ValuePrefilter look) {
        for (int before : new int[] {0, 1, 7}) {
            byte[] utf8 = ("#".repeat(before) + value + "7@Z").getBytes(StandardCharsets.UTF_8);
            assertThat(ValuePrefilter.of(utf8, before, utf8.length - 3)).isEqualTo(look);
        }
    }

    /** What one look calls a code is what the whole look finds nothing in. */
    @Property(tries = 20_000)
    @Tag("torture")
    void codesTellNobody(@ForAll("codes") String value, @ForAll("places") int before) {
        byte[] utf8 = ("#".repeat(before) + value + "7@Z").getBytes(StandardCharsets.UTF_8);
        int end = utf8.length - 3;
        if (ValuePrefilter.isCode(utf8, before, end)) {
            assertThat(ValuePrefilter.of(utf8, before, end)).isEqualTo(ValuePrefilter.NOTHING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "M123456, true",
        "ward 7, true",
        "0, true",
        "m1, true",
        "MA12345, false",
        "1234567, false",
        "12345678, false",
        "wangwei, false",
        "张1, false",
        "a@1, false",
        "1/2, false",
        "京A1, false"
    })
    void tellsCodesInOneLook(String value, boolean isCode) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        assertThat(ValuePrefilter.isCode(utf8, 0, utf8.length)).isEqualTo(isCode);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("MA1aw 7").ofMaxLength(8),
                Arbitraries.strings().ascii().ofMaxLength(8),
                Arbitraries.strings().withChars("张王1A").ofMaxLength(3));
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
        assertThat(ValuePrefilter.mayTell(value.getBytes(StandardCharsets.UTF_8), 0, value.length()))
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
        assertThat(ValuePrefilter.mayTell(value.getBytes(StandardCharsets.UTF_8), 0, value.length()))
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
                Arbitraries.strings().withChars("azAZ ,._^-").ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("abcdefgh ")
                        .withChars('@', '[', '张', '9')
                        .ofMaxLength(50),
                Arbitraries.strings().ascii().ofMaxLength(30));
    }
}
