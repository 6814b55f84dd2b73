package dev.weir.examples.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IdentityNumberTest {

    @Test
    void checksByMod11Dash2() {
        assertThat(IdentityNumber.of("110105", LocalDate.of(1949, 12, 31), 2)).isEqualTo("11010519491231002X");
        assertThat(IdentityNumber.of("440524", LocalDate.of(1880, 1, 1), 1)).isEqualTo("440524188001010014");
    }

    @Test
    void aWrongCheckDiffersInTheLastPlaceOnly() {
        assertThat(IdentityNumber.withWrongCheck("11010519491231002X"))
                .startsWith("11010519491231002")
                .doesNotEndWith("X")
                .hasSize(18);
    }
}
