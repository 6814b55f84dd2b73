package dev.weir.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Other people's files, which are never committed here. */
public final class Conformance {

    private Conformance() {}

    /** A folder of the conformance suite's; a test that needs it fails without it. */
    public static Path folder(String below) {
        Path folder = Path.of(System.getProperty("weir.conformance", "")).resolve(below);
        assertThat(folder)
                .as("Files that this test reads; CONTRIBUTING.md says which folder to name and where it comes from")
                .isDirectory();
        return folder.toAbsolutePath();
    }
}
