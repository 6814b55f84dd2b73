package dev.weir.jobs.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init --from jdbc:…}: tables of a database become a product that runs at the first try. */
@ExtendWith(SparkFixture.class)
class InitFromDatabaseIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static EmbeddedPostgres postgres;

    private final SparkSession spark;

    @TempDir
    private Path folder;

    InitFromDatabaseIT(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeAll
    static void server() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
    }

    private static String address() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    }

    private WeirProcess.Ended init(Path root, String... words) {
        return WarmCommands.weir(Stream.concat(
                        Stream.of("init", root.toString(), "--product", "clinic", "--from", address(), "--yes"),
                        Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void tablesBecomeAProductThatRunsAndNobodyIsInIt() throws Exception {
        Path root = folder.resolve("hospital");
        RawSets sets = new RawSets(root);
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            sets.database(connection);
        }
        String out = init(root, "--user", "postgres", "-o", "json").with(0).out();
        JsonNode drafted = JSON.readTree(out);
        assertThat(Schemas.valid("init", drafted)).isTrue();
        assertThat(drafted.get("tables").findValuesAsText("of"))
                .containsExactlyInAnyOrder("the table public.visits of postgres", "the table public.患者 of postgres");
        assertThat(StreamSupport.stream(drafted.get("left-out").spliterator(), false)
                        .map(each -> each.get("file").asText()))
                .containsExactly("postgres:public.names");
        String patients = RawSets.text(root.resolve("contracts/raw/patient.odcs.yaml"));
        assertThat(patients)
                .contains("- server: postgres", "type: postgresql", "schema: \"public\"")
                .contains("physicalName: \"患者\"", "description: \"体重,公斤\"")
                .contains("physicalType: \"decimal(5,1)\"", "name: seq, logicalType: integer")
                .contains("name: dose, logicalType: string")
                .doesNotContain("format:");
        assertThat(RawSets.text(root.resolve("contracts/clinic/visits.odcs.yaml")))
                .contains("relationships: [{ to: patient.");
        sets.identifiers().forEach(identifier -> assertThat(out + patients).doesNotContain(identifier));

        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        WarmCommands.weir("run", "clinic", "-w", root.toString()).with(0);
        assertThat(WarmCommands.weir("names", "-w", root.toString(), "--", "clinic.visits@")
                        .with(0)
                        .out()
                        .strip())
                .isEqualTo("clinic.visits@1");
        assertThat(released(root, "visits")).hasSize(3 * RawSets.PEOPLE);
        List<String> rows = released(root, "patient");
        assertThat(rows).hasSize(RawSets.PEOPLE);
        String all = String.join("\n", rows);
        sets.identifiers().forEach(identifier -> assertThat(all).doesNotContain(identifier));

        WarmCommands.weir("add", "clinic", address(), "--table", "names", "--yes", "-w", root.toString())
                .with(0);
        assertThat(RawSets.text(root.resolve("contracts/raw/names.odcs.yaml"))).contains("physicalType: view");
        assertThat(WarmCommands.weir("add", "clinic", address(), "--yes", "-w", root.toString())
                        .with(6)
                        .err())
                .contains("is read by a source already");
        assertThat(WarmCommands.weir("add", "clinic", address(), "--table", "name", "--yes", "-w", root.toString())
                        .with(6)
                        .err())
                .contains("has no table 'name'", "write 'names'");
    }

    @Test
    void whatCannotBeDraftedIsSaidBeforeAnythingIsWritten() {
        Path root = folder.resolve("empty");
        assertThat(init(root, "--password-variable", "NO_SUCH_VARIABLE").with(2).err())
                .contains("The variable 'NO_SUCH_VARIABLE' is not set");
        assertThat(init(root, "--password-variable", "se cret").with(2).err())
                .contains("no name of a variable")
                .doesNotContain("se cret");
        assertThat(WarmCommands.weir(
                                "init",
                                root.toString(),
                                "--product",
                                "clinic",
                                "--yes",
                                "--from",
                                address() + "?password=x1y2")
                        .with(2)
                        .err())
                .contains("names a user or a secret")
                .doesNotContain("x1y2");
        assertThat(WarmCommands.weir(
                                "init",
                                root.toString(),
                                "--product",
                                "clinic",
                                "--yes",
                                "--from",
                                "raw",
                                "--user",
                                "his")
                        .with(2)
                        .err())
                .contains("--from names no database");
        assertThat(Files.exists(root.resolve("weir.yaml"))).isFalse();
        assertThat(init(root, "--user", "nobody").with(6).err()).contains("refuses the user");
        assertThat(init(root, "--user", "postgres").with(2).err()).contains("there is a weir.yaml");
    }

    private List<String> released(Path root, String table) {
        return spark
                .read()
                .option("recursiveFileLookup", "true")
                .parquet(root + "/warehouse/clinic/" + table + "/data")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }
}
