package dev.weir.releases.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArchiveTest {

    private static final List<Instant> ENDED = List.of(
            Instant.parse("2026-01-30T08:00:00Z"),
            Instant.parse("2026-01-31T23:59:59Z"),
            Instant.parse("2026-02-01T00:00:00Z"),
            Instant.parse("2026-02-02T00:00:00Z"));

    @TempDir
    private Path workspace;

    private RunArchive archive;

    @BeforeEach
    void write() throws IOException {
        archive = new RunArchive(workspace);
        for (int run = 1; run <= ENDED.size(); run++) {
            written(run);
        }
    }

    @Test
    void earlierRunsAreThoseThatEndedBeforeTheNewest() throws IOException {
        Files.createDirectories(archive.folder("clinical", "at-work"));
        assertThat(archive.earlier("clinical", 2)).containsExactly(folder(1), folder(2));
        assertThat(archive.earlier("clinical", 4)).isEmpty();
        assertThat(archive.earlier("nothing", 1)).isEmpty();
    }

    @Test
    void goIntoTheZipOfTheirMonthWithAllTheirFiles() throws IOException {
        Files.createDirectories(folder(1).resolve("more"));
        Files.writeString(folder(1).resolve("more/notes.txt"), "患者");
        for (Path run : archive.earlier("clinical", 1)) {
            archive.pack(run);
        }
        Path january = workspace.resolve("runs/clinical/2026-01.zip");
        Path february = workspace.resolve("runs/clinical/2026-02.zip");
        try (FileSystem packed = FileSystems.newFileSystem(january)) {
            assertThat(packed.getPath("run-1/report.html")).hasContent("report of 1");
            assertThat(packed.getPath("run-1/more/notes.txt")).hasContent("患者");
            assertThat(packed.getPath("run-2/run.json")).isRegularFile();
            assertThat(packed.getPath("run-3")).doesNotExist();
        }
        try (FileSystem packed = FileSystems.newFileSystem(february)) {
            assertThat(packed.getPath("run-3/report.html")).hasContent("report of 3");
        }
        assertThat(folder(1)).doesNotExist();
        assertThat(folder(4)).isDirectory();
        assertThat(archive.latest("clinical").orElseThrow().run().id()).isEqualTo("run-4");
        assertThat(archive.earlier("clinical", 1)).isEmpty();
    }

    /** Whoever packs may die between the ZIP and the folder, or in the middle of taking the folder away. */
    @Test
    void aFolderThatIsPackedTwiceIsThereOnce() throws IOException {
        Path zip = archive.pack(folder(1));
        written(1);
        Files.writeString(folder(1).resolve("report.html"), "another report");
        assertThat(archive.pack(folder(1))).isEqualTo(zip);
        try (FileSystem packed = FileSystems.newFileSystem(zip)) {
            assertThat(packed.getPath("run-1/report.html")).hasContent("another report");
        }
        assertThat(folder(1)).doesNotExist();
    }

    @Test
    void aRecordThatCannotBeReadStaysWhereItIs() throws IOException {
        Files.writeString(folder(1).resolve("run.json"), "{");
        assertThatThrownBy(() -> archive.pack(folder(1))).isInstanceOf(ProblemsException.class);
        assertThat(folder(1).resolve("report.html")).exists();
        assertThat(workspace.resolve("runs/clinical/2026-01.zip")).doesNotExist();
    }

    /** As a file may be called: a terminal that shows the record would be steered by it. */
    @Test
    void aRecordHoldsNoSignThatSteersATerminal() throws IOException {
        String name = "raw/a\u202evsc.exe\u009b2J患者";
        RunRecord record = new RunRecord(
                new RunRecord.Run("run-9", "clinical", name, ENDED.get(3), ENDED.get(3)),
                new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(9), List.of()),
                List.of(),
                List.of(),
                List.of());
        archive.write(record);

        assertThat(folder(9).resolve("run.json")).content().contains("\"raw/a\\u202evsc.exe\\u009b2J患者\"");
        assertThat(archive.latest("clinical", read -> read.equals(record))).isPresent();
    }

    private void written(int run) throws IOException {
        Instant ended = ENDED.get(run - 1);
        archive.write(new RunRecord(
                new RunRecord.Run("run-" + run, "clinical", "0.1.0", ended, ended),
                new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(run), List.of()),
                List.of(),
                List.of(),
                List.of()));
        Files.writeString(folder(run).resolve("report.html"), "report of " + run);
        Files.setLastModifiedTime(folder(run).resolve("run.json"), FileTime.from(ended));
    }

    private Path folder(int run) {
        return archive.folder("clinical", "run-" + run);
    }
}
