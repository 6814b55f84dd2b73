package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.SparkFixture;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product whose source is a table of PostgreSQL, by the commands that people type. */
@ExtendWith(SparkFixture.class)
class DatabaseRunIT extends DatabaseWorkspace {

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
        assertThat(count.files().get(0).digest().hex()).matches("[0-9a-f]{64}");
        weir(0, "verify", "clinic");
        noPassword();
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

    @Test
    void daysAndTimesWithoutEndAreUnreadableAndNothingIsCountedFromThem() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".visits (id int, day date NOT NULL, clock timestamp NOT NULL, moment timestamptz NOT NULL)",
                "INSERT INTO \"病 院\".visits VALUES (1, '2024-02-29', '2024-02-29', '2024-02-29Z'),"
                        + " (2, '-infinity', '2024-02-29', '2024-02-29Z'), (3, 'infinity', '2024-02-29', '2024-02-29Z'),"
                        + " (4, '2024-02-29', '-infinity', '2024-02-29Z'), (5, '2024-02-29', 'infinity', '2024-02-29Z'),"
                        + " (6, '2024-02-29', '2024-02-29', '-infinity'), (7, '2024-02-29', '2024-02-29', 'infinity')");
        String[] columns = {
            "{ name: id, logicalType: integer, classification: NONE }",
            "{ name: day, logicalType: date, classification: NONE }",
            "{ name: clock, logicalType: timestamp, logicalTypeOptions: { timezone: false }, classification: NONE }",
            "{ name: moment, logicalType: timestamp, logicalTypeOptions: { timezone: true }, classification: NONE }"
        };
        table("", "SELECT id FROM raw.visits", ID);
        source("visits", "", columns);
        assertThat(weir(0, "run", "clinic")).contains("1 rows, 0 quarantined, 6 records unreadable");
        for (String counted : List.of("day", "clock", "moment")) {
            for (String key : List.of("splitBy", "newBy")) {
                source("visits", "{ " + key + ": " + counted + " }", columns);
                assertThat(weir(6, "run", "clinic"))
                        .contains(
                                "S002",
                                "of '" + counted + "' is no number, or no day and time, that can be counted from");
            }
        }
    }

    /** What a server is asked for, it says itself. */
    @Test
    void partsAreReadInTransactionsThatCannotWriteAndKeepTheirState() throws Exception {
        sql("CREATE VIEW \"病 院\".visits AS SELECT n AS id, current_setting('transaction_isolation') AS isolation,"
                + " current_setting('transaction_read_only') AS readonly FROM generate_series(1, 4) n");
        source(
                "visits",
                "{ splitBy: id, parts: 2 }",
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: isolation, logicalType: string, classification: NONE }",
                "{ name: readonly, logicalType: string, classification: NONE }");
        table(
                "",
                "SELECT id, isolation, readonly FROM raw.visits",
                ID,
                "{ name: isolation, logicalType: string, classification: NONE }",
                "{ name: readonly, logicalType: string, classification: NONE }");
        weir(0, "run", "clinic");
        assertThat(weir(0, "read", "clinic.visits@1", "--output", "csv").lines().filter(line -> line.contains(",on")))
                .containsExactlyInAnyOrder(
                        "1,repeatable read,on", "2,repeatable read,on", "3,repeatable read,on", "4,repeatable read,on");
    }

    /** Somebody writes all the while: rows go from part to part, and each new one comes into both tables at once. */
    @Test
    void partsAndTablesAreOfOneStateWhateverIsWritten() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".visits (id int PRIMARY KEY, ward int NOT NULL)",
                "CREATE TABLE \"病 院\".others (id int PRIMARY KEY, ward int NOT NULL)",
                "INSERT INTO \"病 院\".visits SELECT n, n % 100 FROM generate_series(1, 20000) n",
                "INSERT INTO \"病 院\".others SELECT * FROM \"病 院\".visits");
        String read = "{ splitBy: ward, parts: 4 }";
        source(
                "visits",
                read,
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: ward, logicalType: integer, classification: NONE }");
        further(
                "others",
                read,
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: ward, logicalType: integer, classification: NONE }");
        table(
                "",
                "SELECT coalesce(v.id, o.id) AS id, v.id IS NULL OR o.id IS NULL OR v.ward <> o.ward AS torn FROM raw.visits.visits v"
                        + " FULL JOIN raw.visits.others o ON v.id = o.id",
                ID,
                "{ name: torn, logicalType: boolean, classification: NONE }");
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger writes = new AtomicInteger();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int next = 20_001; !isOver.get(); next++) {
                    for (String table : List.of("visits", "others")) {
                        statement.execute("UPDATE \"病 院\"." + table + " SET ward = (ward + 37) % 100 WHERE id % 50 = "
                                + next % 50);
                        statement.execute(
                                "INSERT INTO \"病 院\"." + table + " VALUES (" + next + ", " + next % 100 + ")");
                    }
                    connection.commit();
                    writes.incrementAndGet();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            weir(0, "run", "clinic");
        } finally {
            isOver.set(true);
            writer.join();
        }
        assertThat(writes).hasValueGreaterThan(10);
        List<String> rows = weir(0, "read", "clinic.visits@1", "--output", "csv")
                .lines()
                .filter(line -> line.matches("\\d+,(true|false)"))
                .toList();
        assertThat(rows).hasSizeBetween(20_000, 20_000 + writes.get()).allMatch(line -> line.endsWith(",false"));
        assertThat(rows.stream().map(line -> line.replaceFirst(",.*", ""))).doesNotHaveDuplicates();
        assertThat(sources(1))
                .extracting(source -> source.database().orElseThrow().snapshot())
                .hasSize(2)
                .containsOnly(read(1).database().orElseThrow().snapshot());
    }

    /** A query that fails would end PostgreSQL's transaction for all that come after. */
    @Test
    void eachTableThatIsMissingIsToldAndNoOther() throws Exception {
        sql("CREATE TABLE \"病 院\".others (id int)", "INSERT INTO \"病 院\".others VALUES (1)");
        source("visits", "", "{ name: id, logicalType: integer, classification: NONE }");
        further("others", "{ splitBy: id }", "{ name: id, logicalType: integer, classification: NONE }");
        further("more", "", "{ name: id, logicalType: integer, classification: NONE }");
        table(
                "",
                "SELECT v.id FROM raw.visits.visits v JOIN raw.visits.others o ON v.id = o.id JOIN raw.visits.more m ON m.id = o.id",
                ID);
        assertThat(weir(6, "run", "clinic"))
                .contains("Source 'raw.visits.visits' cannot be read", "Source 'raw.visits.more' cannot be read")
                .doesNotContain("raw.visits.others' cannot", "S002", "ended the reading");
    }
}
