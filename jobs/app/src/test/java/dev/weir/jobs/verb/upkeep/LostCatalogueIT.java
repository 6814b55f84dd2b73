package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that has lost tables stops every run, and is made anew from what the tables and the releases say. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class LostCatalogueIT {

    private final SparkSession session;

    @TempDir
    private Path folder;

    LostCatalogueIT(SparkSession session) {
        this.session = session;
    }

    @Test
    void noRunForksTheHistoryAndTheCatalogueIsMadeAnew() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients", "visits", "labs"));
        Path catalogue = workspace.root().resolve("warehouse/catalog.db");
        Path older = folder.resolve("older.db");
        workspace.run().with(0);
        Files.copy(catalogue, older);
        deliver(workspace, 2);
        workspace.run().with(0);

        Files.delete(catalogue);
        recovers(workspace, 3);
        sql(catalogue, "DELETE FROM iceberg_tables"); // as pyiceberg makes one when it connects
        recovers(workspace, 4);
        Files.copy(older, catalogue, StandardCopyOption.REPLACE_EXISTING);
        recovers(workspace, 5);
        verifies(workspace, catalogue);

        assertThat(catalogue.resolveSibling("catalog.db.before-rebuild-2")).exists(); // one was gone
        WarmCommands.weir(
                        "verify",
                        "clinic",
                        "--all",
                        "--deep",
                        "-w",
                        workspace.root().toString())
                .with(0);
    }

    /** What was done to the catalogue at rest is named, and none of the releases is called another than it was. */
    private static void verifies(MiniWorkspace workspace, Path catalogue) throws Exception {
        byte[] whole = Files.readAllBytes(catalogue);
        byte[] altered = whole.clone();
        Arrays.fill(altered, altered.length / 2, altered.length, (byte) 0x5a);
        byte[] zeroed = whole.clone();
        Arrays.fill(zeroed, 4096, 8192, (byte) 0);
        List<List<String>> ways = List.of(List.of(), List.of("--deep"), List.of("--all"), List.of());
        Iterator<List<String>> way = ways.iterator();
        for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), altered, new byte[0], zeroed)) {
            Files.write(catalogue, damaged);
            List<String> command = new ArrayList<>(
                    List.of("verify", "clinic", "-w", workspace.root().toString()));
            command.addAll(way.next());
            WeirProcess.Ended verified =
                    WarmCommands.weir(command.toArray(String[]::new)).with(6);
            assertThat(verified.out())
                    .contains("The catalogue is damaged. All that was looked at and is signed is as it was signed.")
                    .doesNotContain("signatures   broken", "V001");
            assertThat(verified.err()).contains("S004", "weir doctor --rebuild-catalogue");
        }
        Files.write(catalogue, whole);
    }

    private void recovers(MiniWorkspace workspace, int next) throws Exception {
        String root = workspace.root().toString();
        StoredReleaseLog log =
                StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")));
        deliver(workspace, next);
        WeirProcess.Ended refused = workspace.run().with(6);
        assertThat(refused.err()).contains("weir doctor --rebuild-catalogue");
        assertThat(log.numbers("clinic").max()).hasValue(next - 1);

        WeirProcess.Ended looked =
                WarmCommands.weir("doctor", "-w", root, "-o", "json").with(6);
        JsonNode findings = CommandsTest.json(looked.out()).get("findings");
        assertThat(findings)
                .anyMatch(finding -> finding.get("remedy").asText().contains("weir doctor --rebuild-catalogue"));

        WeirProcess.Ended rebuilt =
                WarmCommands.weir("doctor", "--rebuild-catalogue", "-w", root).with(0);
        assertThat(rebuilt.out())
                .contains("'clinic.patients'", "'clinic.visits'", "'clinic_quality.states'", "All is in order");

        workspace.run().with(0);
        assertThat(log.numbers("clinic").max()).hasValue(next);
        Manifest newest = log.read("clinic", next);
        assertThat(newest.history().previousSha256()).contains(log.sha256("clinic", next - 1));
        SparkSession own = workspace.tables(session);
        for (int release = 1; release <= next; release++) {
            for (String table : List.of("patients", "visits")) {
                assertThat(own.sql("SELECT * FROM weir.clinic." + table + " VERSION AS OF 'release_" + release + "'")
                                .count())
                        .as("%s of release %s", table, release)
                        .isEqualTo(release == 1 ? 3 : release);
            }
        }
        assertThat(own.table("weir.clinic.patients").count()).isEqualTo(next);
        assertThat(own.sql("SELECT DISTINCT release FROM weir.clinic_quality.states")
                        .count())
                .as("what each release left for drift rules")
                .isEqualTo(next);
    }

    /** As many rows in each table. */
    private static void deliver(MiniWorkspace workspace, int rows) throws IOException {
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        for (int row = 1; row <= rows; row++) {
            text.append(row).append(",label,1.00,\n");
        }
        for (String table : List.of("patients", "visits", "labs")) {
            workspace.deliver(table, text.toString());
        }
    }

    private static void sql(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sent = connection.createStatement()) {
            sent.executeUpdate(statement);
        }
    }
}
