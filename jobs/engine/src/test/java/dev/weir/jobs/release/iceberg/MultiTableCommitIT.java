package dev.weir.jobs.release.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.TestWarehouse;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Holds the commit of several tables against what Iceberg's own catalogue reads and writes. */
@ExtendWith(SparkFixture.class)
class MultiTableCommitIT {

    private final SparkSession shared;

    @TempDir
    Path folder;

    private TestWarehouse warehouse;
    private Catalog catalog;
    private MultiTableCommit heads;
    private List<TableIdentifier> names;

    MultiTableCommitIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
        catalog = Spark3Util.loadIcebergCatalog(warehouse.session, Catalogue.NAME);
        heads = new MultiTableCommit(warehouse.catalogue::commit);
        warehouse.session.sql("CREATE NAMESPACE weir.clinical");
        names = new ArrayList<>();
        for (String name : List.of("patients", "visits", "doctors")) {
            warehouse.session.sql("CREATE TABLE weir.clinical." + name + " (id INT) USING iceberg");
            names.add(TableIdentifier.of("clinical", name));
        }
    }

    @Test
    void movesAllTablesAndLeavesThemToIceberg() throws SQLException {
        List<String> before = locations();
        heads.commit(names, changes("first"));
        for (TableIdentifier name : names) {
            assertThat(catalog.loadTable(name).properties()).containsEntry("weir.test", "first");
        }
        assertThat(previousLocations()).isEqualTo(before);
        assertThat(locations())
                .allMatch(location -> location.matches(".*/metadata/00001-[0-9a-f-]{36}\\.metadata\\.json"));

        // Iceberg goes on from there, with its own commit
        catalog.loadTable(names.get(0))
                .updateProperties()
                .set("weir.test", "second")
                .commit();
        assertThat(catalog.loadTable(names.get(0)).properties()).containsEntry("weir.test", "second");
        assertThat(locations().get(0)).contains("/metadata/00002-");
        warehouse.session.sql("INSERT INTO weir.clinical.visits VALUES (1)");
        assertThat(warehouse.head(identity("visits"))).containsExactly(1);
    }

    @Test
    void movesNoTableWhenOneHasChanged() throws Exception {
        List<Transaction> changes = changes("first");
        catalog.loadTable(names.get(1))
                .updateProperties()
                .set("weir.other", "yes")
                .commit();
        List<String> before = locations();
        List<Path> files = metadataFiles();
        assertThatThrownBy(() -> heads.commit(names, changes)).isInstanceOf(CommitFailedException.class);
        assertThat(locations()).isEqualTo(before);
        assertThat(metadataFiles()).isEqualTo(files);
        for (TableIdentifier name : names) {
            assertThat(catalog.loadTable(name).properties()).doesNotContainKey("weir.test");
        }
    }

    @Test
    void losesNothingInARaceWithIcebergsOwnCommits() throws Exception {
        int rounds = 15;
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> other = pool.submit(() -> {
                int done = 0;
                for (int round = 0; round < rounds; round++) {
                    catalog.loadTable(names.get(1))
                            .updateProperties()
                            .set("other." + round, "yes")
                            .commit();
                    done++;
                }
                return done;
            });
            int moved = 0;
            for (int round = 0; round < rounds; round++) {
                try {
                    heads.commit(names, changes("round-" + round));
                    moved++;
                    for (TableIdentifier name : names) {
                        assertThat(catalog.loadTable(name).properties()).containsEntry("weir.test", "round-" + round);
                    }
                } catch (CommitFailedException e) {
                    assertThat(e).hasMessageContaining("changed");
                }
            }
            assertThat(other.get()).isEqualTo(rounds);
            Table visits = catalog.loadTable(names.get(1));
            assertThat(visits.properties().keySet().stream().filter(key -> key.startsWith("other.")))
                    .hasSize(rounds);
            // one metadata file for the creation, one for each commit of either side
            assertThat(((BaseTable) visits).operations().current().previousFiles())
                    .hasSize(rounds + moved);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void writesRowsThatPyicebergReads() throws SQLException {
        heads.commit(names, changes("first"));
        List<String> rows =
                query("SELECT catalog_name || ' ' || table_namespace || ' ' || table_name || ' ' || iceberg_type"
                        + " FROM iceberg_tables ORDER BY table_name");
        assertThat(rows)
                .containsExactly(
                        "weir clinical doctors TABLE", "weir clinical patients TABLE", "weir clinical visits TABLE");
        assertThat(query("SELECT namespace || ' ' || property_key || ' ' || property_value"
                        + " FROM iceberg_namespace_properties"))
                .contains("clinical exists true");
        assertThat(locations())
                .allSatisfy(
                        location -> assertThat(Path.of(location)).isAbsolute().exists());
    }

    private List<Transaction> changes(String value) {
        List<Transaction> changes = new ArrayList<>();
        for (TableIdentifier name : names) {
            Transaction change = catalog.loadTable(name).newTransaction();
            change.updateProperties().set("weir.test", value).commit();
            changes.add(change);
        }
        return changes;
    }

    private TableIdentity identity(String name) {
        return warehouse.table(TableFormat.ICEBERG, name);
    }

    private List<String> locations() throws SQLException {
        return columns("metadata_location");
    }

    private List<String> previousLocations() throws SQLException {
        return columns("previous_metadata_location");
    }

    private List<String> columns(String column) throws SQLException {
        List<String> values = new ArrayList<>();
        for (TableIdentifier name : names) {
            values.addAll(query("SELECT " + column + " FROM iceberg_tables WHERE table_name = '" + name.name() + "'"));
        }
        return values;
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        warehouse.catalogue.sparkSettings().getOrDefault("spark.sql.catalog.weir.uri", ""));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private List<Path> metadataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".metadata.json"))
                    .sorted()
                    .toList();
        }
    }
}
