package dev.weir.privacy.mask;

import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.WorkspaceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Keys that nobody else has. */
final class TestKeys {

    private TestKeys() {}

    static WorkspaceKey random() {
        try {
            Path folder = Files.createTempDirectory("weir-key");
            Path file = folder.resolve("weir.key");
            try {
                return KeyFile.create(file, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new SecureRandom());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
