package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tags;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten runs with a report each, and the pages of their ten releases; one is tagged, one pinned, one was pinned. */
class ArtifactRetentionTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Workspace workspace;
    private StoredReleaseLog log;

    @BeforeEach
    void release() throws Exception {
        Folders.copy(Path.of("../../examples/clinical/contracts"), folder.resolve("contracts"));
        Folders.copy(Path.of("../../examples/clinical/quality-rules"), folder.resolve("quality-rules"));
        Files.copy(Path.of("../../examples/clinical/weir.yaml"), folder.resolve("weir.yaml"));
        workspace = new WorkspaceFolder(folder, Optional.empty(), Map.of()).settings();
        log = StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse")));
        RunArchive archive = new RunArchive(folder);
        Optional<String> previous = Optional.empty();
        for (long number = 1; number <= 10; number++) {
            Manifest manifest = SampleRelease.of(number, previous, "run-" + number, List.of());
            Sealed.publish(folder, log, manifest);
            previous = Optional.of(log.sha256("clinical", number));
            archive.write(manifest.record());
            Files.setLastModifiedTime(
                    archive.folder("clinical", "run-" + number).resolve("run.json"),
                    FileTime.from(NOW.plusSeconds(number)));
            Files.createDirectories(page(number, "html").getParent());
            Files.writeString(page(number, "html"), "page");
            Files.writeString(page(number, "ttl"), "turtle");
        }
        Files.writeString(page(1, "html").resolveSibling("index.html"), "the newest");
        Files.writeString(page(1, "html").resolveSibling("notes.txt"), "somebody's");
        log = StoredReleaseLog.of(workspace); // signs
        Pins pins = new Pins(log);
        pins.pin("clinical", 2, "study 7", LocalDate.parse("2027-01-01"), "", NOW);
        pins.pin("clinical", 3, "study 8", LocalDate.parse("2026-03-01"), "", NOW);
    }

    @Test
    void earlierOnesArePutAwayAndWhatPeopleHoldStays() throws Exception {
        Tags tags = new Tags(log);
        tags.give("clinical", 4, "paper-v1", "me", NOW);
        ArtifactRetention papers = ArtifactRetention.of(workspace, log, "clinical", TODAY, 5);
        assertThat(papers.runs())
                .extracting(run -> run.getFileName().toString())
                .containsExactly("run-1", "run-2", "run-3", "run-4", "run-5");
        assertThat(papers.entries())
                .containsExactly(
                        page(1, "html"),
                        page(1, "ttl"),
                        page(3, "html"),
                        page(3, "ttl"),
                        page(5, "html"),
                        page(5, "ttl"));

        papers.putAway(workspace);
        assertThat(ArtifactRetention.of(workspace, log, "clinical", TODAY, 5).isNothing())
                .isTrue();
        assertThat(page(1, "html")).doesNotExist();
        assertThat(page(2, "html")).exists();
        assertThat(page(4, "ttl")).exists();
        assertThat(page(10, "html")).exists();
        assertThat(page(1, "html").resolveSibling("index.html")).exists();
        assertThat(page(1, "html").resolveSibling("notes.txt")).exists();
        assertThat(folder.resolve("runs/clinical/2026-01.zip")).exists();
        assertThat(folder.resolve("runs/clinical/run-5")).doesNotExist();
        assertThat(folder.resolve("runs/clinical/run-6/run.json")).exists();
    }

    @Test
    void ofFewThereIsNothing() {
        assertThat(ArtifactRetention.of(workspace, log, "clinical", TODAY, 10).isNothing())
                .isTrue();
        assertThat(ArtifactRetention.of(workspace, log, "other", TODAY, 1).isNothing())
                .isTrue();
    }

    private Path page(long number, String kind) {
        return folder.resolve("site/clinical").resolve(number + "." + kind);
    }
}
