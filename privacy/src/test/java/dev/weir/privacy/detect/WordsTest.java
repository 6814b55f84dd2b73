package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.words.ChineseNumerals;
import dev.weir.privacy.detect.words.EnglishWords;
import dev.weir.privacy.detect.words.Han;
import dev.weir.privacy.detect.words.WordList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of words, and what is asked of them. */
class WordsTest {

    @Test
    void aListHasItsLinesAndNoBlankOnes() {
        assertThat(WordList.read("function-words.txt"))
                .contains("about")
                .allSatisfy(word -> assertThat(word).isNotBlank());
        assertThatIllegalStateException()
                .isThrownBy(() -> WordList.read("none.txt"))
                .withMessageContaining("none.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat",
                "cats",
                "buses",
                "boxes",
                "churches",
                "wishes",
                "policemen",
                "ladies",
                "baked",
                "walked",
                "baking",
                "walking",
                "colder",
                "coldest",
                "nicer",
                "nicest"
            })
    void formsOfWordsAreEnglish(String word) {
        assertThat(EnglishWords.contains(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qorv", "qorvs", "qorving", "qored", "", "zis"})
    void otherWordsAreNot(String word) {
        assertThat(EnglishWords.contains(word)).isFalse();
    }

    /** The name is what stands between the bars. */
    @ParameterizedTest
    @CsvSource({
        "\u4e00, true",
        "\u9fff, true",
        "\u3400, true",
        "\u4dbf, true",
        "\u3007, true",
        "\u4dff, false",
        "\ua000, false",
        "\u33ff, false",
        "\u4dc0, false",
        "a, false"
    })
    void chineseCharacters(char c, boolean han) {
        assertThat(Han.is(c)).isEqualTo(han);
        assertThat(Han.only("一" + c)).isEqualTo(han);
    }

    @Test
    void nothingIsNotChinese() {
        assertThat(Han.only("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "零, 0", "〇, 0", "○, 0", "一, 1", "幺, 1", "壹, 1", "二, 2", "两, 2", "贰, 2", "三, 3", "叁, 3", "四, 4", "肆, 4", "五, 5",
        "伍, 5", "六, 6", "陆, 6", "七, 7", "柒, 7", "八, 8", "捌, 8", "九, 9", "玖, 9"
    })
    void chineseNumerals(String numeral, String digit) {
        assertThat(ChineseNumerals.isNumeral(numeral.charAt(0))).isTrue();
        assertThat(ChineseNumerals.asDigits("x" + numeral.repeat(7) + "x")).isEqualTo("x" + digit.repeat(7) + "x");
        assertThat(ChineseNumerals.asDigits(numeral.repeat(6))).isEqualTo(numeral.repeat(6));
    }

    @Test
    void otherCharactersAreNoNumerals() {
        assertThat("十百千万上a1".chars().filter(ChineseNumerals::isNumeral)).isEmpty();
    }

    @Test
    void aSpanHoldsSomething() {
        assertThat(new Span("X", 0, 1).end()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Span("X", 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Span("X", 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Span("X", -1, 1));
    }
}
