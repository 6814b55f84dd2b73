package dev.weir.jobs.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.release.TestStores;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product whose tables are found in PostgreSQL's catalogue; they and the release log lie in the warehouse. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class CatalogueOnServerIT {

    private static final List<String> TABLES = List.of("patients", "visits", "labs");

    private final SparkSession session;

    @TempDir
    private Path folder;

    CatalogueOnServerIT(SparkSession session) {
        this.session = session;
    }

    @Test
    void aProductIsReleasedRolledBackAndReadAndALostCatalogueIsMended() throws Exception {
        String address = TestStores.database();
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        String root = workspace.root().toString();
        Path file = workspace.root().resolve("weir.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "catalogue: { type: sqlite }",
                                "catalogue: { type: postgresql, store: \"" + address + "\", user: " + TestStores.USER
                                        + " }"));
        deliver(workspace, 2);
        workspace.run().with(0);
        deliver(workspace, 3);
        workspace.run().with(0);
        WarmCommands.weir("rollback", "clinic", "--to", "1", "-w", root).with(0);

        Warehouse warehouse = new Warehouse(workspace.root().resolve("warehouse"));
        StoredReleaseLog log = StoredReleaseLog.in(warehouse);
        assertThat(log.numbers("clinic").toArray()).containsExactly(1, 2, 3);
        assertThat(hashes(log.read("clinic", 3))).isEqualTo(hashes(log.read("clinic", 1)));
        assertThat(hashes(log.read("clinic", 2))).isNotEqualTo(hashes(log.read("clinic", 1)));
        assertThat(warehouse.disk().orElseThrow().resolve("catalog.db")).doesNotExist();
        read(workspace, 2);
        WarmCommands.weir("verify", "clinic", "--all", "--deep", "-w", root).with(0);
        WarmCommands.weir("doctor", "-w", root).with(0);

        try (Connection connection = DriverManager.getConnection(address, TestStores.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM iceberg_tables WHERE table_name = 'visits'");
        }
        assertThat(workspace.run().with(6).err())
                .contains("'clinic.visits'", "weir doctor --rebuild-catalogue", "jdbc:postgresql://localhost");
        assertThat(WarmCommands.weir("doctor", "--rebuild-catalogue", "-w", root)
                        .with(0)
                        .out())
                .contains("iceberg_tables_before_rebuild_1", "All is in order");
        read(workspace, 2);
        workspace.run().with(0);
        read(workspace, 3);
    }

    private void read(MiniWorkspace workspace, int newest) {
        SparkSession own = workspace.tables(session);
        for (String table : List.of("patients", "visits")) {
            assertThat(own.table("weir.clinic." + table).count()).isEqualTo(newest);
            assertThat(own.sql("SELECT * FROM weir.clinic." + table + " VERSION AS OF 'release_1'")
                            .count())
                    .isEqualTo(2);
            assertThat(own.sql("SELECT * FROM weir.clinic." + table + " VERSION AS OF 'release_2'")
                            .count())
                    .isEqualTo(3);
        }
    }

    private static List<String> hashes(Manifest manifest) {
        return manifest.tables().stream()
                .map(ReleasedTable::content)
                .map(Object::toString)
                .toList();
    }

    private static void deliver(MiniWorkspace workspace, int rows) throws IOException {
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        for (int row = 1; row <= rows; row++) {
            text.append(row).append(",label,1.00,\n");
        }
        for (String table : TABLES) {
            workspace.deliver(table, text.toString());
        }
    }
}
