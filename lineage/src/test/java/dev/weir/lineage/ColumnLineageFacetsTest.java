package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnLineageFacetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    @ParameterizedTest
    @MethodSource("dev.weir.contracts.TableFormat#own")
    void eachFieldIsOneOfTheEventsOwnDatasets(TableFormat format) throws IOException {
        JsonNode event = complete(Runs.released(root, format));

        Set<List<String>> own = new HashSet<>();
        Stream.of("inputs", "outputs")
                .flatMap(side -> stream(event.path(side)))
                .forEach(dataset -> stream(dataset.at("/facets/schema/fields"))
                        .forEach(field -> own.add(name(dataset, field.path("name")))));
        List<List<String>> named = new ArrayList<>();
        stream(event.path("outputs")).forEach(output -> {
            JsonNode facet = output.at("/facets/columnLineage");
            facet.path("fields")
                    .fieldNames()
                    .forEachRemaining(column -> assertThat(own)
                            .contains(name(output, JSON.getNodeFactory().textNode(column))));
            stream(facet.path("dataset")).forEach(input -> named.add(name(input, input.path("field"))));
            stream(facet.path("fields"))
                    .flatMap(field -> stream(field.path("inputFields")))
                    .forEach(input -> named.add(name(input, input.path("field"))));
        });

        assertThat(named).hasSize(7);
        assertThat(own).containsAll(named);
    }

    @Test
    void aSourcesColumnHasItsOwnNameAndAMaskIsTheReleasedColumns() throws IOException {
        JsonNode fields = facet(0).path("fields");

        assertThat(fields.path("patient_id").path("inputFields"))
                .singleElement()
                .satisfies(input -> {
                    assertThat(input.path("name").asText()).isEqualTo(root + "/raw/synthea");
                    assertThat(input.path("field").asText()).isEqualTo("Id");
                    assertThat(input.path("transformations"))
                            .extracting(
                                    step -> step.path("type").asText(),
                                    step -> step.path("subtype").asText(),
                                    step -> step.path("masking").asBoolean(),
                                    step -> step.path("mask").asText())
                            .containsExactly(
                                    tuple("DIRECT", "IDENTITY", true, "pseudonymise (domain patient)"),
                                    tuple("INDIRECT", "CONDITIONAL", true, "pseudonymise (domain patient)"));
                });
        assertThat(fields.at("/sex/inputFields/0/name").asText()).isEqualTo(root + "/warehouse/study/visits");
        assertThat(fields.at("/sex/inputFields/0/transformations/0").toString())
                .isEqualTo("{\"type\":\"DIRECT\",\"subtype\":\"TRANSFORMATION\",\"masking\":false}");
    }

    @Test
    void whatDecidesOnAllRowsStandsOnceForTheTable() throws IOException {
        assertThat(facet(0).path("dataset"))
                .extracting(
                        input -> input.path("field").asText(),
                        input -> input.path("transformations").toString())
                .containsExactly(
                        tuple("Id", "[{\"type\":\"INDIRECT\",\"subtype\":\"JOIN\",\"masking\":false}]"),
                        tuple("person", "[{\"type\":\"INDIRECT\",\"subtype\":\"JOIN\",\"masking\":false}]"));
    }

    @Test
    void aTableOfTheSameProductIsAnInputByItsOwnPlace() throws IOException {
        JsonNode facet = facet(1);

        assertThat(facet.at("/fields/patient_id/inputFields/0/name").asText())
                .isEqualTo(root + "/warehouse/clinical/patients");
        assertThat(facet.at("/dataset/0/name").asText()).isEqualTo(root + "/warehouse/clinical/patients");
    }

    @Test
    void aColumnThatIsDroppedOrMadeOfNoColumnIsNotNamed() throws IOException {
        assertThat(facet(1).path("fields").fieldNames()).toIterable().containsExactly("patient_id", "days");
    }

    @Test
    void whatCannotBeFollowedIsAnExtractionError() throws IOException {
        JsonNode error = complete(Runs.released(root, TableFormat.ICEBERG)).at("/run/facets/extractionError");

        assertThat(error.path("totalTasks").asInt()).isEqualTo(2);
        assertThat(error.path("failedTasks").asInt()).isEqualTo(1);
        assertThat(error.path("errors"))
                .extracting(one -> one.path("task").asText() + ": "
                        + one.path("errorMessage").asText())
                .containsExactly(
                        "clinical.stays: The lineage of table 'clinical.stays' could not be followed: column"
                                + " raw.unread.stops.stop is no field of what the run has read",
                        "clinical.stays: The lineage of table 'clinical.stays' could not be followed: step Mystery");
    }

    @Test
    void aReleaseWhoseLineageIsNotKnownSaysSo() throws IOException {
        RunEvent.Ended known = Runs.released(root, TableFormat.DELTA);
        JsonNode event = complete(new RunEvent.Ended(known.record(), known.manifest(), ProductLineage.UNKNOWN));

        assertThat(event.at("/outputs/0/facets/columnLineage").isMissingNode()).isTrue();
        assertThat(event.at("/run/facets/extractionError/failedTasks").asInt()).isEqualTo(2);
        assertThat(event.at("/run/facets/extractionError/errors/0/errorMessage").asText())
                .endsWith("all of it");
    }

    private JsonNode facet(int output) throws IOException {
        return complete(Runs.released(root, TableFormat.ICEBERG)).at("/outputs/" + output + "/facets/columnLineage");
    }

    /** The ending as it is kept. */
    private JsonNode complete(RunEvent.Ended ended) throws IOException {
        String text = OpenLineageText.of(Runs.workspace(root, Map.of()), Runs.started(), ended);
        return JSON.readTree(text.lines().toList().get(1));
    }

    private static List<String> name(JsonNode dataset, JsonNode field) {
        return List.of(dataset.path("namespace").asText(), dataset.path("name").asText(), field.asText());
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        List<JsonNode> all = new ArrayList<>();
        nodes.forEach(all::add);
        return all.stream();
    }
}
