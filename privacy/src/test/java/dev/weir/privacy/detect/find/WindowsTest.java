package dev.weir.privacy.detect.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

    /** Three characters on both sides of each x, of which the last is the x and two more. */
    @ParameterizedTest
    @CsvSource({
        "........, ''",
        "'', ''",
        "x, 0-1",
        "x......., 0-3",
        "....x..., 1-7",
        "....x...x.., 1-11",
        ".......x, 4-8",
        "x.....x...., 0-9",
        "x......x....., 0-3 4-10",
        "x.......x......x, 0-3 5-11 12-16",
        "x...x...x, 0-9",
    })
    void standAroundWhatMatters(String text, String stretches) {
        Windows windows = Windows.around(text, 3, c -> c == 'x');
        StringBuilder found = new StringBuilder();
        windows.forEach((from, to) -> found.append(from).append('-').append(to).append(' '));
        assertThat(found.toString().strip()).isEqualTo(stretches);
        assertThat(windows.isEmpty()).isEqualTo(stretches.isEmpty());
    }
}
