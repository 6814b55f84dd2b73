package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.privacy.detect.Detector.Chance;
import dev.weir.privacy.detect.Detector.Proof;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {

    @Test
    void looksAtValuesOfItsLengthsAlone() {
        Detector detector = detector(2, 3);
        assertThat(detector.matches("1")).isFalse();
        assertThat(detector.matches("12")).isTrue();
        assertThat(detector.matches("123")).isTrue();
        assertThat(detector.matches("1234")).isFalse();
        assertThat(detector(2, 2).matches("12")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "3, 2", "-1, -1"})
    void hasLengths(int shortest, int longest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector(shortest, longest))
                .withMessage("Lengths from " + shortest + " to " + longest);
    }

    /** The last right number that chance gives, and the first that it does not. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 8, 8, false",
        "0.1, 9, 9, true",
        "0.1, 33, 100, false",
        "0.1, 34, 100, true",
        "0.1, 10, 100, false",
        "0.01, 9, 100, false",
        "0.01, 13, 100, true",
        "0.001, 4, 4, false",
        "0.001, 5, 5, true",
        "0.9, 500, 1000, false",
        "0.9, 900, 1000, false",
        "0.5, 0, 0, false",
    })
    void chanceGivesSoManyRightOnesAndNoMore(double share, long right, long shaped, boolean exceeded) {
        assertThat(new Chance(value -> true, share).isExceeded(right, shaped)).isEqualTo(exceeded);
    }

    private static Detector detector(int shortest, int longest) {
        return new Detector("RID", "X", Proof.PATTERN, shortest, longest, value -> true, Optional.empty());
    }
}
