package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.settings.SourceSettings;
import dev.weir.contracts.settings.Telemetry;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCatalogueTest {

    @TempDir
    Path folder;

    @Test
    void makesTheTablesThatPyicebergReads() throws SQLException {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        catalogue.open();
        assertThat(columns(catalogue, "iceberg_tables"))
                .containsExactly(
                        "catalog_name",
                        "table_namespace",
                        "table_name",
                        "metadata_location",
                        "previous_metadata_location",
                        "iceberg_type");
        assertThat(columns(catalogue, "iceberg_namespace_properties"))
                .containsExactly("catalog_name", "namespace", "property_key", "property_value");
    }

    @Test
    void isNotUsedWhenItHasLostATable() throws Exception {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        metadata("clinical/patients", 0, -1);
        catalogue.open(); // nobody has seen anything of a table that has no version yet
        Path newest = metadata("clinical/patients", 4, 77);
        assertLost(catalogue, newest);
        Path file = folder.resolve("catalog.db");
        Files.write(file, new byte[0]); // as SQLite leaves one that it was asked to read
        assertLost(catalogue, newest);
        assertThat(file).isEmptyFile();
        Files.delete(file);
        assertLost(catalogue, newest);
        assertThat(file).doesNotExist();
        Files.writeString(newest, "{ damaged"); // what cannot be read is not counted as nothing
        assertLost(catalogue, newest);
    }

    @Test
    void isNotUsedWhenItIsOlderThanATable() throws Exception {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        Path known = metadata("clinical/patients", 4, 77);
        row(catalogue, "clinical", "patients", known);
        catalogue.open();
        metadata("clinical/patients", 5, 78); // a commit that died before the row named it
        metadata("clinical/patients", 5, 79);
        catalogue.open();
        assertLost(catalogue, metadata("clinical/patients", 6, 80));
    }

    @Test
    void foldersThatAreNoTablesAreNotLost() throws Exception {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        for (String other :
                List.of("releases/metadata", "exports/2026-1", ".landing/clinical", "clinical/delta/deeper")) {
            metadata(other, 3, 77);
        }
        Files.createDirectories(folder.resolve("clinical/empty/metadata"));
        Files.writeString(folder.resolve("clinical/empty/metadata/notes.json"), "{}");
        Files.writeString(folder.resolve("a-file"), "");
        catalogue.open();
        assertThat(catalogue.lost()).isEmpty();
    }

    /** The disk was full when a run died, and its table was made anew: the file is of neither. */
    @Test
    void aMetadataFileThatIsCutOffSaysNothingOfTheCatalogue() throws Exception {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        Path known = metadata("clinical/patients", 2, 7);
        row(catalogue, "clinical", "patients", known);
        Path cut = metadata("clinical/patients", 4, 7);
        for (String content : List.of("", "{\"format-version\": 2, \"table-uuid\": \"a")) {
            Files.writeString(cut, content);
            assertThat(catalogue.lost()).isEmpty();
            catalogue.open();
        }
        Path later = metadata("clinical/patients", 5, 8);
        assertLost(catalogue, later);
    }

    /** A process may be stopped, or killed, while it writes the first file of a table. */
    @Test
    void theFirstFileOfATableMayBeCutOff() throws Exception {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        Path first = metadata("clinical/patients", 0, -1);
        for (String content : List.of("", "{\"format-version\": 2, \"table-uuid\": \"a")) {
            Files.writeString(first, content);
            catalogue.open();
        }
        Path second = metadata("clinical/patients", 1, 7);
        Files.writeString(second, "{ damaged");
        assertLost(catalogue, second);
    }

    private static void assertLost(Catalogue catalogue, Path newest) {
        assertThatThrownBy(catalogue::open)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                .hasMessageContaining("clinical.patients")
                .hasMessageContaining(newest.toString())
                .hasMessageContaining("weir doctor --rebuild-catalogue");
    }

    private Path metadata(String table, int version, long snapshot) throws IOException {
        Path file =
                folder.resolve(table).resolve("metadata/%05d-%s.metadata.json".formatted(version, UUID.randomUUID()));
        Files.createDirectories(file.getParent());
        return Files.writeString(file, """
            {"format-version": 2, "table-uuid": "%s", "current-snapshot-id": %d,
             "snapshots": [{"snapshot-id": %d}]}""".formatted(UUID.randomUUID(), snapshot, snapshot));
    }

    private static void row(Catalogue catalogue, String namespace, String table, Path metadata) throws SQLException {
        try (Connection connection = DriverManager.getConnection(uri(catalogue));
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO iceberg_tables VALUES ('weir', ?, ?, ?, NULL, 'TABLE')")) {
            insert.setString(1, namespace);
            insert.setString(2, table);
            insert.setString(3, metadata.toString());
            insert.executeUpdate();
        }
    }

    @Test
    void survivesManyFirstStartsAtOnce() throws Exception {
        int threads = 6;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 10; round++) {
                Catalogue catalogue = catalogue(folder.resolve("round-" + round));
                CyclicBarrier start = new CyclicBarrier(threads);
                Callable<Integer> attempt = () -> {
                    start.await();
                    catalogue.open();
                    return columns(catalogue, "iceberg_tables").size();
                };
                for (Future<Integer> done : pool.invokeAll(Collections.nCopies(threads, attempt))) {
                    assertThat(done.get()).isEqualTo(6);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void givesSparkAnAbsoluteWarehouseAndAPatientCatalogue() {
        Map<String, String> settings = catalogue(folder).sparkSettings();
        assertThat(settings)
                .containsEntry("spark.sql.catalog.weir", "org.apache.iceberg.spark.SparkCatalog")
                .containsEntry("spark.sql.catalog.weir.type", "jdbc")
                .containsEntry(
                        "spark.sql.catalog.weir.uri",
                        "jdbc:sqlite:" + folder.resolve("catalog.db") + "?busy_timeout=30000")
                .containsEntry("spark.sql.catalog.weir.warehouse", folder.toString())
                .containsEntry("spark.sql.catalog.weir.jdbc.schema-version", "V1");
    }

    @Test
    void refusesAnotherKindOfCatalogue() {
        Profile profile = new Profile(
                "server",
                new Profile.Storage("warehouse", ReleaseStore.WAREHOUSE, CatalogueSettings.of("glue")),
                Telemetry.lineage(Map.of()),
                KeySettings.of("keys"),
                SigningSettings.USUAL,
                Map.of(),
                SourceSettings.NONE);
        assertThatThrownBy(() -> Catalogues.of(profile, new Warehouse(folder)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.UNSUPPORTED))
                .hasMessageContaining("'glue' of profile 'server'");
    }

    @Test
    void saysThatTheWarehouseCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "");
        assertThatThrownBy(() -> catalogue(file.resolve("warehouse")).open())
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.NOT_WRITABLE))
                .hasMessageContaining("give this user the right to write there");
    }

    @Test
    void saysThatAFileIsNoCatalogue() throws IOException, SQLException {
        Files.writeString(folder.resolve("catalog.db"), "this is a text and no database at all, and long enough");
        assertThatThrownBy(() -> catalogue(folder).open())
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE));
        Path older = Files.createDirectories(folder.resolve("older"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + older.resolve("catalog.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE iceberg_tables(catalog_name VARCHAR(255))");
        }
        assertThatThrownBy(() -> catalogue(older).open()).hasMessageContaining("lacks table_namespace");
    }

    @Test
    void opensWhileAnotherProcessWrites() throws SQLException {
        Catalogue catalogue = catalogue(folder);
        catalogue.open();
        try (Connection connection = DriverManager.getConnection(uri(catalogue));
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatCode(catalogue::open).doesNotThrowAnyException();
            statement.execute("ROLLBACK");
        }
    }

    private static String uri(Catalogue catalogue) {
        return catalogue.sparkSettings().getOrDefault("spark.sql.catalog.weir.uri", "");
    }

    private static Catalogue catalogue(Path warehouse) {
        Profile profile = new Profile("laptop", "warehouse", Map.of(), KeySettings.of("keys"), Map.of());
        return Catalogues.of(profile, new Warehouse(warehouse));
    }

    private static List<String> columns(Catalogue catalogue, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(uri(catalogue));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (found.next()) {
                columns.add(found.getString("name"));
            }
        }
        return columns;
    }
}
