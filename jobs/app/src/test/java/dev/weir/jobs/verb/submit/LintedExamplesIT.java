package dev.weir.jobs.verb.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The container file, the manifests and the board, by what hadolint, Kubernetes and Grafana say of them. */
@Tag("slow")
class LintedExamplesIT {

    private static final Path EXAMPLES = Launcher.HOME.resolve("examples");
    private static final int MINUTES = 10;

    @TempDir
    private Path folder;

    @Test
    void theExamplesAreAsOthersWantThem() throws Exception {
        assertThat(linted(EXAMPLES, 0))
                .contains(
                        "container: hadolint finds nothing",
                        "manifests: 7 of 7 are as Kubernetes",
                        "board: 12 panels, 0 keys that Grafana does not know");
    }

    @ParameterizedTest
    @CsvSource({
        "container/Containerfile, 'USER ', 'SUDO ', Containerfile",
        "kubernetes/run.yaml, restartPolicy, restartPolicie, 'run.yaml: Job spec.template.spec: '",
        "monitoring/grafana.json, gridPos, gridPlace, 'gridPlace: Grafana does not know it'"
    })
    void whatIsWrongIsFound(String file, String right, String wrong, String found) throws Exception {
        for (String each : new String[] {"container", "kubernetes", "monitoring"}) {
            copy(EXAMPLES.resolve(each), Files.createDirectory(folder.resolve(each)));
        }
        Path changed = folder.resolve(file);
        String text = Files.readString(changed);
        assertThat(text).contains(right);
        Files.writeString(changed, text.replace(right, wrong));
        assertThat(linted(folder, 1)).contains(found);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static String linted(Path examples, int exit) throws Exception {
        Path said = Files.createTempFile("linted", ".txt");
        Process process = new ProcessBuilder(EXAMPLES.resolve("linting/run").toString(), examples.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        assertThat(ended).as("ended within %d minutes:%n%s", MINUTES, text).isTrue();
        assertThat(process.exitValue()).as(text).isEqualTo(exit);
        return text;
    }
}
