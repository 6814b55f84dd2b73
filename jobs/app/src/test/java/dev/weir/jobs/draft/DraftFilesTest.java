package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a draft are written together or not at all. */
class DraftFilesTest {

    @TempDir
    private Path root;

    @Test
    void allAreWrittenAndOneMayBeReplaced() throws IOException {
        Path product = root.resolve("p.yaml");
        Files.writeString(product, "old");
        Files.setPosixFilePermissions(product, PosixFilePermissions.fromString("rw-rw----"));
        Files.createSymbolicLink(root.resolve("link.yaml"), product);
        DraftFiles.write(root, texts("contracts/raw/a.yaml", "b/c.yaml", "link.yaml"), Optional.of("link.yaml"));
        assertThat(below()).containsExactly("b/c.yaml", "contracts/raw/a.yaml", "link.yaml", "p.yaml");
        assertThat(product).hasContent("text of link.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(product)))
                .isEqualTo("rw-rw----");
        assertThat(root.resolve("link.yaml")).isSymbolicLink();
    }

    @Test
    void oneThatIsThereLeavesNoneOfTheOthers() throws IOException {
        Files.writeString(root.resolve("p.yaml"), "old");
        Files.createDirectories(root.resolve("b"));
        Files.writeString(root.resolve("b/c.yaml"), "theirs");
        assertThatThrownBy(
                        () -> DraftFiles.write(root, texts("new/a.yaml", "b/c.yaml", "p.yaml"), Optional.of("p.yaml")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("b/c.yaml");
        assertThat(below()).containsExactly("b/c.yaml", "p.yaml");
        assertThat(root.resolve("new")).doesNotExist();
        assertThat(root.resolve("b/c.yaml")).hasContent("theirs");
        assertThat(root.resolve("p.yaml")).hasContent("old");
    }

    private static Map<String, String> texts(String... names) {
        Map<String, String> texts = new LinkedHashMap<>();
        Stream.of(names).forEach(name -> texts.put(name, "text of " + name));
        return texts;
    }

    private List<String> below() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
