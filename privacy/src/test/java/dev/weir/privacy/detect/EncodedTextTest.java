package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTextTest {

    @Property
    void comesBackAndIsLookedAt(@ForAll("texts") String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (String encoded : new String[] {
            Base64.getEncoder().encodeToString(utf8),
            Base64.getUrlEncoder().withoutPadding().encodeToString(utf8),
            '"' + Base64.getEncoder().encodeToString(utf8) + '"',
            "0x" + HexFormat.of().withUpperCase().formatHex(utf8),
            "\\x" + HexFormat.of().formatHex(utf8)
        }) {
            assertThat(EncodedText.readings(encoded)).contains(text);
            byte[] value = ("#" + encoded + "!").getBytes(StandardCharsets.UTF_8);
            assertThat(ValuePrefilter.of(value, 1, value.length - 1)).isEqualTo(ValuePrefilter.ANYTHING);
        }
        String percent = HexFormat.of().withPrefix("%").formatHex(utf8);
        assertThat(EncodedText.readings(percent)).contains(text);
    }

    /** Lines of 76 characters in mails, of 64 in the files of keys. */
    @Property
    void isReadOverItsLines(@ForAll("texts") String text, @ForAll boolean mail) {
        String all = text.repeat(20);
        String encoded = Base64.getMimeEncoder(
                        mail ? 76 : 64, (mail ? "\r\n" : "\n").getBytes(StandardCharsets.US_ASCII))
                .encodeToString(all.getBytes(StandardCharsets.UTF_8));
        byte[] value = (" " + encoded).getBytes(StandardCharsets.UTF_8);
        assertThat(EncodedText.readings(encoded)).contains(all);
        assertThat(ValuePrefilter.of(value, 0, value.length)).isEqualTo(ValuePrefilter.ANYTHING);
    }

    /** Chinese in base64 whose eight digits are hexadecimal of {@code T*W*}. */
    @Test
    void isReadBothWays() {
        assertThat(EncodedText.readings("542A572A")).containsExactly("T*W*", "\u7340\u7f40");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(6).ofMaxLength(40),
                Arbitraries.strings()
                        .withCharRange('\u4e00', '\u9fff')
                        .ofMinLength(2)
                        .ofMaxLength(12));
    }

    @ParameterizedTest
    @CsvSource({
        "a%40b.cn, a@b.cn",
        "q=%E6%9B%B9%E5%8D%8E&x=%zz, q=曹华&x=%zz",
        "\\u66f9\\u534e, 曹华",
        "name: \\u66f9., name: 曹.",
    })
    void isDecodedWhereItStands(String encoded, String text) {
        assertThat(EncodedText.readings(encoded)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "12345678",
                "%ff%fe%00",
                "100% of 25",
                "deadbeef",
                "C:\\users",
                "AAAAAAAA",
                "0x",
                "华",
                "a1b2c3d4e5f60718"
            })
    void isNone(String text) {
        assertThat(EncodedText.readings(text)).isEmpty();
    }
}
