package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.WarmCommands;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir init}: keys of several columns, and why there is none. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class DraftedKeysIT {

    @TempDir
    private Path root;

    @Test
    void keysAreThoseOfTheRecordsAndDoubtsAreShown() throws Exception {
        StringBuilder chart = new StringBuilder("patient_id,stay_id,charttime,itemid,valuenum\n");
        StringBuilder conditions = new StringBuilder("condition_occurrence_id,person_id,severity\n");
        StringBuilder exposures = new StringBuilder("exposure_id,person_id,exposed_on\n");
        StringBuilder strengths = new StringBuilder("rownum,drug_code,ingredient_code,strength\n");
        for (int i = 0; i < 600; i++) {
            int stay = i / 20;
            chart.append("P%05d,S%06d,2021-%02d-%02d %02d:00:00,%d,%d\n"
                    .formatted(
                            20_011 + stay / 2 * 17,
                            400_011 + stay * 37,
                            1 + stay / 2 % 12,
                            1 + stay / 2 * 7 % 28,
                            7 + i / 4 % 5,
                            220_045 + i % 4,
                            60 + i * 31 % 47));
            conditions.append(
                    "%d,P%05d,%d\n".formatted(i < 570 ? 900_001 + i : 899_441 + i, 10_007 + i * 13 % 397 * 17, i % 3));
            exposures.append("%s,P%05d,2021-%02d-%02d\n"
                    .formatted(
                            i % 250 == 7 ? "" : "E" + (700_100 + i * 3),
                            10_007 + i * 11 % 397 * 17,
                            1 + i % 12,
                            1 + i % 28));
            strengths.append("%d,D%d,I%d,%d\n".formatted(i + 1, 100 + i / 3, 500 + (i % 3 * 7 + i / 3) % 40, i % 5));
        }
        DraftedFiles files = new DraftedFiles(root);
        files.write("chart.csv", chart);
        files.write("conditions.csv", conditions);
        files.write("exposures.csv", exposures);
        files.write("strengths.csv", strengths);

        JsonNode drafted = files.init();
        assertThat(table(drafted, "chart").get("key").asText()).isEqualTo("stay_id, charttime, itemid");
        assertThat(table(drafted, "strengths").get("key").asText()).isEqualTo("drug_code, ingredient_code");
        assertThat(table(drafted, "conditions").path("key").asText("")).isEmpty();
        assertThat(table(drafted, "conditions").get("notes").toString())
                .contains("no key: 30 records of 600 records have the condition_occurrence_id of another one");
        assertThat(table(drafted, "exposures").path("key").asText("")).isEmpty();
        assertThat(table(drafted, "exposures").get("notes").toString())
                .contains("no key: 3 records of 600 records lack the exposure_id, which no two others share");
        assertThat(RawSets.text(root.resolve("contracts/lab/exposures.odcs.yaml")))
                .contains("# no key: 3 records of 600 records lack the exposure_id");

        // A moved time is in the key: records are compared as they come, and the release holds them all.
        WarmCommands.weir("run", "lab", "-w", root.toString()).with(0);
    }

    @Test
    void aRunningNumberIsADoubt() throws Exception {
        StringBuilder facts = new StringBuilder("row_id,patient_num,remark_kind\n");
        for (int i = 0; i < 300; i++) {
            facts.append("%d,P%05d,%s\n".formatted(i + 1, 10_007 + i * 13 % 50 * 17, i % 2 == 0 ? "A1" : "B2"));
        }
        DraftedFiles files = new DraftedFiles(root);
        files.write("facts.csv", facts);

        JsonNode table = files.init().get("tables").get(0);
        assertThat(table.get("key").asText()).isEqualTo("row_id");
        assertThat(table.get("notes").toString())
                .contains(
                        "key (row_id): none of the 300 records lacks it",
                        "doubtful, since it may number the rows of one export");
        assertThat(RawSets.text(root.resolve("contracts/lab/facts.odcs.yaml")))
                .contains("no value stands twice: doubtful, since it may number the rows of one export");
    }

    private static JsonNode table(JsonNode drafted, String name) {
        return StreamSupport.stream(drafted.get("tables").spliterator(), false)
                .filter(table -> table.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
