package dev.weir.jobs.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArtifactsTest {

    @TempDir
    private Path folder;

    @Test
    void ofALogTheTimeOfTheRunIsKeptWithTheLinesThatHaveNoTime() throws IOException {
        Path log = folder.resolve("spark.log");
        assertThat(RunArtifacts.since(Instant.EPOCH, log)).isEmpty();
        Files.writeString(log, """
                2026-01-02T03:04:05.000+08:00 WARN  before
                \tat before
                2026-01-01T20:00:00.000Z WARN  of the run
                \tat of the run
                """);
        assertThat(RunArtifacts.since(Instant.parse("2026-01-01T19:30:00Z"), log))
                .isEqualTo("2026-01-01T20:00:00.000Z WARN  of the run\n\tat of the run\n");
        assertThat(RunArtifacts.since(Instant.parse("2026-01-01T19:00:00Z"), log))
                .contains("before", "of the run");
        assertThat(RunArtifacts.since(Instant.parse("2026-01-03T00:00:00Z"), log))
                .isEmpty();
    }

    @Test
    void ofALongLogTheEndIsKept() throws IOException {
        Path log = folder.resolve("spark.log");
        String line = "2026-01-01T20:00:00.000Z WARN " + "x".repeat(1_000) + "\n";
        Files.writeString(log, line.repeat(5_000) + "2026-01-01T20:00:01.000Z WARN last\n");
        assertThat(RunArtifacts.since(Instant.EPOCH, log)).hasSize(4 << 20).endsWith("WARN last\n");
    }
}
