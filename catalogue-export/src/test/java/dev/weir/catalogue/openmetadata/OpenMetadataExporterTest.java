package dev.weir.catalogue.openmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.ExporterContract;
import dev.weir.catalogue.Sample;
import dev.weir.contracts.release.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenMetadataExporterTest extends ExporterContract {

    @Override
    protected Exporter exporter() {
        return new OpenMetadataExporter();
    }

    @Test
    void whatAnotherRequestNeedsComesBeforeIt() throws IOException {
        List<String> paths = requests(Sample.plain().manifest()).stream()
                .map(request -> request.path("path").asText().replaceFirst("(testCaseResults)/.*", "$1"))
                .distinct()
                .toList();
        assertThat(paths)
                .containsExactly(
                        "v1/services/databaseServices",
                        "v1/databases",
                        "v1/databaseSchemas",
                        "v1/glossaries",
                        "v1/glossaryTerms",
                        "v1/tables",
                        "v1/tables/{id}/tableProfile",
                        "v1/domains",
                        "v1/dataProducts",
                        "v1/dataQuality/testDefinitions",
                        "v1/dataQuality/testCases",
                        "v1/dataQuality/testCases/testCaseResults",
                        "v1/lineage");
    }

    @Test
    void aTableHasItsColumnsWithWhatWasDoneToThem() throws IOException {
        JsonNode table = requests(Sample.plain().manifest()).stream()
                .filter(request -> request.path("path").asText().equals("v1/tables"))
                .findFirst()
                .orElseThrow()
                .path("body");
        assertThat(table.path("databaseSchema").asText()).isEqualTo("weir.default.clinical");
        assertThat(table.path("tableType").asText()).isEqualTo("Iceberg");
        assertThat(table.at("/columns/0/description").asText())
                .isEqualTo("Whose it is (患者编号). (MRN, pseudonymise) <urn:weir:clinical/2/patients#patient_id>");
        assertThat(table.at("/columns/0/dataType").asText()).isEqualTo("STRING");
        assertThat(table.toString()).doesNotContain("full_name", "/data/weir-demo");
    }

    /** The server gives tables their ids, so a line says where to ask for them. */
    @Test
    void aTableHasTheTablesAndColumnsThatItIsMadeOf() throws IOException {
        List<JsonNode> edges = requests(Sample.plain().manifest()).stream()
                .filter(request -> request.path("path").asText().equals("v1/lineage"))
                .toList();
        assertThat(edges).hasSize(2);
        assertThat(edges.get(0).path("ids").toString())
                .isEqualTo("{\"/edge/fromEntity/id\":\"v1/tables/name/weir.default.clinical.patients\","
                        + "\"/edge/toEntity/id\":\"v1/tables/name/weir.default.clinical.encounters\"}");
        JsonNode column = edges.get(0).at("/body/edge/lineageDetails/columnsLineage/0");
        assertThat(column.at("/fromColumns/0").asText()).isEqualTo("weir.default.clinical.patients.patient_id");
        assertThat(column.path("toColumn").asText()).isEqualTo("weir.default.clinical.encounters.patient_id");
    }

    @Test
    void aColumnHasItsTermsAndATableItsProfile() throws IOException {
        List<JsonNode> requests = requests(Sample.plain().manifest());
        assertThat(requests.stream()
                        .filter(request -> request.path("path").asText().equals("v1/glossaryTerms")))
                .extracting(request -> request.at("/body/name").asText())
                .containsExactly("glucose", "https://loinc.org/2345-7");
        assertThat(requests.toString())
                .contains("\"tagFQN\":\"weir.glucose\"", "\"tagFQN\":\"weir.\\\"https://loinc.org/2345-7\\\"\"");
        JsonNode profile = requests.stream()
                .filter(request -> request.path("path").asText().endsWith("/tableProfile"))
                .findFirst()
                .orElseThrow();
        assertThat(profile.path("ids").toString())
                .isEqualTo("{\"{id}\":\"v1/tables/name/weir.default.clinical.patients\"}");
        assertThat(profile.at("/body/columnProfile/2/median").asDouble()).isEqualTo(7);
    }

    @Test
    void noResultSaysHowManyRows() throws IOException {
        List<JsonNode> results = requests(Sample.plain().manifest()).stream()
                .filter(request -> request.path("method").asText().equals("POST"))
                .toList();
        assertThat(results).isNotEmpty();
        assertThat(results.toString())
                .contains("\"Success\"", "\"Failed\"", "clinical@2")
                .doesNotContain("1083", "Rows");
    }

    private List<JsonNode> requests(Manifest manifest) throws IOException {
        List<JsonNode> requests = new ArrayList<>();
        for (String line : exporter()
                .export(Sample.entry(manifest, List.of(manifest)))
                .files()
                .get(0)
                .text()
                .lines()
                .toList()) {
            requests.add(JsonMapper.builder().build().readTree(line));
        }
        return requests;
    }
}
