package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FigureChangesTest {

    @Test
    void changesOfSingleFigures() {
        assertThat(FigureChanges.ofNullRate(10, 100, 30, 200)).isCloseTo(0.05, within(1e-12));
        assertThat(FigureChanges.ofNullRate(30, 200, 10, 100)).isCloseTo(0.05, within(1e-12));
        assertThat(FigureChanges.ofNullRate(0, 0, 5, 5)).isEqualTo(1);
        assertThat(FigureChanges.ofNullRate(0, 0, 0, 0)).isZero();
        assertThat(FigureChanges.ofCardinality(10, 15)).isEqualTo(0.5);
        assertThat(FigureChanges.ofCardinality(10, 5)).isEqualTo(0.5);
        assertThat(FigureChanges.ofCardinality(0, 3)).isEqualTo(3);
        assertThat(FigureChanges.ofCardinality(0, 0)).isZero();
    }
}
