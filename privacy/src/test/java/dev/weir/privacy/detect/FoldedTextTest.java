package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.find.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain 123 | plain 123",
                "患者 | 患者",
                // digits of every script, in circles, full-width
                "１３８ | 138",
                "٠١٩ | 019",
                "०९ | 09",
                "① | 1",
                "❶⓿➀➊⓵⓫ | 1011111",
                "ＡｂＣ | AbC",
                // long rows of Chinese numerals
                "一二三四五六七 | 1234567",
                "一二三四五六 | 一二三四五六",
                "号零〇○幺两玖八九。 | 号00012989。",
                "壹贰叁肆伍陆柒捌玖 | 123456789",
                // one kind of blank, of hyphen, of middle dot
                "a\u3000b\u00a0c | a b c",
                "a\u2013b\u2014c\u2212d\uff0de | a-b-c-d-e",
                "a\u2022b\u30fbc\u2027d\uff65e\u00b7f | a·b·c·d·e·f",
                // nothing that is not seen; marks over letters stay
                "a\u200bb\ufeffc\u00add | abcd",
                "a\ufe00b\ufe0fc | abc",
                "e\u0301x | e\u0301x",
                "a\ufe20b | a\ufe20b",
                // one character may become several
                "㎏℡é | kgTELé",
                "\ufdfa | صلى الله عليه وسلم",
            })
    void isTheOneForm(String text, String folded) {
        assertThat(FoldedText.of(text).text()).isEqualTo(folded);
    }

    @Test
    void marksAreComposedWithTheirLetters() {
        assertThat(FoldedText.composed("e\u0301x")).isEqualTo("\u00e9x");
        assertThat(FoldedText.composed("\u4e00\u200b１")).isEqualTo("一1");
    }

    @Test
    void placesAreThoseOfTheOriginal() {
        assertThat(FoldedText.of("abc").original(List.of(new Span("X", 1, 2)))).containsExactly(new Span("X", 1, 2));
        // a unit sign becomes two letters, an unseen blank none; a digit beyond the basic plane has two characters
        FoldedText folded = FoldedText.of("号㎏\u200b1\ud835\udfce.");
        assertThat(folded.text()).isEqualTo("号kg10.");
        assertThat(folded.original(List.of(new Span("X", 1, 2)))).containsExactly(new Span("X", 1, 2));
        assertThat(folded.original(List.of(new Span("X", 1, 2), new Span("Y", 2, 3))))
                .containsExactly(new Span("X", 1, 2));
        assertThat(folded.original(List.of(new Span("X", 3, 5)))).containsExactly(new Span("X", 3, 6));
        assertThat(folded.original(List.of(new Span("X", 5, 6)))).containsExactly(new Span("X", 6, 7));
    }
}
