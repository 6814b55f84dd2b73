package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An entry of the embedded catalogue leads elsewhere than to the newest release: {@code verify} names it, without an engine. */
@ExtendWith(SparkFixture.class)
class RepointedCatalogueIT {

    private static final List<String> TABLES = List.of("patients", "visits", "labs");

    private final SparkSession session;

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;
    private Warehouse warehouse;
    private Path catalogue;

    RepointedCatalogueIT(SparkSession session) {
        this.session = session;
    }

    @BeforeEach
    void releaseTwice() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        warehouse = new Warehouse(workspace.root().resolve("warehouse"));
        catalogue = workspace.root().resolve("warehouse/catalog.db");
        workspace.run().with(0);
        for (String table : TABLES) {
            workspace.deliver(table, MiniWorkspace.sound(table) + "4," + table + " four,4.00,\n");
        }
        workspace.run().with(0);
        assertThat(weir(0, "verify", "clinic")).contains("catalogue    1 file");
    }

    @Test
    void anEntryThatLeadsElsewhereIsNamedAndTheCatalogueMadeAnew() throws Exception {
        Path whole = Files.copy(catalogue, folder.resolve("whole.db"));
        Path copied = folder.resolve("elsewhere/clinic/patients/metadata/00009-x.metadata.json");
        Files.createDirectories(copied.getParent());
        Files.copy(Path.of(metadata("patients")), copied);
        for (String change : List.of(
                "metadata_location = '" + metadata("visits") + "'",
                "metadata_location = '" + copied + "'",
                "metadata_location = '" + metadata("patients").replace(".metadata", "x.metadata") + "'",
                "metadata_location = NULL",
                "metadata_location = '" + ofFirstRelease() + "'",
                "iceberg_type = 'VIEW'",
                "table_name = 'people'")) {
            repoint(change, "clinic", "patients");
            for (String release : List.of("clinic", "clinic@1")) {
                assertThat(weir(4, "verify", release))
                        .as(change)
                        .contains("V001", "clinic.patients", "clinic@2", "'weir doctor --rebuild-catalogue'")
                        .doesNotContain("clinic.visits' names", "'clinic.labs'", "was signed it");
            }
            assertThat(weir(4, "verify", "clinic", "--deep")).as(change).contains("clinic.patients");
            weir(0, "doctor", "--rebuild-catalogue");
            weir(0, "verify", "clinic", "--deep");
            Files.copy(whole, catalogue, StandardCopyOption.REPLACE_EXISTING);
        }
        repoint("metadata_location = '" + metadata("patients") + "'", "clinic_quality", "states");
        assertThat(weir(4, "verify", "clinic")).contains("clinic_quality.states", "'weir doctor --rebuild-catalogue'");
    }

    @Test
    void aNewestVersionThatNoReleaseMadeIsNamed() {
        workspace.tables(session).sql("INSERT INTO weir.clinic.patients SELECT * FROM weir.clinic.patients LIMIT 1");
        assertThat(weir(4, "verify", "clinic"))
                .contains("The newest version of table 'clinic.patients' is not clinic@2", "'weir run clinic --full'")
                .doesNotContain("--rebuild-catalogue", "'clinic.visits'");
        weir(0, "run", "clinic", "--full");
        weir(0, "verify", "clinic");
        weir(0, "rollback", "clinic", "--to", "1", "--by", "someone@example.org");
        assertThat(weir(0, "verify", "clinic")).contains("1 file with 2 tables of clinic@4, whole");
    }

    /** A run that died behind its entry in the log has its journal, and the next command moves its tables. */
    @Test
    void aTableThatRecoveryMovesOnIsNoted() throws Exception {
        Manifest newest = log().read("clinic", 2);
        repoint("metadata_location = previous_metadata_location", "clinic", "patients");
        assertThat(weir(4, "verify", "clinic")).contains("The newest version of table 'clinic.patients' is not");

        ReleasedTable before = log().read("clinic", 1).table("patients").orElseThrow();
        died(newest, OptionalLong.of(before.version().number() + 1));
        assertThat(weir(4, "verify", "clinic")).contains("The newest version of table 'clinic.patients' is not");

        died(newest, OptionalLong.of(before.version().number()));
        assertThat(weir(0, "verify", "clinic"))
                .contains("The newest version of table 'clinic.patients' is the one before clinic@2")
                .doesNotContain("V001");
        weir(0, "doctor", "--fix");
        assertThat(weir(0, "verify", "clinic")).contains("clinic@2, whole").doesNotContain("before clinic@2");
    }

    private void died(Manifest newest, OptionalLong base) {
        ReleasedTable.Version version = newest.table("patients").orElseThrow().version();
        RunJournals journals = RunStore.in(warehouse).journals("clinic");
        journals.write(new RunJournal(
                "clinic",
                newest.record().run().id(),
                Instant.EPOCH,
                OptionalLong.of(2),
                RunJournal.State.SEALED,
                Optional.of(newest),
                List.of(new StagedEntry(
                        TableIdentity.of(warehouse, version.format(), "clinic", "patients"),
                        LoadMode.REPLACE,
                        workspace
                                .tables(session)
                                .table("weir.clinic.patients")
                                .schema()
                                .json(),
                        base,
                        OptionalLong.of(version.number()),
                        List.of(),
                        List.of()))));
    }

    private String weir(int status, String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-w";
        all[words.length + 1] = workspace.root().toString();
        var ended = WarmCommands.weir(all).with(status);
        return ended.out() + ended.err();
    }

    private StoredReleaseLog log() {
        return StoredReleaseLog.in(warehouse);
    }

    /** Metadata of the table as it was when its first release was the newest. */
    private String ofFirstRelease() throws IOException {
        String first = "\"current-snapshot-id\":"
                + log().read("clinic", 1)
                        .table("patients")
                        .orElseThrow()
                        .version()
                        .number();
        try (var files = Files.list(workspace.root().resolve("warehouse/clinic/patients/metadata"))) {
            return files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .filter(file -> text(file).contains(first))
                    .map(Path::toString)
                    .max(String::compareTo)
                    .orElseThrow();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String metadata(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalogue);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT metadata_location FROM iceberg_tables WHERE"
                        + " table_namespace = 'clinic' AND table_name = '" + table + "'")) {
            assertThat(found.next()).isTrue();
            return found.getString(1);
        }
    }

    private void repoint(String change, String namespace, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + catalogue);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE iceberg_tables SET " + change + " WHERE table_namespace = '"
                            + namespace + "' AND table_name = '" + table + "'"))
                    .isOne();
        }
    }
}
