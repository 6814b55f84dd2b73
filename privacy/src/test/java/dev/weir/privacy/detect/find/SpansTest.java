package dev.weir.privacy.detect.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

    /** Each is a category, a start, an end and a rank. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "A 0 3 5, A 0 3",
        "B 4 6 5;A 0 3 5, A 0 3;B 4 6",
        // side by side they stay two
        "A 0 3 5;B 3 6 1, A 0 3;B 3 6",
        // one character of both is enough to join them; the least rank names them
        "A 0 4 5;B 3 6 1, B 0 6",
        "A 0 4 1;B 3 6 5, A 0 6",
        "A 0 4 1;B 3 6 1, A 0 6",
        "A 0 9 5;B 3 6 1, B 0 9",
        // from the same start: the least rank first, then the longer one
        "A 0 3 5;B 0 6 1, B 0 6",
        "A 0 3 5;B 0 6 5, B 0 6",
        "A 0 6 5;B 0 3 5, A 0 6",
        // a third joins what two became
        "A 0 4 5;B 3 6 1;C 5 9 3, B 0 9",
        "A 0 4 5;B 3 6 4;C 5 9 3, C 0 9",
        "A 0 4 1;B 5 6 9;C 5 9 3, A 0 4;C 5 9",
    })
    void becomeOneWhereTheyOverlap(String found, String joined) {
        Spans spans = new Spans();
        for (String each : found.isEmpty() ? new String[0] : found.split(";")) {
            String[] parts = each.split(" ");
            spans.add(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        }
        assertThat(spans.joined())
                .extracting(span -> span.category() + " " + span.start() + " " + span.end())
                .isEqualTo(joined.isEmpty() ? List.of() : List.of(joined.split(";")));
    }
}
