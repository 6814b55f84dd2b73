package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.words.ChineseNumerals;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeyondAsciiTest {

    /** First and last of each row, and their neighbours. */
    @ParameterizedTest
    @CsvSource({
        "ff10, DIGIT",
        "ff19, DIGIT",
        "3007, DIGIT",
        "25cb, DIGIT",
        "ff0f, SIGN",
        "ff1a, SIGN",
        "c0, LETTER",
        "f6, LETTER",
        "f7, OTHER",
        "f8, LETTER",
        "52f, LETTER",
        "530, OTHER",
        "bf, OTHER",
        "d7, SIGN",
        "2103, SIGN",
        "b0, SIGN",
        "b1, SIGN",
        "b7, SIGN",
        "b2, OTHER",
        "2010, SIGN",
        "203a, SIGN",
        "200f, OTHER",
        "203b, OTHER",
        "3001, SIGN",
        "3020, SIGN",
        "3000, OTHER",
        "3021, OTHER",
        "3006, SIGN",
        "3008, SIGN",
        "ff08, SIGN",
        "ff1f, SIGN",
        "ff07, OTHER",
        "ff20, OTHER",
        "2460, OTHER",
        "661, OTHER",
        "1d7ce, OTHER",
    })
    void isWhatItsBytesSay(String point, BeyondAscii is) {
        byte[] utf8 = ("#" + Character.toString(Integer.parseInt(point, 16)) + "#").getBytes(StandardCharsets.UTF_8);
        assertThat(at(utf8, 1, utf8.length)).isEqualTo(is);
        assertThat(at(utf8, 1, utf8.length - 1)).isEqualTo(is);
        assertThat(at(utf8, 1, utf8.length - 2)).as("a byte too few").isEqualTo(BeyondAscii.OTHER);
        assertThat(BeyondAscii.bytes(utf8[1])).isEqualTo(utf8.length - 2);
    }

    @Test
    void aByteThatBeginsNothingIsAnything() {
        assertThat(at(new byte[] {(byte) 0xbf, '1', '2', '3'}, 0, 4)).isEqualTo(BeyondAscii.OTHER);
        assertThat(BeyondAscii.bytes((byte) 0xbf)).isEqualTo(1);
        assertThat(BeyondAscii.bytes((byte) 0xc0)).isEqualTo(2);
        assertThat(BeyondAscii.bytes((byte) 0xe0)).isEqualTo(3);
        assertThat(BeyondAscii.bytes((byte) 0xf0)).isEqualTo(4);
    }

    @Test
    void chineseCharactersAreNumeralsAsInTheirList() {
        for (int point = 0x4000; point <= 0x9fff; point++) {
            byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            assertThat(at(utf8, 0, utf8.length))
                    .as("%x", point)
                    .isEqualTo(ChineseNumerals.isNumeral(point) ? BeyondAscii.DIGIT : BeyondAscii.LETTER);
        }
    }

    private static BeyondAscii at(byte[] utf8, int at, int to) {
        byte code = BeyondAscii.at(utf8, at, to, BeyondAscii.bytes(utf8[at]));
        int alone = BeyondAscii.digits(0, code);
        boolean isKept = BeyondAscii.digits(1, code) == alone + 1;
        if (alone == 0) {
            assertThat(BeyondAscii.haveWords(code)).isNotEqualTo(isKept);
            return isKept ? BeyondAscii.SIGN : BeyondAscii.LETTER;
        }
        assertThat(alone == 1).isEqualTo(isKept);
        return isKept ? BeyondAscii.DIGIT : BeyondAscii.OTHER;
    }
}
