package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmPowerTest {

    @ParameterizedTest
    @CsvSource({
        // values, numbers, rows, rules, found
        "400, true, 500, 24, true",
        "400, true, 500, 1, true",
        "400, true, 200, 24, false",
        "4, false, 500, 24, true",
        "40, false, 500, 24, true",
        "2, false, 500, 24, true",
        "2, false, 100, 24, false",
        "400, true, 5000, 1000, true",
        "1, false, 5000, 1, false",
        "400, true, 40, 1, false",
    })
    void aRuleIsWorthItsPlaceWhereItFindsHalfADeviation(
            long values, boolean numbers, long rows, int rules, boolean found) {
        assertThat(AlarmPower.findsHalfADeviation(values, numbers, rows, 100, rules))
                .isEqualTo(found);
    }
}
