package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archive that {@code -Prelease} has made, unpacked as a user does. */
final class UnpackedRelease {

    /** Where the archive lies, with its sums. */
    static final Path FILES = Path.of(System.getProperty("weir.release", ""));

    private UnpackedRelease() {}

    /** Unpacks it there, and gives its folder. */
    static Path in(Path parent) throws IOException, InterruptedException {
        Path archive;
        try (Stream<Path> files = Files.list(FILES)) {
            archive = files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.createDirectories(parent);
        Launcher.Ended ended = Launcher.run(parent, Map.of(), "tar", "-xzf", archive.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        return parent.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    }

    /** Namespaces of the system are not everywhere: -Dweir.tests.without=unshare does without; else they have to be there. */
    static void assumeNamespaces() {
        assumeFalse(
                List.of(System.getProperty("weir.tests.without", "").split(",")).contains("unshare"));
    }
}
