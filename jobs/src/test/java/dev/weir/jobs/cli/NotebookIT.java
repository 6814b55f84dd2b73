package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The notebook, from start to end, on a release that the demo has made. */
@Tag("slow")
class NotebookIT {

    @Test
    void readsReleaseOneWithoutWeir() throws Exception {
        Path workspace = DemoWorkspace.made();
        Launcher.Ended ended = Launcher.run(
                Launcher.HOME, Map.of(), Launcher.HOME.resolve("notebooks/run").toString(), workspace.toString());
        assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
        Path executed = Launcher.HOME.resolve("notebooks/target/01-read-a-release.ipynb");
        assertThat(Files.readString(executed)).contains("image/png").doesNotContain("\"output_type\": \"error\"");
    }
}
