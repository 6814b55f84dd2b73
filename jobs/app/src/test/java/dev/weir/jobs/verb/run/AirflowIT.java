package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package for Airflow with the newest line of Airflow, by the command of its README: style, types, and the tests that take less than ten
 * seconds each, with those that run this build's own {@code weir}. The other slow ones and the other line are that command without
 * arguments.
 */
@Tag("minutes")
class AirflowIT {

    private static final int MINUTES = 20;
    private static final int FEWEST = 100;
    private static final Pattern PASSED = Pattern.compile("(\\d+) passed");

    @TempDir
    private Path folder;

    @Test
    void thePackagePassesItsOwnTests() throws Exception {
        Path said = folder.resolve("said.txt");
        ProcessBuilder command = new ProcessBuilder(
                        Launcher.HOME.resolve("jobs/airflow/test").toString(),
                        "--line",
                        "3",
                        "-q",
                        "-m",
                        "not slow or real")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        command.environment().put("WEIR_BUILD", "never");
        Process process = command.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended)
                .as("ended within %d minutes:%n%s", MINUTES, text(said))
                .isTrue();
        assertThat(process.exitValue()).as(text(said)).isZero();
        Matcher passed = PASSED.matcher(text(said));
        assertThat(passed.find()).as(text(said)).isTrue();
        assertThat(Integer.parseInt(passed.group(1))).as(text(said)).isGreaterThan(FEWEST);
    }

    private static String text(Path said) throws IOException {
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
