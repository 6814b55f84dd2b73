package dev.weir.contracts.read;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Ways to make the sample wrong, and all that people are told of each, in a golden file. After a change that is meant,
 * {@code -Dweir.golden=write} writes the file anew, to be read before it is committed.
 */
final class Mistakes {

    private final Path golden;
    private final Map<String, UnaryOperator<Sample>> cases = new LinkedHashMap<>();

    Mistakes(String golden) {
        this.golden = Path.of("src/test/resources/read", golden);
    }

    void put(String name, UnaryOperator<Sample> mistake) {
        assertThat(cases.put(name, mistake)).as(name).isNull();
    }

    /** One test for each mistake, and one that the file has these mistakes, no others, in this order. */
    Stream<DynamicTest> tests(Path folder) {
        if ("write".equals(System.getProperty("weir.golden"))) {
            return Stream.of(DynamicTest.dynamicTest("write " + golden, () -> write(folder)));
        }
        Map<String, String> expected = expected();
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, UnaryOperator<Sample>> mistake : cases.entrySet()) {
            String name = mistake.getKey();
            Path workspace = folder.resolve("case-" + tests.size());
            tests.add(DynamicTest.dynamicTest(
                    name, () -> assertThat(told(mistake, workspace)).isEqualTo(expected.get(name))));
        }
        tests.add(DynamicTest.dynamicTest(
                "no others", () -> assertThat(expected.keySet()).containsExactlyElementsOf(cases.keySet())));
        return tests.stream();
    }

    private void write(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<String, UnaryOperator<Sample>> mistake : cases.entrySet()) {
            all.append("# ").append(mistake.getKey()).append('\n');
            all.append(told(mistake, folder.resolve("case-" + all.length()))).append('\n');
        }
        Files.writeString(golden, all, StandardCharsets.UTF_8);
    }

    private static String told(Map.Entry<String, UnaryOperator<Sample>> mistake, Path workspace) throws IOException {
        Files.createDirectories(workspace);
        List<Problem> problems =
                mistake.getValue().apply(Sample.clinical()).readIn(workspace).problems();
        assertThat(problems).as(mistake.getKey()).isNotEmpty();
        return problems.stream()
                .map(problem -> problem.toString().replace(workspace.toString(), "WORKSPACE") + "\n")
                .collect(joining());
    }

    /** What the file says of each mistake: a heading, the problems and an empty line. */
    private Map<String, String> expected() {
        try {
            Map<String, String> told = new LinkedHashMap<>();
            for (String part : Files.readString(golden, StandardCharsets.UTF_8).split("(?m)^# ", -1)) {
                int end = part.indexOf('\n');
                if (end >= 0) {
                    assertThat(part).endsWith("\n\n");
                    assertThat(told.put(part.substring(0, end), part.substring(end + 1, part.length() - 1)))
                            .as(part)
                            .isNull();
                }
            }
            return told;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
