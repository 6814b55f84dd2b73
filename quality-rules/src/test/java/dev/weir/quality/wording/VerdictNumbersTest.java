package dev.weir.quality.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictNumbersTest {

    @Test
    void countsRows() {
        assertThat(VerdictNumbers.rows(0, 1)).isEqualTo("0 of 1 row");
        assertThat(VerdictNumbers.rows(1234, 5_678_901)).isEqualTo("1,234 of 5,678,901 rows");
    }
}
