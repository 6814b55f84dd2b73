package dev.weir.jobs.engine.staged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import org.junit.jupiter.api.Test;

class RowCountBalanceTest {

    private static final Place PLACE = Place.of("contracts/wards.odcs.yaml");

    @Test
    void equalCountsLetTheRunGoOn() {
        assertThatCode(() -> RowCountBalance.require("wards", PLACE, "let through", 3, "judged", 3))
                .doesNotThrowAnyException();
    }

    @Test
    void aRowThatIsLostOrDoubledStopsTheRun() {
        for (long judged : new long[] {2, 4}) {
            assertThatThrownBy(() -> RowCountBalance.require("wards", PLACE, "let through", 3, "judged", judged))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            problems -> assertThat(problems.problems())
                                    .extracting(problem -> problem.code())
                                    .containsExactly(Code.COUNTS_DIFFER))
                    .hasMessageContaining("3 rows were let through, and " + judged + " were judged");
        }
    }
}
