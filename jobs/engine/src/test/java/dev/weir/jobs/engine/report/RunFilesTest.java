package dev.weir.jobs.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

    @TempDir
    private Path folder;

    /** The release exists by then: what cannot be read of earlier ones makes no failure of it. */
    @Test
    void aPageThatCannotBeMadeDoesNotEndTheRun() throws IOException {
        ClinicFiles.in(folder);
        Path log = Files.createDirectories(folder.resolve("warehouse/releases/clinical"));
        Files.writeString(log.resolve("1.json"), "damaged");
        Workspace workspace = WorkspaceReader.readSettings(folder, Optional.empty(), Map.of());
        RunFiles files = new RunFiles(workspace, new Warehouse(folder.resolve("warehouse")));
        assertThat(files.enter(SampleRelease.of(2, Optional.of("0".repeat(64)), "run-2", List.of()))
                        .page())
                .isEmpty();
    }
}
