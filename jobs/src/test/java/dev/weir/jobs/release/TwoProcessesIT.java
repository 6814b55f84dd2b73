package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesIT {

    @TempDir
    Path folder;

    @Test
    void everyNumberHasExactlyOneWinner() throws Exception {
        List<Process> processes = List.of(start("left"), start("right"));
        List<Long> won = new ArrayList<>();
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            output.lines().map(Long::valueOf).forEach(won::add);
            assertThat(process.waitFor()).isZero();
        }
        assertThat(won)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(folder));
        assertThat(log.numbers("clinical")).hasSize(40);
        for (long number = 2; number <= 40; number++) {
            assertThat(log.read("clinical", number).previousSha256()).contains(log.sha256("clinical", number - 1));
        }
    }

    private Process start(String run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishingProcess.class.getName(),
                        folder.toString(),
                        "40",
                        run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
