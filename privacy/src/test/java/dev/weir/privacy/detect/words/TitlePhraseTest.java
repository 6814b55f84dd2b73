package dev.weir.privacy.detect.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitlePhraseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anderson Valley Brewing Company",
                "County Hospital of Kenosha",
                "JACKSON MEMORIAL FUND",
                "The Unknown Island",
                "Fletcher's Research Institute",
                "12 Angry Islands",
            })
    void isOne(String text) {
        assertThat(TitlePhrase.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hospital",
                "Jane Okafor",
                "Constable Jane Okafor",
                "Wisdom Agbovwx",
                "Xolwazi Mbekwa (Radiology)",
                "Seen in the hospital on Monday",
                "county hospital",
                "A B",
                "\u5317\u4eac \u533b\u9662",
            })
    void isNone(String text) {
        assertThat(TitlePhrase.is(text)).isFalse();
    }
}
