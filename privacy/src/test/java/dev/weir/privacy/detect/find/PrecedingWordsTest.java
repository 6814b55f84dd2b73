package dev.weir.privacy.detect.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedingWordsTest {

    private static final Pattern WORDS = PrecedingWords.words("电话|phone");

    /** The place is the first 1. */
    @ParameterizedTest
    @CsvSource({
        "电话1, true",
        "1电话, false",
        "电话（本人或者家里或者工作单位白天1, true",
        "电话（本人或者家里或者工作单位白天）1, true",
        "电话（本人或者家里或者工作单位的白天）1, false",
    })
    void wordsSayWhatStandsAtAPlace(String text, boolean announced) {
        assertThat(PrecedingWords.before(text, text.indexOf('1'), WORDS)).isEqualTo(announced);
    }

    /** Letters and blanks go on with a word that stands further away than other signs may. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "A, true",
                "Z, true",
                "a, true",
                "z, true",
                "', true",
                "~ ~, true",
                "@, false",
                "[, false",
                "`, false",
                "{, false",
                "é, false"
            })
    void latinWordsReachFurther(String sign, boolean announced) {
        String text = "phone" + sign + ".".repeat(18);
        assertThat(PrecedingWords.before(text, text.length(), WORDS)).isEqualTo(announced);
    }

    @Test
    void latinWordsReachSoFar() {
        assertThat(PrecedingWords.before("phone" + " ".repeat(43), 48, WORDS)).isTrue();
        assertThat(PrecedingWords.before("phone" + " ".repeat(44), 49, WORDS)).isFalse();
    }
}
