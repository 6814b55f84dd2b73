package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the language page are one workspace, and right. */
final class LanguagePageTest {

    private static final Path PAGE = Path.of("..", "docs", "language.md");
    private static final Pattern SAMPLE = Pattern.compile("(?s)```(?:yaml|sql)\\n((?:#|--) (\\S+)\\n.*?)```");

    @TempDir
    private Path folder;

    @Test
    void samplesReadWithoutAProblem() throws IOException {
        Matcher samples = SAMPLE.matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
        Sample workspace = new Sample();
        int count = 0;
        while (samples.find()) {
            workspace.with(samples.group(2), samples.group(1));
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(9);
        assertThat(workspace.problemsIn(folder)).isEmpty();
        assertThat(workspace
                        .workspaceIn(folder)
                        .product("clinical")
                        .map(product -> product.rules().size()))
                .isEqualTo(Optional.of(20));
    }
}
