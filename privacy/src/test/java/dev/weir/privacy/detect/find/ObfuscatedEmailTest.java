package dev.weir.privacy.detect.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.TextScanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObfuscatedEmailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x@qq.com",
                "li.wei+1@mail.example.org",
                "x(at)qq.com",
                "x [AT] qq [dot] com",
                "x @ qq . com",
                "x%40qq.com",
                "li(dot)wei(at)qq(dot)com"
            })
    void isOne(String text) {
        assertThat(ObfuscatedEmail.isWhole(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Override",
                "3 @ 2.5",
                "f(at)",
                "a(at)b",
                "50%40",
                "x @ noon",
                "array[at]",
                "at qq.com",
                "x@y.12",
                "2@250.5ml",
                "1tab@8.00am"
            })
    void isNone(String text) {
        assertThat(ObfuscatedEmail.isWhole(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Write to li(at)qq.com today, Write to [EMAIL] today",
        "Mail li@qq.com . Please answer, Mail [EMAIL] . Please answer",
        "邮箱 li [at] qq [dot] com。, 邮箱 [EMAIL]。",
        "The rate (at rest) was 60.5, The rate (at rest) was 60.5"
    })
    void isRedacted(String text, String redacted) {
        assertThat(TextScanner.standard().redact(text)).isEqualTo(redacted);
    }
}
