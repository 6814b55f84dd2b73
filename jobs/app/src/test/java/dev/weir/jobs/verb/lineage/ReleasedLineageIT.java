package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.run.ClinicAndStudy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What lineage answers, against what releases hold. */
@ExtendWith(SparkFixture.class)
class ReleasedLineageIT {

    private static final List<String> ILLNESSES = List.of("zebra fever", "gnu cough");

    /** Values that stand in no file by chance, by the category of the source's columns that they are planted in. */
    private static final Map<String, List<String>> PLANTED =
            Map.of("MRN", List.of("kqv7731", "kqw8842"), "HEALTH", ILLNESSES, "PHONE", List.of("13800138000"));

    private static final String ROWS = """
        v1,kqv7731,2026-01-05,icu,13800138000,41,zebra fever
        v2,kqw8842,2026-01-06,icu,13800138001,67,gnu cough
        v3,kqv7731,2026-01-07,surgery,13800138002,41,zebra fever
        """;

    @TempDir
    private Path folder;

    @Test
    void aCategoryReachesWhatHoldsItsValuesAndNothingElseIsClear() throws Exception {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", ROWS);
        computed(files, "upper(diagnosis)");
        run("clinic");
        run("study");
        List<String> tables = List.of("clinic.visits", "study.cases");
        for (Map.Entry<String, List<String>> planted : PLANTED.entrySet()) {
            Set<String> holding = new TreeSet<>();
            for (String table : tables) {
                holding.addAll(holding(table, planted.getValue()));
            }
            Set<String> clear = new TreeSet<>();
            Set<String> asTheyWere = new TreeSet<>();
            for (JsonNode place : json("lineage", "--category", planted.getKey(), "-o", "json")
                    .get("places")) {
                if (place.get("clear").asBoolean() && !place.has("source")) {
                    clear.add(place.get("name").asText());
                    if (place.get("way").asText().equals("identity")) {
                        asTheyWere.add(place.get("name").asText());
                    }
                }
            }
            assertThat(clear).as(planted.getKey()).containsAll(holding);
            assertThat(holding).as(planted.getKey()).containsAll(asTheyWere);
        }
        assertThat(holding("clinic.visits", ILLNESSES)).contains("clinic.visits.shouted");
        assertThat(holding("study.cases", ILLNESSES)).contains("study.cases.diagnosis");
    }

