package dev.weir.releases.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path folder;

    /** People of a workspace have accounts of their own: what one has entered, the next one reads. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whoMayReadAFileIsWhatTheDiskSaysOfNewOnes() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));

        Path created = folder.resolve("created");
        DurableFile.create(created, DurableFile.prepare(created, new ByteArrayInputStream(CONTENT)));
        Path replaced = folder.resolve("replaced");
        DurableFile.replace(replaced, CONTENT);
        Path streamed = folder.resolve("streamed");
        DurableFile.replace(streamed, new ByteArrayInputStream(CONTENT));

        for (Path file : Stream.of(created, replaced, streamed).toList()) {
            assertThat(file).hasBinaryContent(CONTENT);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(usual, created, replaced, streamed);
        }
    }
}
