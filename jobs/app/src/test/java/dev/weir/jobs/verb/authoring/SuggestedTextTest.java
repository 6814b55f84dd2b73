package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.text.SafeText;
import dev.weir.contracts.yaml.YamlText;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class SuggestedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note IN ('重测\r\n第二行')",
                "a \\ \"b\" \t c",
                "line\u2028separator\u0085next\u202eturned",
                "𠮷 \ufeff\u0007"
            })
    void isOneLineThatReadsAsItWas(String value) {
        String quoted = YamlText.quoted(value);
        assertThat(quoted.lines()).hasSize(1);
        assertThat(SafeText.of(quoted)).isEqualTo(quoted);
        assertThat(new Load(LoadSettings.builder().build()).loadFromString("row: " + quoted))
                .isEqualTo(Map.of("row", value));
    }
}
