package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReleaseLinesTest {

    @Test
    void releasesOfWhichTheSameIsSaidStandInOneLine() {
        assertThat(CleanCommand.lines(
                        "days",
                        new TreeMap<>(Map.of(
                                1L,
                                "until May",
                                2L,
                                "until May",
                                3L,
                                "until May",
                                5L,
                                "until May",
                                6L,
                                "a pin",
                                7L,
                                "the newest release"))))
                .containsExactly(
                        "days@1 to days@3  until May",
                        "days@5  until May",
                        "days@6  a pin",
                        "days@7  the newest release");
        assertThat(CleanCommand.lines("days", new TreeMap<>())).isEmpty();
    }
}
