package dev.weir.privacy.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"li.wei@example.com", "a+b@mail.pku.edu.cn", "O'Brien@example.org"})
    void acceptsAddresses(String text) {
        assertThat(EmailAddress.isValid(text)).isTrue();
        assertThat(EmailAddress.isValid(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"li.wei@example", "@example.com", "li wei@example.com", "li.wei", "", "a@b@example.com"})
    void refusesWhatIsNone(String text) {
        assertThat(EmailAddress.isValid(text)).isFalse();
        assertThat(EmailAddress.isValid(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }
}
