package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRunsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "号1234567。 | 1234567",
                "号123456。 | ''",
                "1234567 | 1234567",
                "0000000 | 0000000",
                "9999999 | 9999999",
                "123-4567 and 12-34567 | 123-4567;12-34567",
                "123-4567and | 123-4567",
                "123--4567 | 123--4567",
                "123---4567890 | 4567890",
                "123a4567 | ''",
                "+86 138 | ''",
                "12345678+1234567 | 12345678;1234567",
                "123456789012345678X, | 123456789012345678X",
                "123456789012345678x | 123456789012345678x",
                "1234567 X | 1234567",
                "1234567XX | 1234567X",
                "2024-02-29 | ''",
                "29.02.2024 | ''",
                "2024-02-29 10 | ''",
                "2024-02.29 | 2024-02.29",
                "1824-02-29 | 1824-02-29",
                // a long row of its own, whatever stands beside it
                "12345678901_1 | 12345678901_1;12345678901",
                "1_12345678901 | 1_12345678901;12345678901",
                "1_12345678901X | 1_12345678901X;12345678901X",
                "1_12345678901x_2 | 1_12345678901x;12345678901x",
                "12345678901X_2 | 12345678901X",
                "1234567890_1 | 1234567890_1",
                "12345678901_12345678902 | 12345678901_12345678902;12345678901;12345678902",
            })
    void ofAText(String text, String runs) {
        assertThat(NumberRuns.in(text))
                .extracting(NumberRuns.Run::text)
                .isEqualTo(runs.isEmpty() ? List.of() : List.of(runs.split(";")));
    }

    @ParameterizedTest
    @CsvSource({
        "'[0.12345678901, 1]', 12345678901",
        "-3.1234567890123456, 1234567890123456",
        "x 0.12345678901., 12345678901",
        "1.2.12345678901, ''",
        "0.12345678901.2, ''",
        ".12345678901, ''",
        "12345678901.5, ''",
        "12345678901_1, ''",
    })
    void areFractionsBehindOnePoint(String text, String fraction) {
        assertThat(NumberRuns.in(text).stream().filter(NumberRuns.Run::isFraction))
                .extracting(NumberRuns.Run::text)
                .isEqualTo(fraction.isEmpty() ? List.of() : List.of(fraction));
    }

    @ParameterizedTest
    @CsvSource({
        "no 1234567, true",
        "号1234567, true",
        "1234567号, true",
        "é1234567, true",
        "a1234567, false",
        "12 34567, false",
        "' 1234567', false",
        "a-1234567/b, false",
    })
    void standAmongWordsOrDoNot(String text, boolean words) {
        assertThat(NumberRuns.areAmongWords(text)).isEqualTo(words);
    }
}
