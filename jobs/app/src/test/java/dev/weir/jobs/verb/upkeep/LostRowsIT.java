package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows are gone and no copy brings them back: somebody says so once, on record, and the product goes on. */
@ExtendWith(SparkFixture.class)
class LostRowsIT {

    private static final List<String> TABLES = List.of("patients", "labs");
    private static final String[] DECLARE = {"clean", "clinic", "--lost", "2", "--because", "disk 3 died", "--by", "ann"
    };

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;

    @BeforeEach
    void release() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        workspace.run().with(0);
        for (String table : TABLES) {
            workspace.deliver(table, MiniWorkspace.sound(table) + "4," + table + " four,4.00,\n");
        }
        workspace.run().with(0);
        weir(0, "doctor");
    }

    @Test
    void aDataFileThatIsGoneForGoodIsDeclaredLost() throws Exception {
        for (String file : List.of("clinic/patients/data", "clinic/labs")) {
            Files.delete(newest(file, ".parquet"));
        }
        DeltaLog.clearCache();
        weir(0, "pin", "clinic@2", "--by", "study 7", "--until", "2999-01-01");
        weir(0, "run", "clinic", "--full");
        assertThat(weir(6, "doctor")).contains("clean clinic --lost 2");
        weir(6, "clean", "clinic");
        assertThat(weir(2, "clean", "clinic", "--lost", "1", "--because", "no reason"))
                .contains("clinic@1 is whole, and nothing was declared lost")
                .doesNotContain("pins");
        assertThat(weir(2, "clean", "clinic", "--lost", "3", "--because", "no reason", "--apply"))
                .contains("clinic@3 is whole, and nothing was declared lost");
        assertThat(weir(2, "clean", "clinic", "--lost", "2")).contains("--because is missing");

        assertThat(weir(0, DECLARE)).contains("Would declare lost", "it is missing", "Nothing was changed");
        weir(6, "clean", "clinic");
        String declared = weir(0, with(DECLARE, "--apply", "-o", "json"));
        assertThat(CommandsTest.valid("clean", CommandsTest.json(declared))).isTrue();
        assertThat(weir(0, with(DECLARE, "--apply"))).contains("declared lost", "by ann: disk 3 died");

        String words = "declared lost on 20";
        assertThat(weir(6, "read", "clinic.patients@2")).contains("S007", words, "by ann", "disk 3 died");
        assertThat(weir(0, "pin", "clinic")).contains("study 7", words);
        assertThat(weir(6, "pin", "clinic@2", "--by", "study 8", "--until", "2999-01-01"))
                .contains("declared lost");
        assertThat(weir(0, "show", "clinic@2")).contains("rows lost", "declared on", "by ann, because disk 3 died");
        assertThat(weir(0, "releases", "clinic")).contains("declared lost");
        assertThat(weir(6, "verify", "clinic@2"))
                .contains(words, "which is signed")
                .doesNotContain("No key signs that");
        assertThat(weir(6, "verify", "clinic@2", "--deep")).contains("its rows were " + words);
        assertThat(weir(0, "doctor")).contains("clinic@2", words, "All is in order");
        assertThat(weir(0, "clean", "clinic", "--apply")).doesNotContain("clinic@2");
        weir(0, "verify", "clinic@3", "--deep");
        weir(0, "verify", "clinic@1", "--deep");
        assertThat(weir(0, "clean", "clinic")).contains("Nothing to clean");
    }

    /** The newest file of a Delta log has gone: no run could begin, whatever was advised. */
    @Test
    void anEndOfADeltaLogThatIsGoneIsDeclaredLostAndMadeAnew() throws Exception {
        Path commit = newest("clinic/labs/_delta_log", ".json");
        Files.delete(commit);
        Files.deleteIfExists(Path.of(commit.toString().replace(".json", ".crc")));
        DeltaLog.clearCache();
        assertThat(weir(6, "doctor"))
                .contains("are gone, though nobody let them go", "'weir clean clinic --lost 2 --because TEXT --apply'")
                .doesNotContain("somebody else has written to it");
        assertThat(weir(6, "run", "clinic", "--full"))
                .contains("S005", "'weir clean clinic --lost 2 --because TEXT --apply'");
        weir(0, with(DECLARE, "--apply"));
        assertThat(weir(6, "doctor"))
                .contains("The rows of the newest release were declared lost", "run clinic --full");
        weir(0, "run", "clinic", "--full");
        DeltaLog.clearCache();
        assertThat(weir(0, "doctor")).contains("All is in order");
        weir(0, "verify", "clinic@3", "--deep");
        weir(0, "verify", "clinic@1", "--deep");
        assertThat(weir(0, "clean", "clinic", "--apply")).doesNotContain("clinic@2");
        weir(0, "verify", "clinic@3", "--deep");
    }

    /** Later releases need no file of it: a run sees nothing, and a clean-up asks for the file for ever. */
    @Test
    void aFileOfAnEarlierReleaseThatIsGoneIsNamedWithItsRelease() throws Exception {
        Path manifest = oldest("clinic/patients/metadata", "", "-m0.avro");
        for (Path file : List.of(
                oldest("clinic/patients/data", "", ".parquet"), manifest, oldest("clinic/labs", "", ".parquet"))) {
            Path kept = folder.resolve("kept");
            Files.move(file, kept);
            DeltaLog.clearCache();
            assertThat(weir(6, "doctor"))
                    .contains(
                            "release  clinic@1  Table '",
                            "files of it are gone, though nobody let them go",
                            "'weir clean clinic --lost 1 --because TEXT --apply'")
                    .doesNotContain("'weir doctor'", "--full", "clinic@2");
            Files.move(kept, file);
        }
        Files.delete(manifest);
        weir(6, "clean", "clinic");
        weir(0, "clean", "clinic", "--lost", "1", "--because", "disk 3 died", "--by", "ann", "--apply");
        assertThat(weir(0, "doctor")).contains("lost  clinic@1", "All is in order");
        weir(0, "clean", "clinic", "--apply");
        assertThat(weir(0, "doctor")).contains("All is in order");
    }

    /** A run cannot write beside metadata that is gone, and a rollback can. */
    @Test
    void metadataOfTheNewestReleaseThatIsGoneAsksForARollbackFirst() throws Exception {
        Files.delete(newest("clinic/patients/metadata", "snap-", ".avro"));
        String rollback = "If that run ends with S004, run 'weir rollback clinic --to 1' before it.";
        assertThat(weir(6, "doctor")).contains("clinic@2", "clean clinic --lost 2", rollback);
        assertThat(weir(6, "run", "clinic", "--full"))
                .contains("S004", "'weir doctor' names the releases")
                .doesNotContain("--deep");
        weir(0, with(DECLARE, "--apply"));
        assertThat(weir(6, "doctor"))
                .contains("declared lost", "'weir run clinic --full' makes them anew", rollback)
                .doesNotContain("'weir doctor'");
        weir(6, "run", "clinic", "--full");
        weir(0, "rollback", "clinic", "--to", "1");
        weir(0, "run", "clinic", "--full");
        assertThat(weir(0, "doctor")).contains("All is in order");
    }

    /** Evidence is what all goes by: no loss is declared without it, and no run goes on from the release. */
    @Test
    void aSignedListThatIsGoneAsksForARollback() throws Exception {
        Files.delete(newest("releases/clinic/bundles", ".zip"));
        assertThat(weir(6, "doctor"))
                .contains("Table 'labs' is not as clinic@2 was signed", "'weir rollback clinic --to NUMBER' goes on")
                .doesNotContain("--lost", "--full");
        assertThat(weir(4, "clean", "clinic"))
                .contains("'weir rollback clinic --to NUMBER' goes on")
                .doesNotContain("--lost");
        weir(4, "run", "clinic", "--full");
        weir(0, "rollback", "clinic", "--to", "1");
        weir(0, "run", "clinic", "--full");
        weir(0, "verify", "clinic@4", "--deep");
    }

    /** No release has them, so none can be declared lost. */
    @Test
    void aFileOfTheQuarantineThatIsGoneNeedsACopy() throws Exception {
        Files.delete(newest("clinic_quality/states/data", ".parquet"));
        assertThat(weir(6, "doctor"))
                .contains("Restore them from a copy; until then 'weir clean clinic' removes nothing.")
                .doesNotContain("'weir doctor'");
    }

    /** No key of the workspace signed it: it explains nothing. */
    @Test
    void aForgedLossIsNotBelieved() throws Exception {
        Files.delete(newest("clinic/patients/data", ".parquet"));
        Path loss = workspace.root().resolve("warehouse/releases/clinic/lost/2.json");
        Files.createDirectories(loss.getParent());
        Files.writeString(
                loss,
                "{\"schema\":\"weir-loss-1\",\"product\":\"clinic\",\"release\":2,\"by\":\"ann\","
                        + "\"at\":\"2999-01-01T00:00:00Z\",\"because\":\"A forger says so.\"}",
                StandardCharsets.UTF_8);
        assertThat(weir(4, "verify", "clinic@2")).contains("No key signed the loss of clinic@2");
        weir(4, "run", "clinic", "--full");
    }

    private String weir(int status, String... words) {
        var ended = WarmCommands.weir(with(words, "-w", workspace.root().toString()))
                .with(status);
        return ended.out() + ended.err();
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    /** The one that was written last. */
    private Path newest(String in, String ending) throws IOException {
        return newest(in, "", ending);
    }

    private Path newest(String in, String beginning, String ending) throws IOException {
        List<Path> files = files(in, beginning, ending);
        return files.get(files.size() - 1);
    }

    private Path oldest(String in, String beginning, String ending) throws IOException {
        return files(in, beginning, ending).get(0);
    }

    /** In the order in which they were written. */
    private List<Path> files(String in, String beginning, String ending) throws IOException {
        try (Stream<Path> files =
                Files.list(workspace.root().resolve("warehouse").resolve(in))) {
            return files.filter(file -> file.toString().endsWith(ending)
                            && file.getFileName().toString().startsWith(beginning)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
    }
}
