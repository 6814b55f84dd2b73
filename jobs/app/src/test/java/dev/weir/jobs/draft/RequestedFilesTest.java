package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files somebody has named. */
class RequestedFilesTest {

    @TempDir
    private Path root;

    @Test
    void aLineBreakInANameHidesNoFile() throws IOException {
        Path broken = root.resolve("a\n\u2028b.csv");
        Files.writeString(broken, "x");
        assertThat(RequestedFiles.of(root, List.of("**")).files()).containsExactly(broken);
        assertThat(SourceGroup.isPlain("a\nb.csv")).isFalse();
        assertThat(SourceGroup.isPlain("a b.csv")).isTrue();
    }

    @Test
    void hiddenFilesAreCounted() throws IOException {
        for (String name : List.of("raw/a.csv", "raw/.b.csv", "raw/_c/d.csv", "raw/~$x.xlsx", "raw/e/f.csv")) {
            Files.createDirectories(root.resolve(name).resolveSibling("."));
            Files.writeString(root.resolve(name), "x");
        }
        RequestedFiles asked = RequestedFiles.of(root, List.of("raw/**"));
        assertThat(asked.files()).containsExactly(root.resolve("raw/a.csv"), root.resolve("raw/e/f.csv"));
        assertThat(asked.hidden()).isEqualTo(3);
        assertThat(RequestedFiles.of(root, List.of("raw/*.csv", "raw")).hidden())
                .isEqualTo(3);
        assertThatThrownBy(() -> RequestedFiles.of(root, List.of("raw/~$x.xlsx")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("fits no file");
    }
}
