package dev.weir.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void findsTheNameWithTheFewestEdits() {
        assertThat(Nearest.to("custmer_id", List.of("customer", "customer_id", "cost_id")))
                .contains("customer_id");
        assertThat(Nearest.to("Severty", List.of("id", "severity"))).contains("severity");
    }

    @Test
    void findsNothingWhenNothingIsNear() {
        assertThat(Nearest.to("patients", List.of("encounters", "drugs"))).isEmpty();
        assertThat(Nearest.to("patients", List.of())).isEmpty();
    }

    @Test
    void takesTheFirstOfTwoThatAreEquallyNear() {
        assertThat(Nearest.to("ab", List.of("ac", "ad"))).contains("ac");
    }
}
