package dev.weir.jobs.verb.authoring;

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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
    static void server() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            new RawSets(Path.of("")).database(connection);
        }
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
    @Tag("slow")
    void tablesBecomeAProductThatRunsAndNobodyIsInIt() throws Exception {
        Path root = folder.resolve("hospital");
        RawSets sets = new RawSets(root);
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

    /** Names say nothing here, so what is known of keys the database has said. */
    @Tag("slow")
    @Test
    void declaredKeysAreTakenOverWhereTheValuesAgree() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : List.of(
                    "CREATE SCHEMA keyed",
                    "CREATE TABLE keyed.wards (w int PRIMARY KEY, floor int)",
                    "CREATE TABLE keyed.people (p int PRIMARY KEY, badge int UNIQUE, mood int, born date UNIQUE, UNIQUE (p, mood))",
                    "CREATE UNIQUE INDEX ON keyed.people (mood) WHERE mood > 6",
                    "CREATE TABLE keyed.stays (s int, part int, who int REFERENCES keyed.people, place int REFERENCES keyed.wards,"
                            + " boss int, host int REFERENCES keyed.people (badge), before int, PRIMARY KEY (s, part))",
                    "CREATE TABLE keyed.bills (b int PRIMARY KEY, s int, part int, FOREIGN KEY (s, part) REFERENCES keyed.stays)",
                    "CREATE TABLE keyed.empty (e int PRIMARY KEY REFERENCES keyed.empty)",
                    "INSERT INTO keyed.wards SELECT n, n % 3 FROM generate_series(1, 20) n",
                    "INSERT INTO keyed.people SELECT n, 5000 - n, n % 7, date '1950-01-01' + n FROM generate_series(1, 400) n",
                    "INSERT INTO keyed.stays SELECT n / 2, n % 2, n % 400 + 1, n % 20 + 1, n, 5000 - (n % 400 + 1), n"
                            + " FROM generate_series(1, 800) n",
                    "INSERT INTO keyed.bills SELECT n, n / 2, n % 2 FROM generate_series(1, 800) n",
                    "ALTER TABLE keyed.stays ADD FOREIGN KEY (boss) REFERENCES keyed.people NOT VALID",
                    "ALTER TABLE keyed.stays ADD FOREIGN KEY (before) REFERENCES keyed.bills")) {
                statement.execute(each);
            }
        }
        Path root = folder.resolve("keyed");
        String[] tables = Stream.of("wards", "people", "stays", "bills", "empty")
                .flatMap(table -> Stream.of("--table", "keyed." + table))
                .toArray(String[]::new);
        JsonNode drafted = JSON.readTree(init(
                        root,
                        Stream.concat(Stream.of(tables), Stream.of("--user", "postgres", "-o", "json"))
                                .toArray(String[]::new))
                .with(0)
                .out());
        assertThat(drafted.get("tables").findValuesAsText("key")).containsExactly("w", "p", "s, part", "b", "e");
        assertThat(port(root, "wards"))
                .contains(
                        "# primaryKey: the database declares it, and none of the 20 records lacks it, or has that of another one",
                        "{ name: w, logicalType: integer, primaryKey: true, classification: MRN");
        assertThat(RawSets.text(root.resolve("contracts/raw/wards.odcs.yaml")))
                .contains("MRN, thin: it is declared the primary key");
        assertThat(port(root, "people"))
                .contains(
                        "# unique: the database declares it, and no value stands twice",
                        "{ name: badge, logicalType: integer, unique: true",
                        "# the database declares 'p' and 'mood' unique, which is not taken over: uniqueness of several columns",
                        "# the database declares 'born' unique, which is not taken over: the mask of 'born' does not keep")
                .doesNotContain("'mood' unique, which is not taken over: 3");
        assertThat(port(root, "stays"))
                .contains(
                        "name: s, logicalType: integer, primaryKey: true, primaryKeyPosition: 1",
                        "name: part, logicalType: integer, primaryKey: true, primaryKeyPosition: 2",
                        "# relationships: the database declares it, and every value is a key of people",
                        "relationships: [{ to: people.p }]",
                        "relationships: [{ to: people.badge }]",
                        "relationships: [{ to: wards.w }]",
                        "relationships: [{ to: bills.b }]",
                        "# no relationships: the database declares that 'boss' refers to 'p' of 'people', which is not taken over:"
                                + " 400 of 800 values are no value there");
        assertThat(port(root, "bills"))
                .contains(
                        "# no relationships: the database declares that 's' and 'part' refers to 's' and 'part' of 'stays',"
                                + " which is not taken over: references of several columns");
        assertThat(port(root, "empty"))
                .contains(
                        "# primaryKey: the database declares it, and there is no record yet",
                        "a table that refers to itself is not drafted as such");
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        WarmCommands.weir("run", "clinic", "-w", root.toString()).with(0);
    }

    private static String port(Path root, String table) throws IOException {
        return RawSets.text(root.resolve("contracts/clinic/" + table + ".odcs.yaml"));
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
        assertThat(Files.exists(root.resolve("weir.yaml"))).isFalse();
        init(root, "--user", "postgres").with(0);
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
