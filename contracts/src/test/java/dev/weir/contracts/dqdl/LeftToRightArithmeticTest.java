package dev.weir.contracts.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftToRightArithmeticTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "> avg(last(4)) - 2 * std(last(4)) | > avg(last(4)) - (2 * std(last(4)))",
                "> 1 + 2 * 3 - 4 / 2 | > 1 + (2 * 3) - (4 / 2)",
                "> 2 * 3 + 4 * 5 | > 2 * 3 + (4 * 5)",
                "between avg(last(3)) - 2 * std(last(3)) and avg(last(3)) + 2 * std(last(3))"
                        + " | between avg(last(3)) - (2 * std(last(3))) and avg(last(3)) + (2 * std(last(3)))",
                "> -1 - -2 * 3 | > -1 - (-2 * 3)",
                "> abs(1 - 2 * 3) | > abs(1 - (2 * 3))",
                "> ((1 - 2) + 2 * 3) | > ((1 - 2) + (2 * 3))"
            })
    void bracketsSayTheUsualOrder(String written, String usual) {
        assertThat(LeftToRightArithmetic.usual(written)).hasValue(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "> 1 * 2 + 3",
        "> 0.5",
        "> (1 - 2) * 3",
        "> avg(last(10)) * 0.8 + 1",
        "> (avg(last(4)) - 2) * std(last(4))"
    })
    void whatIsReadAlikeIsLeft(String written) {
        assertThat(LeftToRightArithmetic.usual(written)).isEmpty();
    }
}
