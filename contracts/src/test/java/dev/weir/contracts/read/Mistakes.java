package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    void compare(Path folder) throws IOException {
        StringBuilder told = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, UnaryOperator<Sample>> mistake : cases.entrySet()) {
            Path workspace = folder.resolve("case-" + number++);
            Files.createDirectories(workspace);
            List<Problem> problems = mistake.getValue()
                    .apply(Sample.clinical())
                    .readIn(workspace)
                    .problems();
            assertThat(problems).as(mistake.getKey()).isNotEmpty();
            told.append("# ").append(mistake.getKey()).append('\n');
            for (Problem problem : problems) {
                told.append(problem.toString().replace(workspace.toString(), "WORKSPACE"))
                        .append('\n');
            }
            told.append('\n');
        }
        if (Optional.ofNullable(System.getProperty("weir.golden"))
                .filter("write"::equals)
                .isPresent()) {
            Files.writeString(golden, told, StandardCharsets.UTF_8);
        }
        assertThat(told.toString()).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }
}
