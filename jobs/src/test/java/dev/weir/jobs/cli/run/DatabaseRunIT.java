package dev.weir.jobs.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.OneTableWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product whose source is a table of PostgreSQL, by the commands that people type. */
@ExtendWith(SparkFixture.class)
class DatabaseRunIT {

    private static final String PASSWORD = "Kanarienvogel-7f3a9c51";

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void server() throws Exception {
        postgres = EmbeddedPostgres.start();
        sql("CREATE ROLE his LOGIN PASSWORD '" + PASSWORD + "'", "GRANT pg_read_all_data TO his");
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var file = statement.executeQuery("SHOW hba_file")) {
            file.next();
            Path rules = Path.of(file.getString(1));
            Files.writeString(rules, "host all his all scram-sha-256\n" + Files.readString(rules));
        }
        sql("SELECT pg_reload_conf()");
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void workspace() throws Exception {
        OneTableWorkspace.create(folder, "clinic", "visits");
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        login("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "passwordFile: password");
        sql("DROP SCHEMA IF EXISTS \"病 院\" CASCADE", "CREATE SCHEMA \"病 院\"");
    }

    private void login(String url, String password) throws IOException {
        Path file = folder.resolve("weir.yaml");
        String text = Files.readString(file);
        if (!text.contains("databases")) {
            text = text.replace("keys: { store: keys/weir.key }", "keys: { store: keys/weir.key }, sources: {} ");
        }
        Files.writeString(
                file,
                text.replaceFirst(
                        "sources: \\{.*\\n",
                        "sources: { databases: { his: { url: \"" + url + "\", user: his, " + password
                                + " } } } } }\n"));
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** @param read {@code weirRead} of the table; empty for none */
    private void source(String physicalName, String read, String... columns) throws IOException {
        write(
                "contracts/raw/visits.odcs.yaml",
                """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.visits
            name: visits
            version: 1.0.0
            status: active
            servers: [{ server: his, type: postgresql, environment: laptop, host: localhost, port: %d, database: postgres, schema: "病 院" }]
            schema:
              - name: visits
                physicalName: '%s'
                physicalType: table
                customProperties: [{ property: weirUnreadable, value: { atMost: 0.9 } }%s]
                properties:
            """.formatted(
                                        postgres.getPort(),
                                        physicalName,
                                        read.isEmpty() ? "" : ", { property: weirRead, value: " + read + " }")
                        + String.join(
                                "",
                                Stream.of(columns)
                                        .map(column -> "      - " + column + "\n")
                                        .toList()));
    }

    /** The released table. */
    private void table(String load, String query, String... columns) throws IOException {
        write("contracts/clinic/visits.sql", query);
        write(
                "contracts/clinic/visits.odcs.yaml",
                """
            apiVersion: v3.1.0
            kind: DataContract
            id: clinic.visits
            name: visits
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Owners, members: [{ username: owner@example.org, role: owner }] }
            customProperties:
              - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }
            schema:
              - name: visits
                physicalType: table
                customProperties: [{ property: weirQuery, value: visits.sql }%s]
                properties:
            """.formatted(load.isEmpty() ? "" : ", { property: weirLoad, value: " + load + " }")
                        + String.join(
                                "",
                                Stream.of(columns)
                                        .map(column -> "      - " + column + "\n")
                                        .toList()));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    private String weir(int status, String... words) {
        String[] all = Stream.concat(Stream.of(words), Stream.of("-w", folder.toString()))
                .toArray(String[]::new);
        WeirProcess.Ended ended = WarmCommands.weir(all).with(status);
        return ended.out() + ended.err();
    }

    private SourceCount read(long number) {
        Manifest manifest =
                StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse"))).read("clinic", number);
        return manifest.record().sources().get(0);
    }

    private static final String ID = "{ name: id, logicalType: integer, primaryKey: true, classification: NONE }";

    @Test
    void everyTypeIsReadExactlyWhateverNamesThereAre() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".\"se\"\"lect; DROP TABLE x--\" (id bigint, \"select\" numeric(38,10), bare numeric, \"价 钱\" money,"
                        + " tiny real, wide double precision, flag boolean, day date, clock timestamp, moment timestamptz,"
                        + " at time, uid uuid, doc jsonb, list text[], raw bytea, span interval, note text, big numeric(60,5),"
                        + " extra text)",
                "INSERT INTO \"病 院\".\"se\"\"lect; DROP TABLE x--\" VALUES"
                        + " (9223372036854775807, 1234567890123456789012345678.0123456789, 0.00000000000000000001,"
                        + " 1234.56, 0.1, 0.1, true, '2024-02-29', '2024-02-29 23:59:59.123456',"
                        + " '2024-03-01 07:59:59.5+08', '23:59:59.999999', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',"
                        + " '{\"b\": 1}', '{a,\"b c\"}', '\\xDEADBEEF', '1 day 2 hours', E'行\\n\"q\"', 12345678901234567890123456789012345678901234567890.12345, 'x'),"
                        + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
                        + " (3, 'NaN', 1, 0, 0, 0, false, '2024-01-01', '2024-01-01', '2024-01-01Z', '00:00', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL),"
                        + " (4, 1, 1, 0, 0, 0, false, 'infinity', '2024-01-01', '2024-01-01Z', '00:00', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL),"
                        + " (5, 1, 1, 0, 0, 'Infinity', false, '2024-01-01', '2024-01-01', '2024-01-01Z', '00:00', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL),"
                        + " (6, 1, 1, 0, 0, 0, false, '2024-01-01', '0044-03-15 BC', '2024-01-01Z', '00:00', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL),"
                        + " (7, 1, 0.000000000000000000001, 0, 0, 0, false, '2024-01-01', '2024-01-01', '2024-01-01Z', '00:00', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL),"
                        + " (8, 1, 1, 0, 0, 0, false, '2024-01-01', '2024-01-01', '2024-01-01Z', '24:00', NULL, NULL, NULL, NULL, NULL, '', NULL, NULL)");
        source(
                "se\"lect; DROP TABLE x--",
                "{ splitBy: id, parts: 3 }",
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: exact, physicalName: select, logicalType: number, physicalType: \"decimal(38,10)\", classification: NONE }",
                "{ name: bare, logicalType: number, physicalType: \"decimal(38,20)\", classification: NONE }",
                "{ name: price, physicalName: \"价 钱\", logicalType: number, physicalType: \"decimal(20,2)\", classification: NONE }",
                "{ name: tiny, logicalType: number, classification: NONE }",
                "{ name: wide, logicalType: number, classification: NONE }",
                "{ name: flag, logicalType: boolean, classification: NONE }",
                "{ name: day, logicalType: date, classification: NONE }",
                "{ name: clock, logicalType: timestamp, logicalTypeOptions: { timezone: false }, classification: NONE }",
                "{ name: moment, logicalType: timestamp, logicalTypeOptions: { timezone: true }, classification: NONE }",
                "{ name: at, logicalType: time, classification: NONE }",
                "{ name: uid, logicalType: string, classification: NONE }",
                "{ name: doc, logicalType: string, classification: NONE }",
                "{ name: list, logicalType: string, classification: NONE }",
                "{ name: raw, logicalType: string, classification: NONE }",
                "{ name: span, logicalType: string, classification: NONE }",
                "{ name: note, logicalType: string, classification: NONE }",
                "{ name: big, logicalType: string, classification: NONE }");
        table(
                "",
                "SELECT coalesce(id, 0) AS id, concat_ws('|', exact, bare, price, tiny, wide, flag, day, clock, moment, at, uid, doc, list, raw,"
                        + " span, note, big) AS line FROM raw.visits",
                ID,
                "{ name: line, logicalType: string, classification: NONE }");
        assertThat(weir(0, "run", "clinic")).contains("2 rows, 0 quarantined, 6 records unreadable");
        assertThat(weir(0, "read", "clinic.visits@1", "--output", "json"))
                .contains(
                        "1234567890123456789012345678.0123456789|0.00000000000000000001|1234.56|0.10000000149011612|0.1|true"
                                + "|2024-02-29|2024-02-29 23:59:59.123456|2024-02-29 23:59:59.5|23:59:59.999999"
                                + "|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|{\\\"b\\\": 1}|{a,\\\"b c\\\"}|\\\\xdeadbeef|P1DT2H|行\\n\\\"q\\\"|"
                                + "12345678901234567890123456789012345678901234567890.12345")
                .contains("{\"id\":0,\"line\":\"\"}");
        SourceCount count = read(1);
        assertThat(count.records()).isEqualTo(8);
        assertThat(count.database().orElseThrow().isOneState()).isTrue();
        assertThat(count.database().orElseThrow().snapshot()).isNotEmpty();
        assertThat(count.database().orElseThrow().parts()).hasSizeBetween(2, 3);
        assertThat(count.files().get(0).path()).isEqualTo("his:病 院.se\"lect; DROP TABLE x--");
        assertThat(count.files().get(0).sha256()).matches("[0-9a-f]{64}");
        weir(0, "verify", "clinic");
        noPassword();
    }

    private void noPassword() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.equals(folder.resolve("password")))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void hundredThousandRowsComeOnceFromEachPartAndNewOnesAlone() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".visits (id int PRIMARY KEY, ward int, written timestamptz NOT NULL)",
                "INSERT INTO \"病 院\".visits SELECT n, nullif(n % 97, 0), '2026-01-01Z'::timestamptz + n * interval '1 second' FROM generate_series(1, 100000) n");
        source(
                "visits",
                "{ splitBy: ward, parts: 5, newBy: written }",
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: ward, logicalType: integer, classification: NONE }",
                "{ name: written, logicalType: timestamp, logicalTypeOptions: { timezone: true }, classification: NONE }");
        table(
                "{ mode: incremental, source: raw.visits }",
                "SELECT id, ward FROM raw.visits",
                ID,
                "{ name: ward, logicalType: integer, classification: NONE }");
        assertThat(weir(0, "run", "clinic")).contains("100,000 rows, 0 quarantined");
        assertThat(read(1).database().orElseThrow().parts()).hasSize(5);
        sql("INSERT INTO \"病 院\".visits VALUES (100001, 1, '2027-01-01Z'), (100002, NULL, '2027-01-02Z')");
        assertThat(weir(0, "run", "clinic")).contains("Released clinic@2");
        assertThat(read(2).records()).isEqualTo(2);
        assertThat(read(2).files().get(0).path()).isEqualTo("his:病 院.visits?written<=2027-01-02T00:00:00Z");
        weir(0, "run", "clinic");
        sql("INSERT INTO \"病 院\".visits VALUES (100003, 1, '2027-02-01Z')");
        weir(0, "run", "clinic");
        assertThat(weir(0, "read", "clinic.visits", "--output", "csv")
                        .lines()
                        .filter(line -> line.matches("\\d+,\\d*"))
                        .distinct())
                .hasSize(100003);
    }

    @Test
    void anEmptyTableIsReadAndDriftIsTold() throws Exception {
        sql("CREATE TABLE \"病 院\".visits (id int, note text, more text)");
        source(
                "visits",
                "{ splitBy: id }",
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: note, logicalType: string, classification: NONE }");
        table("", "SELECT id, note FROM raw.visits", ID, "{ name: note, logicalType: string, classification: NONE }");
        weir(0, "validate");
        assertThat(weir(3, "check", "clinic"))
                .contains(
                        "The table would have no row",
                        "Columns that the contract does not know are in his:病 院.visits: more");
        sql("ALTER TABLE \"病 院\".visits ALTER note TYPE int USING 1");
        assertThat(weir(2, "run", "clinic")).contains("C007", "'note'", "int4", "string");
        sql("ALTER TABLE \"病 院\".visits DROP note");
        assertThat(weir(3, "run", "clinic")).contains("Columns are missing", "note");
        sql("DROP TABLE \"病 院\".visits");
        assertThat(weir(6, "run", "clinic")).contains("S001", "no such table");
    }

    @Test
    void aServerThatRefusesIsAwayOrBreaksOffReleasesNothing() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".rows AS SELECT n AS id FROM generate_series(1, 5000) n",
                "CREATE VIEW \"病 院\".visits AS SELECT id, (SELECT pg_sleep(0.001) IS NULL AND r.id > 0) AS slow FROM \"病 院\".rows r");
        source(
                "visits",
                "",
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: slow, logicalType: boolean, classification: NONE }");
        table("", "SELECT id FROM raw.visits", ID);
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            try {
                int seen = 0;
                for (int i = 0; i < 1200; i++) {
                    Thread.sleep(100);
                    try (Connection connection = postgres.getPostgresDatabase().getConnection();
                            Statement statement = connection.createStatement();
                            var reading = statement.executeQuery(
                                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'weir'"
                                            + " AND state = 'active' AND query LIKE 'SELECT%slow%FROM%'")) {
                        seen += reading.next() ? 1 : 0;
                        if (seen == 5) {
                            // with the connection that holds the snapshot: a part that is tried again finds it gone
                            statement.execute(
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'weir'");
                            return;
                        }
                    }
                }
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        String said = weir(6, "run", "clinic");
        killer.cancel(true);
        assertThat(said).contains("S002", "his:病 院.visits", "ended the reading");
        Files.writeString(folder.resolve("password"), "wrong");
        assertThat(weir(6, "run", "clinic")).contains("S004", "refuses the user or the password", "28P01");
        login("jdbc:postgresql://localhost:1/postgres", "passwordFile: password");
        assertThat(weir(2, "run", "clinic")).contains("another port");
        Files.writeString(
                folder.resolve("contracts/raw/visits.odcs.yaml"),
                Files.readString(folder.resolve("contracts/raw/visits.odcs.yaml"))
                        .replace("port: " + postgres.getPort(), "port: 1"));
        assertThat(weir(6, "run", "clinic")).contains("S004", "does not answer");
        assertThat(folder.resolve("warehouse/releases/clinic/1.json")).doesNotExist();
    }
}
