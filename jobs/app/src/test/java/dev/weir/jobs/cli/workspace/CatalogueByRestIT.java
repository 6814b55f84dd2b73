package dev.weir.jobs.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.release.catalogue.rest.RestServer;
import dev.weir.jobs.release.catalogue.rest.RestServer.Fault;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product whose tables are found in a REST catalogue, by Weir and by everybody else. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class CatalogueByRestIT {

    private static final List<String> TABLES = List.of("patients", "visits", "labs");
    private static final String COMMIT = "POST /v1/transactions/commit";

    private final SparkSession session;

    @TempDir
    private Path folder;

    CatalogueByRestIT(SparkSession session) {
        this.session = session;
    }

    @Test
    void aProductIsReleasedRolledBackAndReadByEverybody() throws Exception {
        Path served = Files.createDirectory(folder.resolve("served"));
        try (RestServer server = RestServer.in(served)) {
            MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
            String root = workspace.root().toString();
            Path file = workspace.root().resolve("weir.yaml");
            String embedded = Files.readString(file);
            deliver(workspace, 2);
            workspace.run().with(0);
            StoredReleaseLog log =
                    StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")));
            List<String> hashes = hashes(log.read("clinic", 1));
            assertThat(FileUtil.fullyDelete(
                            workspace.root().resolve("warehouse").toFile()))
                    .isTrue();

            Files.writeString(
                    file,
                    embedded.replace(
                            "catalogue: { type: sqlite }",
                            "catalogue: { type: rest, uri: \"" + server.address() + "\" }"));
            workspace.run().with(0);
            assertThat(hashes(log.read("clinic", 1))).isEqualTo(hashes);
            deliver(workspace, 3);
            server.trap(COMMIT::equals, Fault.FAILS_AFTERWARDS); // the tags
            server.trap(COMMIT::equals, Fault.HANGS_UP_AFTERWARDS); // the heads
            workspace.run().with(0);
            server.trap(COMMIT::equals, Fault.FAILS);
            WarmCommands.weir("rollback", "clinic", "--to", "1", "-w", root).with(0);
            assertThat(log.numbers("clinic").toArray()).containsExactly(1, 2, 3);
            assertThat(hashes(log.read("clinic", 3))).isEqualTo(hashes);
            assertThat(workspace.root().resolve("warehouse/catalog.db")).doesNotExist();
            assertThat(workspace.root().resolve("warehouse/releases/clinic/pending"))
                    .satisfiesAnyOf(
                            pending -> assertThat(pending).doesNotExist(),
                            pending -> assertThat(pending).isEmptyDirectory());
            read(server, 2);
            WarmCommands.weir("verify", "clinic", "--all", "--deep", "-w", root).with(0);
            WeirProcess.Ended looked = WarmCommands.weir("doctor", "-w", root).with(0);
            assertThat(looked.out() + looked.err())
                    .contains("keeps branches and tags of Iceberg's tables, and changes several tables in one commit");
            WarmCommands.weir("clean", "clinic", "-w", root).with(0);

            plain(server).sql("DROP TABLE lake.clinic.visits");
            assertThat(workspace.run().with(6).err())
                    .contains("'clinic.visits'", "weir doctor --rebuild-catalogue", server.address());
            assertThat(WarmCommands.weir("doctor", "--rebuild-catalogue", "-w", root)
                            .with(0)
                            .out())
                    .contains("All is in order");
            read(server, 2);
            workspace.run().with(0);
            read(server, 3);
        }
    }

    /** As anybody's Spark, that has never heard of Weir. */
    private SparkSession plain(RestServer server) {
        SparkSession own = session.newSession();
        Map.of(
                        "spark.sql.catalog.lake",
                        "org.apache.iceberg.spark.SparkCatalog",
                        "spark.sql.catalog.lake.type",
                        "rest",
                        "spark.sql.catalog.lake.uri",
                        server.address(),
                        "spark.sql.catalog.lake.cache-enabled",
                        "false")
                .forEach(own.conf()::set);
        return own;
    }

    private void read(RestServer server, int newest) {
        SparkSession own = plain(server);
        for (String table : List.of("patients", "visits")) {
            assertThat(own.table("lake.clinic." + table).count()).isEqualTo(newest);
            assertThat(own.sql("SELECT * FROM lake.clinic." + table + " VERSION AS OF 'release_1'")
                            .count())
                    .isEqualTo(2);
            assertThat(own.sql("SELECT * FROM lake.clinic." + table + " VERSION AS OF 'release_2'")
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
