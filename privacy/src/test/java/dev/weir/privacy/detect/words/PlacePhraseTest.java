package dev.weir.privacy.detect.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacePhraseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OH - Columbus",
                "MO \u2013 St. Louis",
                "Akron, OH",
                "Cincinnati, OH-KY-IN",
                "Harrison County, Ohio",
                "Orlando, FL",
                "ORLANDO INTERNATIONAL AIRPORT, FL US",
                "Charlotte, North Carolina",
            })
    void isOne(String text) {
        assertThat(PlacePhrase.is(text)).isTrue();
    }

    /** Family names before initials, degrees and given names, some of which are places, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Columbus",
                "Smith, AL",
                "Okafor, CJ",
                "Washington, MD",
                "Jane Austin, TX",
                "Okafor, Virginia",
                "Jackson, Peter",
                "OH - Okafor",
                "OH - Jane Austin",
                "See Columbus, Akron, OH",
            })
    void isNone(String text) {
        assertThat(PlacePhrase.is(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wichita", "Ohio", "Alabama"})
    void isAPlaceAndNothingElse(String text) {
        assertThat(PlacePhrase.isBare(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jackson", "Virginia", "Jane Ohio", "Okafor"})
    void isMore(String text) {
        assertThat(PlacePhrase.isBare(text)).isFalse();
    }
}
