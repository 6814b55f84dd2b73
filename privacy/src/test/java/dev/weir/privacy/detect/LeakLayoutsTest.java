package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names inside texts are found wherever in a table they stand: in later files, at its end, in few rows, in what programs write. */
class LeakLayoutsTest {

    /** The law pack's. */
    private static final LeakLimit LIMIT = new LeakLimit(20, 0.1, 0.1);

    private static final String[] FIRST = {
        "John", "Mary", "Peter", "Susan", "David", "Laura", "James", "Emma", "Richard", "Deborah", "Daniel", "Joshua"
    };
    private static final String[] LAST = {
        "Miller", "Walker", "Green", "Cooper", "Turner", "Bennett", "Hughes", "Price", "Flores", "Lewis", "Scott", "Lee"
    };

    /** A table's files are several tasks, each of which has a scan of its own. */
    @ParameterizedTest
    @CsvSource({
        "2, 50, 1",
        "2, 100, 1",
        "2, 150, 1",
        "2, 300, 1",
        "5, 40, 3",
        "7, 40, 4",
        "7, 40, 1",
        "3, 200, 1",
        "12, 60, 4"
    })
    void areFoundInLaterFiles(int files, int rows, int withNames) {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            People people = new People(seed);
            LeakCounts counts = new LeakScan("c").counts();
            for (int file = 0; file < files; file++) {
                boolean named = file >= files - withNames;
                counts = counts.plus(scanned(file, rows, row -> note(random, named ? people.name() : "")));
            }
            assertStopped(counts, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 50, 75})
    void areFoundAtTheEnd(int percent) {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            People people = new People(seed);
            int first = 3000 - 30 * percent;
            LeakCounts counts = scanned(0, 3000, row -> note(random, row < first ? "" : people.name()));
            found += isStopped(counts) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 40, 64, 200})
    void areFoundInASmallTable(int rows) {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            People people = new People(seed);
            assertStopped(scanned(0, rows, row -> note(random, people.name())), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"%1$s %2$s\"}",
                "[\"%1$s %2$s\", \"A12.3\"]",
                "<patient>%1$s %2$s</patient>",
                "user=%1$s %2$s action=continue id=41",
                "A12|%1$s %2$s|M",
                "(%1$s %2$s)",
            })
    void areFoundInWhatProgramsWrite(String form) {
        Random random = new Random(7);
        assertStopped(
                scanned(
                        0,
                        400,
                        row -> form.formatted(FIRST[random.nextInt(FIRST.length)], LAST[random.nextInt(LAST.length)])),
                7);
    }

    /** What names nobody passes in the same layouts. */
    @Test
    void nothingIsFoundWhereNobodyIs() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            LeakCounts counts = new LeakScan("c").counts();
            for (int file = 0; file < 5; file++) {
                counts = counts.plus(scanned(file, 60, row -> note(random, "")));
            }
            assertThat(isStopped(counts)).isFalse();
        }
    }

    private static String note(Random random, String name) {
        int day = 1 + random.nextInt(40);
        String text = random.nextBoolean() ? "术后第" + day + "日，切口愈合良好，继续抗感染治疗" : "复查血常规，第" + day + "次，未诉不适，体温正常";
        return name.isEmpty() ? text : text + "，患者" + name + "，明日复诊";
    }

    private static LeakCounts scanned(int part, int rows, IntFunction<String> text) {
        LeakScan scan = new LeakScan("c", List.of(), List.of(), new TablePart(part));
        for (int row = 0; row < rows; row++) {
            scan.add(text.apply(row).getBytes(StandardCharsets.UTF_8));
        }
        return scan.counts();
    }

    private static void assertStopped(LeakCounts counts, int seed) {
        assertThat(isStopped(counts))
                .as("seed %s: %s", seed, counts.of(LeakKind.NAME))
                .isTrue();
    }

    private static boolean isStopped(LeakCounts counts) {
        return !counts.over(Map.of(LeakKind.NAME, LIMIT)).isEmpty();
    }
}
