package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChangeTest {

    @Test
    void changesOfSingleFigures() {
        assertThat(Change.ofNullRate(10, 100, 30, 200)).isCloseTo(0.05, within(1e-12));
        assertThat(Change.ofNullRate(30, 200, 10, 100)).isCloseTo(0.05, within(1e-12));
        assertThat(Change.ofNullRate(0, 0, 5, 5)).isEqualTo(1);
        assertThat(Change.ofNullRate(0, 0, 0, 0)).isZero();
        assertThat(Change.ofCardinality(10, 15)).isEqualTo(0.5);
        assertThat(Change.ofCardinality(10, 5)).isEqualTo(0.5);
        assertThat(Change.ofCardinality(0, 3)).isEqualTo(3);
        assertThat(Change.ofCardinality(0, 0)).isZero();
    }
}
