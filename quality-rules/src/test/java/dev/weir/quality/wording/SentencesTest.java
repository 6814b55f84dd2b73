package dev.weir.quality.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "100, 100",
        "12345678, 12345678",
        "0.93, 0.93",
        "0.9285714285, 0.928571",
        "-3.24509123, -3.24509",
        "1e-9, 0.000000001",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void showsWholeNumbersWholeAndOthersWithSixDigits(double value, String shown) {
        assertThat(Sentences.number(value)).isEqualTo(shown);
    }

    @Test
    void countsRows() {
        assertThat(Sentences.rows(0, 1)).isEqualTo("0 of 1 row");
        assertThat(Sentences.rows(1234, 5_678_901)).isEqualTo("1,234 of 5,678,901 rows");
    }
}
