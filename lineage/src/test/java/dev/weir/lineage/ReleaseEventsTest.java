package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.TableFormat;
import dev.weir.lineage.ProductLineage.TableQuery;
import dev.weir.lineage.sending.EventOptions;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs within a run: which tables they read, what they make, and what rules said. */
class ReleaseEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VISITS = "/warehouse/study/visits";
    private static final String PATIENTS = "/warehouse/clinical/patients";
    private static final String RAW = "/raw/synthea";

    @TempDir
    Path root;

    @Test
    void eachTableHasARunAndEachThatHasRulesACheck() throws IOException {
        List<JsonNode> parts = parts(Runs.released(root, TableFormat.ICEBERG), Optional.empty());

        assertThat(parts)
                .extracting(
                        part -> part.at("/job/name").asText(),
                        part -> part.at("/job/facets/jobType/jobType").asText(),
                        part -> part.path("eventType").asText(),
                        part -> part.path("eventTime").asText())
                .containsExactly(
                        tuple("clinical.patients", "TABLE", "START", "2026-01-31T08:00:00Z"),
                        tuple("clinical.patients", "TABLE", "COMPLETE", "2026-01-31T08:00:09.5Z"),
                        tuple("clinical.patients.check", "CHECK", "START", "2026-01-31T08:00:00Z"),
                        tuple("clinical.patients.check", "CHECK", "COMPLETE", "2026-01-31T08:00:09.5Z"),
                        tuple("clinical.stays", "TABLE", "START", "2026-01-31T08:00:00Z"),
                        tuple("clinical.stays", "TABLE", "COMPLETE", "2026-01-31T08:00:09.5Z"));
        assertThat(parts.stream().map(part -> part.at("/run/runId").asText()).distinct())
                .hasSize(3);
    }

    @Test
    void theirParentIsTheRunAndTheirRootWhateverStartedIt() throws IOException {
        UUID dag = UUID.fromString("0190aaaa-0000-7000-8000-000000000002");
        ParentRun started = new ParentRun(
                new ParentRun.JobRun("airflow", "clinical.run", UUID.randomUUID()),
                new ParentRun.JobRun("airflow", "clinical", dag));

        assertThat(parts(Runs.released(root, TableFormat.ICEBERG), Optional.of(started)))
                .extracting(part -> part.at("/run/facets/parent"))
                .allSatisfy(parent -> {
                    assertThat(parent.at("/run/runId").asText()).isEqualTo(Runs.RUN);
                    assertThat(parent.at("/job/name").asText()).isEqualTo("clinical");
                    assertThat(parent.at("/root/run/runId").asText()).isEqualTo(dag.toString());
                });
        assertThat(parts(Runs.released(root, TableFormat.ICEBERG), Optional.empty()))
                .allSatisfy(part -> assertThat(
                                part.at("/run/facets/parent/root/run/runId").asText())
                        .isEqualTo(Runs.RUN));
    }

    @Test
    void aTableReadsWhatItsQueryReadsAndMakesItselfAlone() throws IOException {
        List<JsonNode> parts = parts(Runs.released(root, TableFormat.DELTA), Optional.empty());

        JsonNode patients = parts.get(1);
        JsonNode stays = parts.get(5);
        assertThat(names(patients.path("inputs"))).containsExactly(root + RAW, root + VISITS);
        assertThat(names(patients.path("outputs"))).containsExactly(root + PATIENTS);
        assertThat(names(stays.path("inputs"))).containsExactly(root + RAW, root + VISITS, root + PATIENTS);
        assertThat(names(stays.path("outputs"))).containsExactly(root + "/warehouse/clinical/stays");
        assertThat(parts.get(4).path("outputs")).isEmpty();
        assertThat(stays.at("/outputs/0/facets/columnLineage/fields/days").isMissingNode())
                .isFalse();
    }

    /** A query that counts the rows of a table has no edge from it. */
    @Test
    void aTableThatIsReadWithoutAColumnIsAnInputToo() throws IOException {
        RunEvent.Ended ended = Runs.released(root, TableFormat.DELTA);
        TableQuery query = new TableQuery(
                "clinical.patients", "SELECT ? AS x FROM study.visits", List.of("study.visits", Runs.SOURCE));
        List<JsonNode> parts = parts(
                new RunEvent.Ended(ended.record(), ended.manifest(), ProductLineage.UNKNOWN.by(List.of(query))),
                Optional.empty());

        assertThat(names(parts.get(1).path("inputs"))).containsExactly(root + RAW, root + VISITS);
        assertThat(parts.get(1).at("/job/facets/sql/query").asText()).isEqualTo(query.sql());
        assertThat(parts.get(1).at("/job/facets/sql/dialect").asText()).isEqualTo("spark");
        assertThat(names(parts.get(5).path("inputs")))
                .as("nothing is known of it")
                .containsExactly(root + RAW, root + VISITS);
        assertThat(parts.get(5).at("/job/facets/sql").isMissingNode()).isTrue();
    }

    @Test
    void theInputOfACheckIsTheTableThatWasMade() throws IOException {
        JsonNode check = parts(Runs.released(root, TableFormat.ICEBERG), Optional.empty())
                .get(3);

        assertThat(names(check.path("inputs"))).containsExactly(root + PATIENTS);
        assertThat(check.path("outputs")).isEmpty();
        assertThat(check.at("/inputs/0/facets/version/datasetVersion").asText()).isEqualTo("4242");
        JsonNode assertion = check.at("/inputs/0/inputFacets/dataQualityAssertions/assertions/0");
        assertThat(assertion.path("name").asText()).isEqualTo("patients.key");
        assertThat(assertion.path("assertion").asText()).isEqualTo("unique");
        assertThat(assertion.path("success").asBoolean()).isTrue();
        assertThat(assertion.path("severity").asText()).isEqualTo("error");
        assertThat(assertion.path("actual").asText()).isEqualTo("0");
        assertThat(assertion.at("/params/evaluatedRows").asLong()).isEqualTo(3);
        assertThat(check.at("/inputs/0/inputFacets/dataQualityMetrics/rowCount").asLong())
                .isEqualTo(2);
        assertThat(check.at("/run/facets/test/tests/0/status").asText()).isEqualTo("pass");
    }

    @Test
    void theProductsEventSaysWhichTableIsMadeOfWhat() throws IOException {
        RunEvent.Ended ended = Runs.released(root, TableFormat.ICEBERG);
        String text = OpenLineageText.of(Runs.workspace(root, Map.of()), Runs.started(), ended);
        JsonNode event = JSON.readTree(text.lines().toList().get(1));
        JsonNode entries = event.at("/job/facets/lineage/entries");

        assertThat(names(entries)).isEqualTo(names(event.path("outputs")));
        for (int i = 0; i < entries.size(); i++) {
            JsonNode columns = event.path("outputs").path(i).at("/facets/columnLineage");
            JsonNode fields = entries.path(i).path("fields");
            assertThat(fields.fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(() -> columns.path("fields").fieldNames());
            fields.fieldNames()
                    .forEachRemaining(name -> assertThat(steps(fields.path(name).path("inputs")))
                            .isEqualTo(steps(columns.path("fields").path(name).path("inputFields")))
                            .isNotEmpty());
        }
        assertThat(entries.path(1).path("inputs"))
                .extracting(
                        input -> input.path("name").asText(),
                        input -> input.path("field").asText())
                .containsExactly(
                        tuple(root + RAW, ""),
                        tuple(root + VISITS, ""),
                        tuple(root + PATIENTS, ""),
                        tuple(root + PATIENTS, "sex"));
    }

    private static List<String> steps(JsonNode inputs) {
        List<String> steps = new ArrayList<>();
        inputs.forEach(input -> input.path("transformations")
                .forEach(step -> steps.add(input.path("name").asText() + "."
                        + input.path("field").asText() + " " + step.path("type").asText() + " "
                        + step.path("subtype").asText() + " "
                        + step.path("masking").asBoolean())));
        return steps;
    }

    private List<JsonNode> parts(RunEvent.Ended ended, Optional<ParentRun> parent) throws IOException {
        List<JsonNode> parts = new ArrayList<>();
        OpenLineageEvents events = new OpenLineageEvents(Runs.workspace(root, Map.of()), EventOptions.NONE, parent);
        for (ReleaseEvents.Part part :
                events.parts(events.release(ended).orElseThrow(), ended.record().run())) {
            JsonNode event = JSON.readTree(OpenLineageClientUtils.toJson(part.event()));
            assertThat(event.at("/job/name").asText()).isEqualTo(part.job());
            assertThat(event.path("eventType").asText()).isEqualTo(part.type().toString());
            assertThat(event.at("/run/runId").asText()).isEqualTo(part.run().toString());
            parts.add(event);
        }
        return parts;
    }

    private static List<String> names(JsonNode datasets) {
        List<String> names = new ArrayList<>();
        datasets.forEach(dataset -> names.add(dataset.path("name").asText()));
        return names;
    }
}
