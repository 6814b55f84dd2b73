package dev.weir.jobs.verb.run.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Schemas;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked of a product in a database besides runs: a look without a release, whether all is in order, the same release again. */
@ExtendWith(SparkFixture.class)
class DatabaseUpkeepIT extends DatabaseWorkspace {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String[] COLUMNS = {
        "{ name: id, logicalType: integer, classification: NONE }",
        "{ name: note, logicalType: string, classification: NONE }"
    };

    private void visits() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".visits (id int, note text)",
                "INSERT INTO \"病 院\".visits SELECT n, 'Kanarienvogel' FROM generate_series(1, 100) n");
        source("visits", "", COLUMNS);
        table(
                "",
                "SELECT id, note FROM raw.visits.visits",
                ID,
                "{ name: note, logicalType: string, required: true, classification: NONE }");
    }

    @Test
    void aCheckJudgesTheRowsAsTheyAreAndReleasesNothing() throws Exception {
        visits();
        assertThat(weir(0, "check", "clinic")).contains("100");
        sql("INSERT INTO \"病 院\".visits VALUES (7, 'Kanarienvogel'), (NULL, NULL), (200, NULL)");
        String said = weir(3, "check", "clinic");
        assertThat(said)
                .contains("visits.key", "visits.note.required")
                .contains("103 records in his:病 院.visits: 0 unreadable")
                .doesNotContain("file", "at dev.weir");
        assertThat(folder.resolve("warehouse/releases/clinic/1.json")).doesNotExist();
        sql("DELETE FROM \"病 院\".visits WHERE id IN (7, 200) OR id IS NULL");
        weir(0, "check", "clinic");
        noPassword();
    }

    /** The rows are gone, whatever the table has now. */
    @Test
    void aReleaseOfRowsOfADatabaseIsNotMadeAgain() throws Exception {
        visits();
        weir(0, "run", "clinic");
        String[] said = {weir(6, "rerun", "clinic@1"), ""};
        sql("DELETE FROM \"病 院\".visits");
        said[1] = weir(6, "rerun", "clinic@1");
        assertThat(said)
                .allSatisfy(text -> assertThat(text)
                        .contains("S001", "clinic@1 was made of rows of a database, and cannot be made again")
                        .contains("the rows that were read were not kept", "take the release as it is")
                        .doesNotContain("the same", "comes out"));
    }

    /** A part that no row came into needs no database either; what came on top of it may be asked for. */
    @Test
    void aPartThatReadADatabaseIsNotMadeAgainEvenWhereNoRowCame() throws Exception {
        sql(
                "CREATE TABLE \"病 院\".visits (id int, written timestamptz NOT NULL)",
                "INSERT INTO \"病 院\".visits VALUES (1, '2026-01-01Z'), (2, '2026-01-02Z')");
        source(
                "visits",
                "{ newBy: written }",
                "{ name: id, logicalType: integer, classification: NONE }",
                "{ name: written, logicalType: timestamp, logicalTypeOptions: { timezone: true }, classification: NONE }");
        table("{ mode: incremental, source: raw.visits }", "SELECT id FROM raw.visits", ID);
        weir(0, "run", "clinic");
        sql("INSERT INTO \"病 院\".visits VALUES (3, '2026-01-03Z')");
        weir(0, "run", "clinic");
        sql("INSERT INTO \"病 院\".visits VALUES (4, '2026-01-04Z')");
        for (String[] words :
                List.of(new String[] {"rerun", "clinic@2"}, new String[] {"rerun", "clinic@2", "--from", "1"})) {
            assertThat(weir(6, words))
                    .contains("S001", "was made of rows of a database")
                    .doesNotContain("the same");
        }
    }

    private List<JsonNode> doctor(int status, String... tried) throws Exception {
        JsonNode said = JSON.readTree(weir(status, "doctor", "--output", "json"));
        assertThat(Schemas.valid("doctor", said)).isTrue();
        assertThat(said.get("tried")).hasSameSizeAs(tried);
        for (int i = 0; i < tried.length; i++) {
            assertThat(said.get("tried").get(i).asText())
                    .startsWith("Tried the database 'his', PostgreSQL ")
                    .endsWith(tried[i]);
        }
        List<JsonNode> findings = new ArrayList<>();
        said.get("findings").forEach(findings::add);
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.get("kind").asText()).isEqualTo("source");
            assertThat(finding.get("remedy").asText()).isNotBlank();
        });
        return findings;
    }

    private static String what(List<JsonNode> findings, int number) {
        return findings.get(number).get("subject").asText() + " "
                + findings.get(number).get("what").asText();
    }

    @Test
    void theDoctorAsksEachDatabaseAndReadsNoRow() throws Exception {
        visits();
        weir(0, "run", "clinic");
        assertThat(doctor(0, ": 1 of 1 table can be read.")).isEmpty();
        assertThat(weir(0, "doctor")).contains("Tried the database 'his'", "All is in order");

        sql(
                "CREATE TABLE \"病 院\".closed (id int)",
                "CREATE FUNCTION \"病 院\".fail() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'a row was read'; END $$",
                "CREATE VIEW \"病 院\".slow AS SELECT \"病 院\".fail() AS id",
                "ALTER TABLE \"病 院\".visits ALTER note TYPE int USING 1",
                "REVOKE pg_read_all_data FROM his",
                "GRANT USAGE ON SCHEMA \"病 院\" TO his",
                "GRANT SELECT ON \"病 院\".visits, \"病 院\".slow TO his");
        try {
            String id = "{ name: id, logicalType: integer, classification: NONE }";
            further("gone", "", id);
            further("closed", "", id);
            further("slow", "{ splitBy: id }", id);
            List<JsonNode> findings = doctor(6, ": 1 of 4 tables can be read.");
            assertThat(findings).hasSize(3);
            assertThat(what(findings, 0)).contains("visits.odcs.yaml", "'note'", "int4", "string");
            assertThat(what(findings, 1))
                    .contains("visits.odcs.yaml", "'raw.visits.gone' cannot be read", "no such table");
            assertThat(what(findings, 2)).contains("'raw.visits.closed' cannot be read", "the user may not read it");
            assertThat(weir(6, "doctor")).contains("source  ", "SELECT granted", "1 of 4 tables");
        } finally {
            sql("GRANT pg_read_all_data TO his");
        }
    }

    @Test
    void theDoctorSaysWhyADatabaseCannotBeAsked() throws Exception {
        visits();
        String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
        Files.writeString(folder.resolve("password"), "wrong");
        assertThat(what(doctor(6), 0))
                .contains("weir.yaml The database 'his' cannot be read", "refuses the user or the password", "28P01")
                .doesNotContain("wrong");
        Files.delete(folder.resolve("password"));
        assertThat(what(doctor(6), 0)).contains("its password's file 'password' cannot be read");
        login(url, "password: \"${WEIR_NO_SUCH_PASSWORD}\"");
        assertThat(weir(2, "doctor")).contains("the environment variable WEIR_NO_SUCH_PASSWORD is not set");
        Files.writeString(folder.resolve("password"), PASSWORD);
        Files.writeString(
                folder.resolve("contracts/raw/visits.odcs.yaml"),
                Files.readString(folder.resolve("contracts/raw/visits.odcs.yaml"))
                        .replace("port: " + postgres.getPort(), "port: 1"));
        login("jdbc:postgresql://localhost:1/postgres", "passwordFile: password");
        assertThat(what(doctor(6), 0)).contains("the database does not answer", "08001");
        noPassword();
    }
}
