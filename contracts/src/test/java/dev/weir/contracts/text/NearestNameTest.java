package dev.weir.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void findsTheNameWithTheFewestEdits() {
        assertThat(NearestName.to("custmer_id", List.of("customer", "customer_id", "cost_id")))
                .contains("customer_id");
        assertThat(NearestName.to("Severty", List.of("id", "severity"))).contains("severity");
    }

    @Test
    void findsNothingWhenNothingIsNear() {
        assertThat(NearestName.to("patients", List.of("encounters", "drugs"))).isEmpty();
        assertThat(NearestName.to("patients", List.of())).isEmpty();
    }

    /** Half of the letters are others. */
    @Test
    void aShortNameIsNotNearWithTwoOtherLetters() {
        assertThat(NearestName.to("clin.core", List.of("clin.codes"))).isEmpty();
        assertThat(NearestName.to("clin.coed", List.of("clin.code"))).contains("clin.code");
        assertThat(NearestName.to("clin.cdoes", List.of("clin.codes"))).contains("clin.codes");
    }

    @Test
    void takesTheFirstOfTwoThatAreEquallyNear() {
        assertThat(NearestName.to("ab", List.of("ac", "ad"))).contains("ac");
    }
}
