package dev.weir.catalogue.datahub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataHubExporterTest extends ExporterContract {

    private static final String PATIENTS = "urn:li:dataset:(urn:li:dataPlatform:iceberg,clinical.patients,PROD)";

    @Override
    protected Exporter exporter() {
        return new DataHubExporter();
    }

    @Test
    void aTableHasTheNameThatDataHubsOwnSourceGivesIt() throws IOException {
        assertThat(urns(Sample.plain().manifest(), "dataset"))
                .contains(PATIENTS, "urn:li:dataset:(urn:li:dataPlatform:delta-lake,clinical.observations,PROD)");
    }

    @Test
    void aColumnHasItsCategoryAndItsMask() throws IOException {
        JsonNode column =
                aspects(Sample.plain().manifest(), "structuredProperties").get(0);
        assertThat(column.path("entityUrn").asText()).isEqualTo("urn:li:schemaField:(" + PATIENTS + ",patient_id)");
        assertThat(column.at("/aspect/json/properties").toString())
                .contains("dev.weir.category", "MRN", "dev.weir.mask", "pseudonymise");
    }

    @Test
    void aColumnHasTheTermsThatItStandsFor() throws IOException {
        Manifest manifest = Sample.plain().manifest();
        assertThat(aspects(manifest, "glossaryTermInfo"))
                .extracting(term -> term.path("entityUrn").asText() + " "
                        + term.at("/aspect/json/sourceUrl").asText())
                .containsExactly(
                        "urn:li:glossaryTerm:weir.glucose urn:weir:-/term/glucose",
                        "urn:li:glossaryTerm:https://loinc.org/2345-7 https://loinc.org/2345-7");
        assertThat(aspects(manifest, "schemaMetadata").get(0).at("/aspect/json/fields/2/glossaryTerms/terms"))
                .hasSize(2);
    }

    /** A profile has the release's rounded counts, and no least and greatest value. */
    @Test
    void aTableHasItsProfile() throws IOException {
        JsonNode profile =
                aspects(Sample.plain().manifest(), "datasetProfile").get(0).at("/aspect/json");
        assertThat(profile.path("rowCount").asLong()).isEqualTo(1140);
        assertThat(profile.at("/fieldProfiles/2/distinctValueFrequencies/0/frequency")
                        .asLong())
                .isEqualTo(800);
        assertThat(profile.toString()).doesNotContain("\"min\"", "\"max\"", "sampleValues");
    }

    @Test
    void aProductThatEndsMarksItsTables() throws IOException {
        Manifest manifest = Sample.plain().manifest();
        assertThat(aspects(manifest, "deprecation")).isEmpty();
        JsonNode ending = aspects(Sample.ending(manifest), "deprecation").get(0).at("/aspect/json");
        assertThat(ending.path("note").asText()).contains("2027-01-31", "'stays' is to be read instead");
        assertThat(ending.path("decommissionTime").asLong())
                .isEqualTo(Instant.parse("2027-02-01T00:00:00Z").toEpochMilli());
    }

    /** A rule keeps its node from release to release, and each release adds its run; none tells how many rows. */
    @Test
    void aRuleHasARunOfEachRelease() throws IOException {
        Manifest manifest = Sample.plain().manifest();
        List<JsonNode> runs = aspects(manifest, "assertionRunEvent");
        assertThat(runs).hasSameSizeAs(aspects(manifest, "assertionInfo")).isNotEmpty();
        assertThat(runs.stream().map(run -> run.at("/aspect/json/result/type").asText()))
                .contains("SUCCESS", "FAILURE");
        assertThat(runs.toString()).contains("clinical@2").doesNotContain("1083", "531103", "rowCount");
    }

    @Test
    void noPathOfAMachineIsInIt() {
        Manifest manifest = Sample.plain().manifest();
        assertThat(exporter()
                        .export(Sample.entry(manifest, List.of(manifest)))
                        .files()
                        .get(0)
                        .text())
                .doesNotContain("/data/weir-demo", "clinical-data@example.org", "full_name");
    }

    /** What a URN takes for its own is encoded, so that no name of a column makes another one. */
    @Test
    void namesOfAnyKindAreOnePart() {
        assertThat(DataHubNames.column("d", "a,b)(c%")).isEqualTo("urn:li:schemaField:(d,a%2Cb%29%28c%25)");
    }

    @Test
    void aTableAndItsColumnsHaveTheirOrigins() throws IOException {
        JsonNode encounters =
                aspects(Sample.plain().manifest(), "upstreamLineage").get(1);
        assertThat(encounters.path("entityUrn").asText())
                .isEqualTo("urn:li:dataset:(urn:li:dataPlatform:iceberg,clinical.encounters,PROD)");
        JsonNode value = encounters.at("/aspect/json");
        assertThat(value.at("/upstreams/0/dataset").asText()).isEqualTo(PATIENTS);
        assertThat(value.at("/upstreams/1/dataset").asText())
                .startsWith("urn:li:dataset:(urn:li:dataPlatform:file,raw.");
        assertThat(value.path("fineGrainedLineages")).hasSize(2);
        JsonNode way = value.at("/fineGrainedLineages/1");
        assertThat(way.path("transformOperation").asText()).isEqualTo("TRANSFORMATION");
        assertThat(way.at("/upstreams/0").asText()).isEqualTo("urn:li:schemaField:(" + PATIENTS + ",patient_id)");
        assertThat(way.at("/downstreams/0").asText()).endsWith("clinical.encounters,PROD),patient_id)");
    }

    /** A column that the release has dropped is no field of a node: a way that begins at one is a gap. */
    @Test
    void whatReadersDoNotFindIsAGap() {
        Manifest manifest = Sample.plain().manifest();
        assertThat(exporter().export(Sample.entry(manifest, List.of(manifest))).gaps())
                .filteredOn(gap -> gap.property().equals("fineGrainedLineages"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause().words()).contains("clinical.patients.full_name"));
    }

    private List<String> urns(Manifest manifest, String type) throws IOException {
        List<String> urns = new ArrayList<>();
        proposals(manifest).forEach(each -> {
            if (each.path("entityType").asText().equals(type)) {
                urns.add(each.path("entityUrn").asText());
            }
        });
        return urns;
    }

    private List<JsonNode> aspects(Manifest manifest, String name) throws IOException {
        List<JsonNode> aspects = new ArrayList<>();
        proposals(manifest).forEach(each -> {
            if (each.path("aspectName").asText().equals(name)) {
                aspects.add(each);
            }
        });
        return aspects;
    }

    private JsonNode proposals(Manifest manifest) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(exporter()
                        .export(Sample.entry(manifest, List.of(manifest)))
                        .files()
                        .get(0)
                        .text());
    }
}