    @Test
    void aReleaseKeepsTheLineageThatItWasMadeWith() throws Exception {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "delta").deliver("visits-1.csv", ROWS);
        computed(files, "upper(diagnosis)");
        run("clinic");
        computed(files, "upper(ward)");
        assertThat(steps(json("lineage", "clinic.visits.shouted", "-o", "json")))
                .containsExactly("raw.feed.visits.ward transformation clinic.visits.shouted");
        JsonNode kept = json("lineage", "clinic.visits.shouted", "--at", "1", "-o", "json");
        assertThat(CommandsTest.valid("lineage", kept)).isTrue();
        assertThat(steps(kept)).containsExactly("raw.feed.visits.diagnosis transformation clinic.visits.shouted");
        JsonNode health = json("lineage", "--category", "HEALTH", "-o", "json");
        assertThat(CommandsTest.valid("lineage-category", health)).isTrue();
        assertThat(place(health, "clinic.visits.shouted")).isEqualTo("clear, now false, releases [1]");
        assertThat(place(health, "clinic.visits.diagnosis")).isEqualTo("clear, now true, releases [1]");
        WeirProcess.Ended planned =
                WarmCommands.weir("plan", "clinic", "-w", folder.toString()).with(0);
        assertThat(planned.out().lines())
                .containsSubsequence(
                        "changed since clinic@1",
                        "  changed  contracts/clinic/visits.sql",
                        "made of other columns than in clinic@1",
                        "  + clinic.visits.shouted: transformation of raw.feed.visits.ward",
                        "  - clinic.visits.shouted: transformation of raw.feed.visits.diagnosis");
        JsonNode sincePlan = json("plan", "clinic", "-o", "json").get("since");
        assertThat(sincePlan.at("/lineage/added")).hasSize(1);
        run("clinic");
        assertThat(WarmCommands.weir("plan", "clinic", "-w", folder.toString()).out())
                .doesNotContain("changed since", "made of other columns");
        JsonNode diff = json("diff", "clinic@1", "clinic@2", "-o", "json");
        assertThat(CommandsTest.valid("diff", diff)).isTrue();
        assertThat(diff.at("/lineage").toString())
                .isEqualTo("{\"added\":[\"clinic.visits.shouted: transformation of raw.feed.visits.ward\"],"
                        + "\"gone\":[\"clinic.visits.shouted: transformation of raw.feed.visits.diagnosis\"]}");
        files.replace(ClinicAndStudy.VISITS, "      - { name: age, logicalType: integer }\n", "");
        assertThat(WarmCommands.weir("plan", "clinic", "-w", folder.toString()).out())
                .contains("'age' is gone (breaking)")
                .contains("read by study (study@example.org): 'weir impact clinic' shows what of it");
        assertThat(WarmCommands.weir("lineage", "clinic", "--at", "9", "-w", folder.toString())
                        .with(6)
                        .err())
                .contains("clinic@9");
    }

    /** A table that grows has rows of the query that it was made by before. */
    @Test
    void rowsThatAreThereStillKeepTheLineageThatTheyWereMadeWith() throws Exception {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", ROWS);
        computed(files, "upper(diagnosis)");
        files.replace(
                ClinicAndStudy.VISITS,
                "{ property: weirQuery, value: visits.sql }",
                "{ property: weirQuery, value: visits.sql }, { property: weirLoad, value: { mode: incremental } }");
        run("clinic");
        computed(files, "upper(ward)");
        files.deliver("visits-2.csv", "v4,kqw8842,2026-01-08,icu,13800138001,67,gnu cough\n");
        run("clinic");
        assertThat(holding("clinic.visits@2", ILLNESSES)).contains("clinic.visits.shouted");
        assertThat(steps(json("lineage", "clinic.visits.shouted", "--at", "2", "-o", "json")))
                .containsExactly(
                        "raw.feed.visits.diagnosis transformation clinic.visits.shouted",
                        "raw.feed.visits.ward transformation clinic.visits.shouted");
        assertThat(place(json("lineage", "--category", "HEALTH", "-o", "json"), "clinic.visits.shouted"))
                .isEqualTo("clear, now false, releases [1,2]");
        WarmCommands.weir("run", "clinic", "--full", "-w", folder.toString()).with(0);
        assertThat(steps(json("lineage", "clinic.visits.shouted", "--at", "3", "-o", "json")))
                .containsExactly("raw.feed.visits.ward transformation clinic.visits.shouted");
    }

    /** The release may hold what no other one does: its rows are there still. */
    @Test
    void aManifestThatWasLostIsNamed() throws Exception {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "delta").deliver("visits-1.csv", ROWS);
        computed(files, "upper(diagnosis)");
        run("clinic");
        computed(files, "upper(ward)");
        run("clinic");
        Files.delete(folder.resolve("warehouse/releases/clinic/1.json"));
        WeirProcess.Ended lost = WarmCommands.weir(
                        "lineage", "--category", "HEALTH", "-o", "json", "-w", folder.toString())
                .with(4);
        assertThat(lost.err()).contains("The manifest of clinic@1 is missing", "clinic/1.json");
        JsonNode json = CommandsTest.json(lost.out());
        assertThat(CommandsTest.valid("lineage-category", json)).isTrue();
        assertThat(json.at("/damaged/0/code").asText()).isEqualTo("V001");
        assertThat(place(json, "clinic.visits.diagnosis")).isEqualTo("clear, now true, releases [2]");
    }

    @Test
    void theReleaseThatAReleaseReadIsNamedAndABrokenProductIsLeftOut() throws Exception {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", ROWS);
        files.replace(ClinicAndStudy.VISITS, "{ name: ward,", "{ id: w1, name: ward,");
        run("clinic");
        files.deliver("visits-2.csv", "v4,kqw8842,2026-01-08,icu,13800138001,67,gnu cough\n");
        run("clinic");
        run("study");
        files.deliver("visits-3.csv", "v5,kqw8842,2026-01-09,icu,13800138001,67,gnu cough\n");
        run("clinic");
        JsonNode read = json("lineage", "study.cases", "--at", "study@1", "-o", "json");
        assertThat(read.get("touched").findValuesAsText("location"))
                .isNotEmpty()
                .containsOnly("clinic@2");
        assertThat(WarmCommands.weir("diff", "clinic@1", "study@1", "-w", folder.toString())
                        .with(2)
                        .err())
                .contains("clinic@1 and study@1 are of two products");
        files.write(ClinicAndStudy.QUERY, "SELECT FROM WHERE\n");
        WeirProcess.Ended left = WarmCommands.weir(
                        "lineage", "clinic.visits.ward", "-o", "json", "-w", folder.toString())
                .with(0);
        assertThat(left.err()).contains("Product 'study' has problems and is left out");
        JsonNode json = CommandsTest.json(left.out());
        assertThat(CommandsTest.valid("lineage", json)).isTrue();
        assertThat(json.get("leftOut").toString()).isEqualTo("[\"study\"]");
        assertThat(steps(json)).containsExactly("raw.feed.visits.ward identity clinic.visits.ward");
        assertThat(WarmCommands.weir("lineage", "study", "-w", folder.toString())
                        .with(2)
                        .err())
                .contains("cases.odcs.yaml");
        JsonNode impact = json("impact", "clinic.visits.ward", "-o", "json");
        assertThat(CommandsTest.valid("impact", impact)).isTrue();
        assertThat(impact.at("/products").findValuesAsText("asOf"))
                .as("its newest release stands for it")
                .containsExactly("study@1");
        assertThat(impact.get("rows").toString()).contains("study.cases");
        files.replace(ClinicAndStudy.VISITS, "{ id: w1, name: ward,", "{ id: w1, name: station,");
        files.write(
                "contracts/clinic/visits.sql",
                "SELECT visit_id, patient_id, began, ward AS station, phone, age, diagnosis FROM raw.feed\n");
        for (String name : List.of("station", "ward")) {
            JsonNode renamed = json("impact", "clinic.visits." + name, "-o", "json");
            assertThat(renamed.get("columns").toString())
                    .as("both names of '%s'", name)
                    .contains("clinic.visits.station", "clinic.visits.ward");
            assertThat(renamed.get("rows").toString()).contains("study.cases");
        }
    }

    /** The clinic's release has it masked, so the study has it masked, in every answer. */
    @Test
    void whatAnotherProductsReleaseHidIsNotClear() throws Exception {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", ROWS);
        files.cases(
                "SELECT visit_id, patient_id, right(patient_id, 4) AS tail FROM clinic.visits",
                "visit_id, logicalType: string, primaryKey: true",
                "patient_id, logicalType: string",
                "tail, logicalType: string, classification: MRN, customProperties: [{ property: weirMask, value: keep }]");
        run("clinic");
        run("study");
        for (List<String> words : List.of(
                List.of("lineage", "study.cases.tail"),
                List.of("lineage", "study.cases.tail", "--at", "1"),
                List.of("lineage", "--category", "MRN"))) {
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of("-w", folder.toString()));
            assertThat(WarmCommands.weir(all.toArray(String[]::new)).with(0).out())
                    .as(words.toString())
                    .contains("pseudonymise, before it came here");
        }
        assertThat(json("lineage", "--category", "MRN", "-o", "json")
                        .get("beside")
                        .toString())
                .contains("clinic_quarantine", "study_quarantine");
    }

    private static String place(JsonNode report, String column) {
        List<String> found = new ArrayList<>();
        report.get("places").forEach(place -> {
            if (place.get("name").asText().equals(column)) {
                found.add((place.get("clear").asBoolean() ? "clear" : "hidden") + ", now " + place.get("now")
                        + ", releases " + place.get("releases"));
            }
        });
        return String.join("; ", found);
    }

    /** The clinic's table has two columns more, of which no category tells what they are made of. */
    private static void computed(ClinicAndStudy files, String shouted) throws Exception {
        String contract = Files.readString(files.root().resolve(ClinicAndStudy.VISITS));
        if (!contract.contains("shouted")) {
            files.write(
                    ClinicAndStudy.VISITS,
                    contract
                            + "      - { name: shouted, logicalType: string, classification: NONE }\n"
                            + "      - { name: letters, logicalType: integer, classification: NONE }\n");
        }
        files.write(
                "contracts/clinic/visits.sql",
                "SELECT *, " + shouted + " AS shouted, length(diagnosis) AS letters FROM raw.feed\n");
    }

    private void run(String product) {
        WarmCommands.weir("run", product, "-w", folder.toString()).with(0);
    }

    private JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", folder.toString()));
        return CommandsTest.json(
                WarmCommands.weir(all.toArray(String[]::new)).with(0).out());
    }

    private static List<String> steps(JsonNode json) {
        List<String> steps = new ArrayList<>();
        json.get("steps")
                .forEach(step -> steps.add(step.get("from").asText() + " "
                        + step.get("kind").asText() + " " + step.get("to").asText()));
        return steps;
    }

    /** The columns of a release in which one of these values stands, alone or within a text, in whatever case. */
    private Set<String> holding(String table, List<String> values) throws Exception {
        Path file = folder.resolve(table + ".csv");
        WarmCommands.weir(
                        "read",
                        table.contains("@") ? table : table + "@1",
                        "--output",
                        "csv",
                        "--to",
                        file.toString(),
                        "-w",
                        folder.toString())
                .with(0);
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        Set<String> holding = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            for (int i = 0; i < fields.length; i++) {
                String field = fields[i].toLowerCase(Locale.ROOT);
                if (values.stream().anyMatch(field::contains)) {
                    holding.add(table.replaceFirst("@.*", "") + "." + names[i]);
                }
            }
        }
        return holding;
    }
}
