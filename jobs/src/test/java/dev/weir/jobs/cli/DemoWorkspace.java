package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demo's workspace, made once for all tests by the command that a newcomer types. */
final class DemoWorkspace {

    /** One for each process that runs tests. */
    static final Path ROOT = Path.of("target/demo-it-" + System.getProperty("weir.test.fork", "1"))
            .toAbsolutePath()
            .normalize();

    private static Launcher.@Nullable Ended demo;

    private DemoWorkspace() {}

    /** Its folder. */
    static Path made() throws IOException, InterruptedException {
        assertThat(ended().status()).isZero();
        return ROOT;
    }

    /** How the demo ended. */
    static synchronized Launcher.Ended ended() throws IOException, InterruptedException {
        Launcher.Ended known = demo;
        if (known == null) {
            remove(ROOT);
            known = Launcher.weir(Launcher.HOME, "demo", "--dir", ROOT.toString());
            assertThat(known.status()).as(known.err() + known.out()).isZero();
            demo = known;
        }
        return known;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
