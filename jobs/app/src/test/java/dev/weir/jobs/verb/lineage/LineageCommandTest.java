package dev.weir.jobs.verb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.CommandsTest.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineageCommandTest {

    private static final String CLINICAL = "clinical";
    private static final String WARDS = "wards";

    @Test
    void aColumnIsFollowedToItsFileAndOn() {
        assertThat(done(CLINICAL, "lineage", "clinical.encounters.length_of_stay_minutes"))
                .startsWith("clinical.encounters.length_of_stay_minutes  integer, HEALTH, clear\n")
                .contains(
                        """
                        Made of
                          transformation  raw.synthea.encounters.START  timestamp, DATE, raw/clinical/encounters*.csv
                          transformation  raw.synthea.encounters.STOP   timestamp, DATE, raw/clinical/encounters*.csv
                        """,
                        "  join        raw.synthea.encounters.ENCOUNTERCLASS ",
                        "  quarantine  raw.synthea.encounters.STOP ",
                        "  quarantine  clinical.patients.patient_id ",
                        "Made from it\n  nothing in this workspace\n");
        assertThat(done(CLINICAL, "lineage", "raw.synthea.encounters.STOP"))
                .doesNotContain("Made of")
                .contains("  transformation  clinical.encounters.length_of_stay_minutes  integer, HEALTH, clear\n");
    }

    @Test
    void aWayLeadsThroughTheReleaseOfAnotherProduct() throws Exception {
        assertThat(done(WARDS, "lineage", "occupancy.ward_days.stays"))
                .contains("no column: a literal, or a count of rows")
                .contains("  join        wards.stays.ward ");
        JsonNode json = json(WARDS, "lineage", "occupancy.ward_days", "-o", "json");
        assertThat(steps(json))
                .contains("wards.stays.ward identity occupancy.ward_days.ward")
                .anySatisfy(step -> assertThat(step).startsWith("raw.").contains(" identity wards.stays.ward"));
        JsonNode one = json(WARDS, "lineage", "occupancy.ward_days", "-o", "json", "--steps", "1");
        assertThat(steps(one))
                .contains("wards.stays.ward identity occupancy.ward_days.ward")
                .noneSatisfy(step -> assertThat(step).startsWith("raw."));
    }

    @Test
    void everyColumnOfATableHasALine() {
        assertThat(done(CLINICAL, "lineage", "clinical.subjects"))
                .contains("clinical.subjects.full_name        dropped, by contract ")
                .contains(
                        "<- raw.subjects.subjects.full_name (identity), raw.subjects_gbk.subjects_gbk.full_name (identity)");
        assertThat(done(CLINICAL, "lineage", "ENCOUNTERS.length_of_stay_MINUTES"))
                .startsWith("clinical.encounters.length_of_stay_minutes");
    }

    @Test
    void diagramsHaveABoxForEachTableAndAnArrowForEachStep() {
        String mermaid = done(CLINICAL, "lineage", "clinical.subjects.mobile", "-o", "mermaid");
        assertThat(mermaid)
                .startsWith("flowchart LR\n  subgraph t0[\"clinical.")
                .contains("[\"clinical.subjects\"]\n    c1[\"mobile, encrypt (format kept, ", " -->|identity| c1\n");
        String dot = done(CLINICAL, "lineage", "clinical.encounters.stopped_at", "-o", "dot");
        assertThat(dot)
                .startsWith("digraph lineage {\n")
                .contains("    label=\"clinical.encounters\";\n", " [label=\"identity\"];\n")
                .containsPattern("r[0-9] \\[label=\"its rows\", shape=ellipse\\];\n")
                .containsPattern("  c[0-9]+ -> r[0-9] \\[label=\"join\", style=dotted\\];\n")
                .endsWith("}\n");
        assertThat(done(CLINICAL, "lineage", "clinical.encounters.stopped_at", "-o", "mermaid"))
                .containsPattern("  c[0-9]+ -\\.->\\|join\\| r[0-9]\n");
    }

    @Test
    void thePageIsWholeAndTheSameEachTime() {
        String html = done(CLINICAL, "lineage", "clinical.encounters", "-o", "html");
        assertThat(html)
                .startsWith("<!doctype html>\n")
                .endsWith("</html>\n")
                .contains("<title>Lineage of clinical.encounters</title>", "As the contracts stand", "◆ pseudonymise")
                .isEqualTo(done(CLINICAL, "lineage", "clinical.encounters", "--output", "html"));
        assertThat(done(WARDS, "lineage", "occupancy", "-o", "html", "--steps", "1"))
                .contains("Not all ways are here", "group by <span");
        assertThat(weir(CLINICAL, "lineage", "--category", "RID", "-o", "html").status())
                .isEqualTo(2);
    }

    @Test
    void aCategoryIsFoundWhereverItIs() throws Exception {
        JsonNode json = json(CLINICAL, "lineage", "--category", "MRN", "-o", "json");
        assertThat(places(json))
                .containsEntry("raw.synthea.encounters.PATIENT", "")
                .containsEntry("clinical.encounters.patient_id", "pseudonymise")
                .hasSize(21);
        assertThat(done(CLINICAL, "lineage", "--category", "NAME"))
                .contains("clinical.subjects.full_name              dropped  declared  by contract, not released yet\n")
                .contains("raw.subjects.subjects.full_name ")
                .doesNotContain("Beside the releases")
                .endsWith(
                        " of sources; 1 column of products: 0 clear, 0 masked, 1 dropped, by contract or in a release; 0"
                                + " columns exported.\n");
    }

    @Test
    void aChangeReachesColumnsRulesAndOwners() throws Exception {
        String text = done(CLINICAL, "impact", "raw.synthea.encounters.STOP");
        assertThat(text)
                .contains("  clinical.encounters.stopped_at              identity of raw.synthea.encounters.STOP\n")
                .contains("  stops-after-it-starts ")
                .contains("Owners to ask\n  clinical  clinical-data@example.org");
        JsonNode json = json(WARDS, "impact", "wards.stays.ward", "-o", "json");
        assertThat(json.at("/rows").toString()).isEqualTo("[\"occupancy.ward_days\",\"wards.stays\"]");
        assertThat(json.at("/products").findValuesAsText("product")).containsExactly("occupancy", "wards");
    }

    /** What rows of releases were made of, the contracts of today do not say. */
    @Test
    void whatNothingIsMadeOfIsSoByContract() {
        assertThat(done(CLINICAL, "impact", "raw.synthea.encounters.PAYER"))
                .startsWith(
                        "As the contracts stand, no table is made of raw.synthea.encounters.PAYER or decided by it.")
                .contains("--at");
    }

    @Test
    void aNameThatIsNotNearIsNotOffered() {
        for (String verb : List.of("lineage", "impact")) {
            assertThat(weir(CLINICAL, verb, "clinical.stay").err())
                    .contains("There is no 'clinical.stay'", "'clinical' has clinical.", ", clinical.subjects")
                    .doesNotContain("write '", "raw.");
            assertThat(weir(CLINICAL, verb, "clinical.subject").err()).contains("write 'clinical.subjects'");
        }
        assertThat(weir(CLINICAL, "lineage", "raw.synthea.nowhere").err())
                .contains("'raw.synthea' has raw.synthea.conditions, ");
        assertThat(weir(CLINICAL, "lineage", "elsewhere").err()).contains("write for example '");
    }

    @Test
    void whatIsNotThereIsNamed() {
        Ended unknown = weir(CLINICAL, "lineage", "clinical.encounters.stopped");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no 'clinical.encounters.stopped'", "stopped_at");
        assertThat(weir(WARDS, "lineage", "wards", "--at", "1").err())
                .contains("S005", "'wards' has no release")
                .doesNotContain("no product");
        assertThat(weir(CLINICAL, "lineage", "--category", "RIDD").err()).contains("knows no category 'RIDD'", "RID");
        assertThat(weir(CLINICAL, "lineage", "encounter_class").status()).isZero();
        assertThat(done(CLINICAL, "lineage", "raw.encounter_classes.CODE"))
                .startsWith("raw.encounter_classes.encounter_classes.code ");
        assertThat(weir(CLINICAL, "lineage", "raw.synthea.patient").err())
                .contains(
                        "'raw.synthea.patient' may be raw.synthea.conditions.PATIENT, raw.synthea.encounters.PATIENT");
        assertThat(weir(CLINICAL, "lineage", "patient_id").err())
                .contains("'patient_id' may be clinical.conditions.patient_id, clinical.encounters.patient_id, ");
        assertThat(weir(CLINICAL, "lineage", "--category", "RID", "--steps", "1")
                        .status())
                .isEqualTo(2);
        assertThat(weir(CLINICAL, "lineage").status()).isEqualTo(2);
        assertThat(weir(CLINICAL, "lineage", "clinical", "--category", "RID").err())
                .contains("stands beside");
        assertThat(weir(CLINICAL, "lineage", "clinical", "--steps", "0").status())
                .isEqualTo(2);
        assertThat(weir(CLINICAL, "lineage", "--category", "RID", "-o", "dot").status())
                .isEqualTo(2);
    }

    private static Map<String, String> places(JsonNode json) {
        Map<String, String> places = new TreeMap<>();
        json.get("places")
                .forEach(place -> places.put(
                        place.get("name").asText(), place.path("mask").asText()));
        return places;
    }

    private static List<String> steps(JsonNode json) {
        List<String> steps = new ArrayList<>();
        json.get("steps")
                .forEach(step -> steps.add(step.get("from").asText() + " "
                        + step.get("kind").asText() + " " + step.get("to").asText()));
        return steps;
    }

    private static JsonNode json(String example, String... words) throws Exception {
        JsonNode json = CommandsTest.json(done(example, words));
        String schema = words[0].equals("impact")
                ? "impact"
                : List.of(words).contains("--category") ? "lineage-category" : "lineage";
        assertThat(CommandsTest.valid(schema, json)).as(json.toPrettyString()).isTrue();
        return json;
    }

    private static String done(String example, String... words) {
        Ended ended = weir(example, words);
        assertThat(ended.status()).as(ended.err()).isZero();
        return ended.out();
    }

    private static Ended weir(String example, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", Path.of("../../examples", example).toString()));
        return CommandsTest.weir(all.toArray(String[]::new));
    }
}
