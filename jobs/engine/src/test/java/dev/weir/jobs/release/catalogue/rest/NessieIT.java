package dev.weir.jobs.release.catalogue.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.S3Server;
import dev.weir.jobs.release.TestStores;
import dev.weir.jobs.release.catalogue.TableRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Nessie keeps, and releases shown in it. Left out where this machine has no Java of 21 or newer. */
@Tag("minutes")
@ExtendWith(SparkFixture.class)
class NessieIT {

    private static final List<String> TABLES = List.of("patients", "visits");

    private final SparkSession shared;

    @TempDir
    private Path folder;

    private S3Server bucket;
    private String prefix;
    private NessieServer nessie;
    private SparkSession session;

    NessieIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void start() throws IOException {
        Optional<Path> java = NessieServer.java();
        assumeTrue(java.isPresent(), "Nessie needs a Java of 21 or newer, and this machine has none");
        bucket = TestStores.s3();
        prefix = "weir/" + UUID.randomUUID();
        nessie = NessieServer.over(java.get(), bucket, "s3://" + prefix, folder);
        session = shared.newSession();
        bucket.settings().forEach(session.conf()::set);
        session.conf().set("spark.sql.catalog.own", "org.apache.iceberg.spark.SparkCatalog");
        session.conf().set("spark.sql.catalog.own.type", "jdbc");
        session.conf().set("spark.sql.catalog.own.uri", "jdbc:sqlite:" + folder.resolve("own.db"));
        session.conf().set("spark.sql.catalog.own.warehouse", "s3a://" + prefix);
        session.conf().set("spark.sql.catalog.own.jdbc.schema-version", "V1");
        session.conf().set("spark.sql.catalog.own.cache-enabled", "false");
        SparkSession.setActiveSession(session);
    }

    @AfterEach
    void stop() {
        if (nessie != null) {
            nessie.close();
        }
    }

    private CatalogueServer server() {
        return new CatalogueServer(
                new CatalogueSettings(CatalogueSettings.REST, nessie.address(), Optional.empty(), Optional.empty()));
    }

    @Test
    void itKeepsNoBranchesAndShowsReleases() throws IOException {
        CatalogueServer server = server();
        server.make(Namespace.of(CapabilityProbe.NAMESPACE));
        ServerCapabilities found =
                new CapabilityProbe(server.client(), server::commitTogether, "s3://" + prefix + "/.probe").find();
        assertThat(found).isEqualTo(new ServerCapabilities(false, false, false));

        CatalogueMirror showcase = new CatalogueMirror(server);
        for (String table : TABLES) {
            session.sql("CREATE TABLE own.clinical." + table + " (id INT) USING iceberg LOCATION 's3a://" + prefix
                    + "/clinical/" + table + "'");
            session.sql("INSERT INTO own.clinical." + table + " VALUES (1)");
        }
        show(showcase);
        assertThat(rows()).containsExactly(1L, 1L);
        for (String table : TABLES) {
            session.sql("ALTER TABLE own.clinical." + table + " CREATE BRANCH run");
            session.sql("ALTER TABLE own.clinical." + table + " ADD COLUMN name STRING");
            session.sql("INSERT INTO own.clinical." + table + " VALUES (2, 'b'), (3, 'c')");
            session.sql("ALTER TABLE own.clinical." + table + " CREATE TAG release_2");
        }
        assertThat(rows()).containsExactly(1L, 1L);
        show(showcase);
        show(showcase);
        assertThat(rows()).containsExactly(3L, 3L);
        assertThat(shown("visits").schema().columns()).hasSize(2);
        for (String table : TABLES) { // a release that goes back to what an earlier one had
            session.sql("CALL own.system.rollback_to_snapshot('clinical." + table + "', "
                    + own(table).history().get(0).snapshotId() + ")");
        }
        show(showcase);
        assertThat(rows()).containsExactly(1L, 1L);
        nessie.close();
        assertThatThrownBy(() -> show(new CatalogueMirror(server())))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(nessie.address());
    }

    private void show(CatalogueMirror showcase) {
        showcase.show(
                name -> Optional.of(new TableRow(
                        "clinical",
                        name.name(),
                        ((BaseTable) own(name.name())).operations().current().metadataFileLocation())),
                files(),
                names());
    }

    private static List<TableIdentifier> names() {
        return TABLES.stream()
                .map(table -> TableIdentifier.of("clinical", table))
                .toList();
    }

    private Table own(String table) {
        Catalog own = Spark3Util.loadIcebergCatalog(session, "own");
        return own.loadTable(TableIdentifier.of("clinical", table));
    }

    private HadoopFileIO files() {
        Configuration configuration = new Configuration();
        bucket.settings().forEach(configuration::set);
        return new HadoopFileIO(configuration);
    }

    private TableMetadata shown(String table) {
        return server().load(TableIdentifier.of("clinical", table))
                .orElseThrow()
                .current();
    }

    /** How many rows those see who ask Nessie for the tables. */
    private List<Long> rows() throws IOException {
        List<Long> rows = new ArrayList<>();
        for (String table : TABLES) {
            Table seen = new BaseTable(new StaticTableOperations(shown(table), files()), table);
            try (CloseableIterable<Record> found = IcebergGenerics.read(seen).build()) {
                long count = 0;
                for (Record record : found) {
                    count += record.size() > 0 ? 1 : 0;
                }
                rows.add(count);
            }
        }
        return rows;
    }
}
