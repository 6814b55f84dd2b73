package dev.weir.jobs.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.run.ClinicAndStudy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.lineage.LostEvents;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Column lineage in the events that real runs leave as evidence. */
@ExtendWith(SparkFixture.class)
class ColumnLineageEventsIT {

    private static final String VISITS = """
            v1,p1,2026-01-05,icu,13800138000,41,sepsis
            v2,p2,2026-01-06,icu,13800138001,67,stroke
            v3,p1,2026-01-07,surgery,13800138002,41,fracture
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.weir.contracts.TableFormat#own")
    void eachFieldIsOneOfTheEventsOwnDatasetsAndEachMaskTheManifests(TableFormat format) throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(folder, format.name()).deliver("visits-1.csv", VISITS);
        for (String product : List.of("clinic", "study")) {
            Manifest manifest = files.run(product).manifest().orElseThrow();
            JsonNode event = event(files, manifest);
            JsonNode facet = event.at("/outputs/0/facets/columnLineage");
            List<ReleasedColumn> released = manifest.tables().get(0).present();

            assertThat(facet.path("fields").fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(
                            released.stream().map(ReleasedColumn::name).toList());
            for (ReleasedColumn column : released) {
                JsonNode step = facet.path("fields").path(column.name()).at("/inputFields/0/transformations/0");
                assertThat(step.path("masking").asBoolean())
                        .as(column.name())
                        .isEqualTo(!column.mask().keeps());
                assertThat(step.path("mask").asText())
                        .isEqualTo(column.mask().keeps() ? "" : column.mask().words());
            }
            assertThat(own(event)).containsAll(named(facet)).isNotEmpty();
            assertThat(event.at("/run/facets/extractionError").isMissingNode()).isTrue();
        }
    }

    @Test
    void aRollbackHasTheLineageOfTheRowsAndNotOfTheQueriesOfToday() throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", VISITS);
        files.run("clinic");
        Manifest first = files.run("study").manifest().orElseThrow();
        files.replace(ClinicAndStudy.QUERY, "ward = 'icu'", "visit_id IS NOT NULL");
        Manifest second = files.run("study").manifest().orElseThrow();
        Manifest third;
        try (WeirSession session = WeirSession.open(files.read())) {
            third = new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC())
                    .to("study", 1, Optional.empty())
                    .manifest()
                    .orElseThrow();
        }

        JsonNode columns = event(files, first).at("/outputs/0/facets/columnLineage");
        assertThat(columns.path("dataset").findValuesAsText("field")).contains("ward");
        assertThat(event(files, second)
                        .at("/outputs/0/facets/columnLineage/dataset")
                        .findValuesAsText("field"))
                .isNotEmpty()
                .doesNotContain("ward");
        JsonNode restored = event(files, third);
        assertThat(restored.at("/outputs/0/facets/columnLineage")).isEqualTo(columns);
        assertThat(own(restored)).containsAll(named(columns));
    }

    @Test
    void eachRunIsToldToItsEndARollbackToo() throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", VISITS);
        files.replace(
                "weir.yaml",
                "warehouse: warehouse,",
                "warehouse: warehouse, lineage: { transport: { type: file, location: events.ndjson } },");
        files.run("clinic");
        files.run("study");
        files.replace(ClinicAndStudy.QUERY, "ward = 'icu'", "visit_id IS NOT NULL");
        files.run("study");
        try (WeirSession session = WeirSession.open(files.read())) {
            Rollback rollback = new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC());
            rollback.to("study", 1, Optional.empty());
            rollback.to("study", 1, Optional.empty());
            for (long mistyped : List.of(9L, 3L)) {
                assertThatThrownBy(() -> rollback.to("study", mistyped, Optional.empty()))
                        .isInstanceOf(ProblemsException.class);
            }
        }

        List<JsonNode> events = sent();
        Map<String, List<String>> types = new LinkedHashMap<>();
        events.forEach(event -> types.computeIfAbsent(
                        event.at("/job/name").asText() + " "
                                + event.at("/run/runId").asText(),
                        run -> new ArrayList<>())
                .add(event.path("eventType").asText()));
        assertThat(types.values()).allSatisfy(run -> assertThat(run).hasSize(2).startsWith("START"));
        List<List<String>> ofStudy = types.entrySet().stream()
                .filter(run -> run.getKey().startsWith("study "))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(ofStudy)
                .as("two runs, a rollback and the same rollback again; a number that was mistyped is no run")
                .containsExactly(
                        List.of("START", "COMPLETE"),
                        List.of("START", "COMPLETE"),
                        List.of("START", "COMPLETE"),
                        List.of("START", "COMPLETE"));
        List<JsonNode> cases = events.stream()
                .filter(event -> event.at("/job/name").asText().equals("study.cases"))
                .filter(event -> event.path("eventType").asText().equals("COMPLETE"))
                .toList();
        assertThat(cases).hasSize(3);
        assertThat(cases.get(0).at("/job/facets/sql/query").asText())
                .isEqualTo("SELECT patient_id, visit_id, began, age, diagnosis FROM clinic.visits WHERE ward = ?");
        assertThat(cases.get(2).at("/outputs/0/facets/columnLineage"))
                .isEqualTo(cases.get(0).at("/outputs/0/facets/columnLineage"));
        assertThat(cases.get(2).at("/inputs/0/name")).isEqualTo(cases.get(0).at("/inputs/0/name"));
        assertThat(types.keySet()).anyMatch(run -> run.startsWith("study.cases.check "));
        assertThat(Files.readString(folder.resolve("events.ndjson"), StandardCharsets.UTF_8))
                .doesNotContain("icu")
                .doesNotContain("13800138001");
    }

    /** A literal may be a patient's. */
    @Test
    void aRunThatDoesNotReleaseSaysWhyAndQuotesNeitherQueryNorRule() throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", VISITS);
        files.replace(
                "weir.yaml",
                "warehouse: warehouse,",
                "warehouse: warehouse, lineage: { transport: { type: file, location: events.ndjson } },");
        files.run("clinic");
        String query = "contracts/clinic/visits.sql";
        files.write(query, "SELECT * FROM raw.feed WHERE age = 'PT99999'\n");
        assertThatThrownBy(() -> files.run("clinic")).hasMessageContaining("PT99999");
        files.write(query, "SELECT * FROM raw.feed WHERE 1 / (age - age) > 1\n");
        assertThatThrownBy(() -> files.run("clinic")).hasMessageContaining("C017");
        files.write(query, "SELECT * FROM raw.feed\n");
        files.write("quality-rules/clinic/visits.yaml", """
            contract: clinic.visits
            rules:
              - id: known-illness
                check: 'ColumnValues "diagnosis" in ["sepsis", "PT99999"]'
                severity: block
                dimension: conformity
                owner: clinic@example.org
                because: "PT99999 has another one."
            """);
        assertThat(files.run("clinic").manifest()).isEmpty();

        assertThat(Files.readString(folder.resolve("events.ndjson"), StandardCharsets.UTF_8))
                .doesNotContain("PT99999");
        assertThat(sent())
                .filteredOn(event -> event.at("/run/facets").has("errorMessage"))
                .extracting(event -> event.path("eventType").asText() + " "
                        + event.at("/run/facets/errorMessage/message").asText())
                .containsExactly(
                        "FAIL The run met C008 (invalid-sql) at contracts/clinic/visits.sql:1; 'weir explain C008' explains the"
                                + " code.",
                        "FAIL The run met C017 (sql-failed) at contracts/clinic/visits.sql:1: a division by zero; 'weir explain"
                                + " C017' explains the code.",
                        "ABORT Rule 'known-illness' of table 'visits' failed: 2 of 3 rows break it.");
    }

    @Test
    void aRunThatFindsNothingNewHasWhatItsReleaseIsMadeOf() throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", VISITS);
        files.replace(
                "weir.yaml",
                "warehouse: warehouse,",
                "warehouse: warehouse, lineage: { transport: { type: file, location: events.ndjson } },");
        files.run("clinic");
        files.run("clinic");

        List<JsonNode> endings = sent().stream()
                .filter(event -> event.at("/job/name").asText().equals("clinic"))
                .filter(event -> event.path("eventType").asText().equals("COMPLETE"))
                .toList();
        assertThat(endings).hasSize(2);
        assertThat(endings.get(1).at("/outputs/0/facets/columnLineage"))
                .isEqualTo(endings.get(0).at("/outputs/0/facets/columnLineage"))
                .isNotEmpty();
        assertThat(endings.get(1).at("/inputs/0/name").asText())
                .isEqualTo(endings.get(0).at("/inputs/0/name").asText())
                .isNotEmpty();
        assertThat(endings.get(1).at("/run/facets/weir_release/release").asText())
                .isEqualTo("clinic@1");
    }

    @Test
    void theTablesOfADeadRunHaveTheirQueriesWhereTheyAreThoseOfTheRelease() throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(folder, "iceberg").deliver("visits-1.csv", VISITS);
        files.replace(
                "weir.yaml",
                "warehouse: warehouse,",
                "warehouse: warehouse, lineage: { transport: { type: file, location: events.ndjson } },");
        Manifest manifest = files.run("clinic").manifest().orElseThrow();
        RunRecord.Run run = manifest.record().run();
        DeadRun dead =
                new DeadRun("clinic", run.id(), run.started(), Outcome.RELEASED, Optional.of(manifest), "Finished it.");

        assertThat(queriesAfter(files, dead)).containsExactly("SELECT * FROM raw.feed");
        files.write("contracts/clinic/visits.sql", "SELECT * FROM raw.feed WHERE age > 1\n");
        assertThat(queriesAfter(files, dead)).isEmpty();
    }

    /** Those of the table's COMPLETE, which the dead run may have sent itself. */
    private List<String> queriesAfter(ClinicAndStudy files, DeadRun dead) throws IOException {
        Files.delete(folder.resolve("events.ndjson"));
        DeadRunLineage.emit(files.read(), dead, new LostEvents());
        List<JsonNode> made = sent().stream()
                .filter(event -> event.at("/job/name").asText().equals("clinic.visits"))
                .filter(event -> event.path("eventType").asText().equals("COMPLETE"))
                .toList();
        assertThat(made).hasSize(1);
        return made.stream()
                .flatMap(event -> event.at("/job/facets/sql").findValuesAsText("query").stream())
                .toList();
    }

    private List<JsonNode> sent() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("events.ndjson"), StandardCharsets.UTF_8)) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    /** The ending as the release's evidence has it. */
    private static JsonNode event(ClinicAndStudy files, Manifest manifest) throws IOException {
        EvidenceItem item = manifest.evidence(EvidenceKind.LINEAGE).stream()
                .filter(one -> one.name().equals("lineage.ndjson"))
                .findFirst()
                .orElseThrow();
        byte[] text = new ProofFiles(StoredReleaseLog.of(files.read()).files(), manifest.product())
                .piece(item)
                .orElseThrow();
        return JSON.readTree(
                new String(text, StandardCharsets.UTF_8).lines().toList().get(1));
    }

    private static Set<List<String>> own(JsonNode event) {
        Set<List<String>> fields = new HashSet<>();
        Stream.of("inputs", "outputs")
                .flatMap(side -> stream(event.path(side)))
                .forEach(dataset -> stream(dataset.at("/facets/schema/fields"))
                        .forEach(field -> fields.add(name(dataset, field.path("name")))));
        return fields;
    }

    private static List<List<String>> named(JsonNode facet) {
        return Stream.concat(
                        stream(facet.path("dataset")),
                        stream(facet.path("fields")).flatMap(field -> stream(field.path("inputFields"))))
                .map(input -> name(input, input.path("field")))
                .toList();
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
