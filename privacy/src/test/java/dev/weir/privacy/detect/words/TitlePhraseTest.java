package dev.weir.privacy.detect.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "Dallas Cowboys",
                "Endeavor Air Inc.",
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

    /** What was found stands between the marks. */
    @ParameterizedTest
    @CsvSource({
        "<NorthGate Brewing>,                   false",
        "<GRADY MEMORIAL HOSPITAL>,             false",
        "<Saint Joseph> Clinic,                 false",
        "<Jack's> Craft House,                  false",
        "The <Mitten> Company,                  false",
        "<Mike Hess> Brewing Company,           true",
        "<Jane> Okafor Cardiology,              true",
        "Okafor <Jane> Cardiology,              true",
        "<Donald Trump>,                        true",
        "Dr <Okafor Cardiology>,                true",
        "<Wang Long> Department,                true",
        "<\u738b\u4f1f> Radiology Department, true",
    })
    void namesInTitlesCallPeopleOrDoNot(String marked, boolean callsPerson) {
        String title = marked.replaceAll("[<>]", "");
        assertThat(TitlePhrase.callsPerson(title, marked.indexOf('<'), marked.indexOf('>') - 1))
                .isEqualTo(callsPerson);
    }

    @ParameterizedTest
    @CsvSource({
        "Autauga County, true",
        "Chukwu Blessing, true",
        "Jane Okafor, false",
        "County, false",
    })
    void endsInAPlainWord(String text, boolean ends) {
        assertThat(TitlePhrase.endsInPlainWord(text)).isEqualTo(ends);
    }
}
