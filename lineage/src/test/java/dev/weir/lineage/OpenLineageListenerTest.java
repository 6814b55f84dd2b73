package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.TableLoad.Span;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageReplay;
import dev.weir.lineage.sending.LineageSettings;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.transports.Transport;
import io.openlineage.client.transports.TransportBuilder;
import io.openlineage.client.transports.TransportConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLineageListenerTest {

    private static final Map<String, String> FILE = Map.of("type", "file", "location", "lineage/events.ndjson");
    private static final String SECRET = "s3cr3t-token";

    @TempDir
    Path root;

    private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());

    /** The same as in each export: what a catalogue says and what an event says are of one column. */
    @Test
    void aTableAndItsColumnsHaveTheIdentifiersOfExports() throws IOException {
        CatalogueBase base = CatalogueBase.URN;
        tell(FILE, Runs.released(root, TableFormat.ICEBERG));
        JsonNode identity = events().stream()
                .map(event -> event.at("/outputs/0/facets/weir_identity"))
                .filter(facet -> !facet.isMissingNode())
                .findFirst()
                .orElseThrow();
        assertThat(identity.path("iri").asText()).isEqualTo(base.table("clinical", 7, "patients"));
        assertThat(identity.at("/columns/0/name").asText()).isEqualTo("patient_id");
        assertThat(identity.at("/columns/0/iri").asText())
                .isEqualTo(base.column("clinical", 7, "patients", "patient_id"));
    }

    @Test
    void appendsOneLineForTheStartAndOneForTheEnd() throws IOException {
        tell(FILE, Runs.started(), Runs.released(root, TableFormat.ICEBERG));
        tell(FILE, Runs.started(), Runs.ended(Outcome.HELD));

        assertThat(events())
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("START", "COMPLETE", "START", "ABORT");
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.at("/run/runId").asText()).isEqualTo(Runs.RUN);
            assertThat(event.at("/job/namespace").asText()).isEqualTo("weir/北京 centre");
            assertThat(event.at("/job/name").asText()).isEqualTo("clinical");
            assertThat(event.path("producer").asText()).isEqualTo(OpenLineageEvents.PRODUCER.toString());
        });
        assertThat(trouble).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASED, COMPLETE",
        "UNCHANGED, COMPLETE",
        "HELD, ABORT",
        "REFUSED, ABORT",
        "CONFLICT, ABORT",
        "FAILED, FAIL"
    })
    void saysWhatBecameOfTheRun(Outcome outcome, String type) throws IOException {
        tell(FILE, Runs.ended(outcome));

        JsonNode event = events().get(0);
        assertThat(event.path("eventType").asText()).isEqualTo(type);
        assertThat(event.path("eventTime").asText()).startsWith("2026-01-31T08:00:09.5");
        assertThat(event.at("/run/facets/processing_engine/name").asText()).isEqualTo("weir");
        assertThat(event.at("/run/facets/processing_engine/version").asText()).isEqualTo("0.1.0");
        assertThat(event.at("/run/facets/errorMessage/message").asText())
                .isEqualTo(
                        type.equals("COMPLETE")
                                ? ""
                                : "Rule 'patients.key' of table 'patients' failed: 2 of 3 rows break it.");
        assertThat(event.path("outputs")).isEmpty();
    }

    @Test
    void namesInputsByWhereTheyLie() throws IOException {
        tell(FILE, Runs.started(), Runs.ended(Outcome.HELD));

        JsonNode start = events().get(0).at("/inputs/0");
        JsonNode end = events().get(1).at("/inputs/0");
        for (JsonNode input : List.of(start, end)) {
            assertThat(input.path("namespace").asText()).isEqualTo("file");
            assertThat(input.path("name").asText()).isEqualTo(root + "/raw/synthea");
            assertThat(input.at("/facets/symlinks").isMissingNode()).isTrue();
            assertThat(input.at("/facets/tags/tags/0/value").asText()).isEqualTo(Runs.SOURCE);
            assertThat(input.at("/facets/schema/fields/0/name").asText()).isEqualTo("Id");
            assertThat(input.at("/facets/schema/fields/0/description").asText()).isEqualTo("Who (患者编号).");
        }
        assertThat(end.at("/inputFacets/inputStatistics/rowCount").asLong()).isEqualTo(4);
        assertThat(end.at("/inputFacets/inputStatistics/size").asLong()).isEqualTo(150);
        assertThat(end.at("/inputFacets/inputStatistics/fileCount").asLong()).isEqualTo(2);
        assertThat(end.at("/facets/version/datasetVersion").asText()).matches("sha256:[0-9a-f]{64}");
    }

    @ParameterizedTest
    @MethodSource("dev.weir.contracts.TableFormat#own")
    void namesOutputsByPlaceVersionAndSchema(TableFormat format) throws IOException {
        tell(FILE, Runs.released(root, format));

        JsonNode output = events().get(0).at("/outputs/0");
        assertThat(output.path("namespace").asText()).isEqualTo("file");
        assertThat(output.path("name").asText()).isEqualTo(root + "/warehouse/clinical/patients");
        assertThat(output.at("/facets/version/datasetVersion").asText()).isEqualTo("4242");
        assertThat(output.at("/facets/storage/storageLayer").asText()).isEqualTo(format.toString());
        assertThat(output.at("/facets/schema/fields/0/type").asText()).isEqualTo("string");
        assertThat(output.at("/facets/schema/fields/0/description").asText()).isEqualTo("Who (患者编号).");
        assertThat(output.at("/facets/documentation/description").asText()).isEqualTo("One row per patient.");
        assertThat(output.at("/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(2);
        assertThat(output.at("/facets/tags/tags").toString())
                .contains("clinical@7")
                .contains(
                        "{\"key\":\"mask\",\"value\":\"pseudonymise\",\"source\":\"CONTRACT\",\"field\":\"patient_id\"}");
        assertThat(output.at("/facets/symlinks/identifiers/0/name").asText())
                .isEqualTo(format.equals(TableFormat.ICEBERG) ? "clinical.patients" : "");
    }

    @ParameterizedTest
    @MethodSource("dev.weir.contracts.TableFormat#own")
    void saysWhoseATableIsAndWhereItIsFound(TableFormat format) throws IOException {
        tell(FILE, Runs.started(), Runs.released(root, format, 1));
        tell(FILE, Runs.released(root, format, 2));

        assertThat(events())
                .extracting(
                        event -> event.at("/job/facets/ownership/owners/0/name").asText())
                .containsOnly("Data office (数据办公室)");
        JsonNode facets = events().get(1).at("/outputs/0/facets");
        assertThat(facets.at("/ownership/owners/0/name").asText()).isEqualTo("Data office (数据办公室)");
        assertThat(facets.at("/datasetType/datasetType").asText()).isEqualTo("TABLE");
        assertThat(facets.at("/dataSource/name").asText()).isEqualTo("file");
        assertThat(facets.at("/dataSource/uri").asText()).isEqualTo("file:///");
        assertThat(facets.at("/lifecycleStateChange/lifecycleStateChange").asText())
                .isEqualTo("CREATE");
        assertThat(events().get(2).at("/outputs/0/facets/lifecycleStateChange").isMissingNode())
                .isTrue();
        JsonNode catalog = facets.path("catalog");
        assertThat(catalog.isMissingNode()).isEqualTo(!format.equals(TableFormat.ICEBERG));
        if (format.equals(TableFormat.ICEBERG)) {
            assertThat(catalog.path("framework").asText()).isEqualTo("iceberg");
            assertThat(catalog.path("type").asText()).isEqualTo("jdbc");
            assertThat(catalog.path("warehouseUri").asText())
                    .isEqualTo(facets.at("/symlinks/identifiers/0/namespace").asText());
        }
        assertThat(events().get(1)
                        .at("/inputs/0/facets/datasetType/datasetType")
                        .asText())
                .isEqualTo("FILE");
        assertThat(events().get(1)
                        .at("/inputs/1/facets/datasetType/datasetType")
                        .asText())
                .isEqualTo("TABLE");
    }

    /** A run of an hour has an event for each minute in which something happens, and none for the others. */
    @Test
    void aRunThatIsLongAtWorkSaysSo() throws IOException {
        Clock[] now = {Clock.fixed(Runs.STARTED, ZoneOffset.UTC)};
        Clock moving = new Clock() {
            @Override
            public Instant instant() {
                return now[0].instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (OpenLineageListener listener = OpenLineageListener.open(
                Runs.workspace(root, FILE),
                Map.of(),
                EventRecorder.NONE,
                Optional.empty(),
                new LostEvents(),
                trouble::add,
                moving)) {
            listener.on(Runs.started());
            for (int seconds : List.of(1, 59, 60, 61, 119, 200)) {
                now[0] = Clock.fixed(Runs.STARTED.plusSeconds(seconds), ZoneOffset.UTC);
                listener.on(new RunEvent.Tasks(seconds, 300));
            }
            listener.on(Runs.ended(Outcome.FAILED));
            now[0] = Clock.fixed(Runs.STARTED.plusSeconds(900), ZoneOffset.UTC);
            listener.on(new RunEvent.Tasks(300, 300));
        }

        assertThat(events())
                .extracting(event -> event.path("eventType").asText())
                .containsExactly("START", "RUNNING", "RUNNING", "FAIL");
        assertThat(events().get(1).path("eventTime").asText()).startsWith("2026-01-31T08:01:00");
        assertThat(events().get(1).path("inputs")).isEqualTo(events().get(0).path("inputs"));
        assertThat(events().get(1).at("/run/facets/weir_event/sequence").asInt())
                .isEqualTo(2);
    }

    @Test
    void aRunAboutAnIntervalHasItsTime() throws IOException {
        RunEvent.Started began = Runs.started();
        Instant from = Instant.parse("2026-01-30T16:00:00Z");
        Span day = new Span(from, from.plusSeconds(86_400), "2026-01-31");
        tell(
                FILE,
                new RunEvent.Started(
                        began.runId(),
                        began.product(),
                        began.inputs(),
                        began.at(),
                        Optional.of(day),
                        new TreeMap<>(Map.of("command", "run"))),
                Runs.ended(Outcome.HELD));

        assertThat(events()).hasSize(2).allSatisfy(event -> {
            JsonNode nominal = event.at("/run/facets/nominalTime");
            assertThat(nominal.path("nominalStartTime").asText()).startsWith("2026-01-30T16:00:00");
            assertThat(nominal.path("nominalEndTime").asText()).startsWith("2026-01-31T16:00:00");
            assertThat(event.at("/run/facets/executionParameters/parameters/0/key")
                            .asText())
                    .isEqualTo("command");
            assertThat(event.at("/run/facets/executionParameters/parameters/0/value")
                            .asText())
                    .isEqualTo("run");
        });
    }

    @Test
    void openLineagesOwnConfigurationShapesTheEventsToo(@TempDir Path elsewhere) throws IOException {
        Path config = elsewhere.resolve("openlineage.yml");
        Files.writeString(config, """
                job: { namespace: research, tags: ["tier:gold"] }
                run: { tags: ["shift:night:cron"] }
                facets: { custom_environment_variables: [CLUSTER, NOT_SET], nominalTime: { disabled: true }, sql: { disabled: true } }
                """);
        Map<String, String> environment =
                Map.of("OPENLINEAGE_CONFIG", config.toString(), "CLUSTER", "gpu-2", "PASSWORD", SECRET);
        try (OpenLineageListener listener =
                OpenLineageListener.open(Runs.workspace(root, FILE), environment, trouble::add)) {
            listener.on(Runs.started());
            listener.on(Runs.released(root, TableFormat.DELTA));
        }
        assertThat(allEvents()).hasSizeGreaterThan(4).allSatisfy(event -> {
            assertThat(event.at("/job/namespace").asText()).isEqualTo("research");
            assertThat(event.at("/job/facets/tags/tags/0/value").asText()).isEqualTo("gold");
            assertThat(event.at("/job/facets").has("sql")).isFalse();
            assertThat(event.toString()).doesNotContain(SECRET);
        });
        assertThat(events()).hasSize(2).allSatisfy(event -> {
            assertThat(event.at("/run/facets/tags/tags/0").toString())
                    .isEqualTo("{\"key\":\"shift\",\"value\":\"night\",\"source\":\"cron\"}");
            assertThat(event.at("/run/facets/environmentVariables/environmentVariables")
                            .toString())
                    .isEqualTo("[{\"name\":\"CLUSTER\",\"value\":\"gpu-2\"}]");
        });
        assertThat(trouble).isEmpty();
    }

    @Test
    void aColumnHasItsCategoryAndItsGrade() throws IOException {
        tell(FILE, Runs.released(root, TableFormat.ICEBERG));
        List<String> tags = new ArrayList<>();
        events().get(0)
                .at("/outputs/0/facets/tags/tags")
                .forEach(tag -> tags.add(tag.path("field").asText() + " "
                        + tag.path("key").asText() + " " + tag.path("value").asText() + " "
                        + tag.path("source").asText()));
        assertThat(tags)
                .contains(
                        "patient_id category MRN CONTRACT",
                        "patient_id grade 3 LAW",
                        "patient_id sensitivity personal LAW",
                        "patient_id mask pseudonymise CONTRACT");
    }

    /** Catalogues take a job's inputs and outputs from its newest run. */
    @Test
    void aRunThatFindsNothingNewHasWhatItsReleaseHas() throws IOException {
        RunEvent.Ended made = Runs.released(root, TableFormat.ICEBERG, 1);
        tell(FILE, Runs.started(), made);
        tell(
                FILE,
                Runs.started(),
                new RunEvent.Ended(Runs.ended(Outcome.UNCHANGED).record(), made.manifest(), made.lineage()));

        JsonNode released = events().get(1);
        JsonNode unchanged = events().get(3);
        assertThat(unchanged.path("eventType").asText()).isEqualTo("COMPLETE");
        for (String side : List.of("inputs", "outputs")) {
            assertThat(unchanged.path(side).findValuesAsText("name"))
                    .isEqualTo(released.path(side).findValuesAsText("name"))
                    .isNotEmpty();
        }
        assertThat(unchanged.at("/outputs/0/facets/columnLineage"))
                .isEqualTo(released.at("/outputs/0/facets/columnLineage"));
        assertThat(unchanged.at("/run/facets/weir_release/release").asText()).isEqualTo("clinical@1");
        assertThat(unchanged.findValues("outputStatistics")).isEmpty();
        assertThat(unchanged.findValues("inputStatistics")).isEmpty();
        assertThat(unchanged.findValues("weir_rows")).isEmpty();
        assertThat(unchanged.findValues("lifecycleStateChange")).isEmpty();
        assertThat(allEvents().stream()
                        .filter(event -> event.at("/job/name").asText().equals("clinical.patients")))
                .as("the run within the run that released")
                .hasSize(2);
    }

    @Test
    void aHeldRunHasItsVerdicts() throws IOException {
        tell(FILE, Runs.ended(Outcome.HELD));

        JsonNode test = events().get(0).at("/run/facets/test/tests/0");
        assertThat(test.path("name").asText()).isEqualTo("patients.key");
        assertThat(test.path("status").asText()).isEqualTo("fail");
        assertThat(test.path("severity").asText()).isEqualTo("error");
        assertThat(test.path("actual").asText()).isEqualTo("2");
        assertThat(test.path("expected").asText()).isEqualTo("0");
        assertThat(test.at("/params/failedRows").asLong()).isEqualTo(2);
        assertThat(test.at("/params/evaluatedRows").asLong()).isEqualTo(3);
        assertThat(test.path("description").asText())
                .isEqualTo("Rule 'patients.key' of table 'patients' failed: 2 of 3 rows break it.");
    }

    @Test
    void noEventHasWordsOfARuleOrOfAQuery() throws IOException {
        tell(FILE, Runs.started(), Runs.ended(Outcome.HELD));
        tell(FILE, Runs.started(), Runs.released(root, TableFormat.ICEBERG));
        tell(
                FILE,
                Runs.started(),
                Runs.failed(new EndingCause.Fault(Code.INVALID_SQL, Place.of("x"), Optional.empty())));

        assertThat(root.resolve("lineage/events.ndjson")).content().doesNotContain(Runs.CANARY);
    }

    @Test
    void aFailureHasItsCodeItsPlaceAndTheKindOfItsCause() {
        assertThat(message(new EndingCause.Fault(
                        Code.SQL_FAILED,
                        new Place("contracts/raw.synthea.odcs.yaml", 3, 8),
                        Optional.of("a division by zero"))))
                .isEqualTo(
                        "The run met C017 (sql-failed) at contracts/raw.synthea.odcs.yaml:3: a division by zero; 'weir"
                                + " explain C017' explains the code.");
        assertThat(message(new EndingCause.Fault(
                        Code.SOURCE_UNREADABLE, Place.of("raw/synthea/" + Runs.CANARY), Optional.empty())))
                .isEqualTo("The run met S002 (source-unreadable); 'weir explain S002' explains the code.");
        assertThat(message(new EndingCause.Stopped("SIGTERM"))).contains("stopped by SIGTERM");
        assertThat(message(new EndingCause.Died())).contains("died before it published");
        assertThat(message()).isEqualTo("The run ended as failed.");
    }

    private String message(EndingCause... causes) {
        RunEvent.Ended ended = Runs.failed(causes);
        return new EndingMessage(Runs.workspace(root, FILE)).of(ended.record(), ended.causes());
    }

    /** Whoever sends the ending of a dead run does not know how much of it was sent. */
    @Test
    void thePartsOfARunAreTheSameWhenTheyAreSentAgain() throws IOException {
        tell(FILE, Runs.released(root, TableFormat.ICEBERG));
        List<JsonNode> once = parts();
        tell(FILE, Runs.released(root, TableFormat.ICEBERG));

        assertThat(once).hasSize(6);
        assertThat(parts()).hasSize(12);
        assertThat(parts().subList(6, 12)).containsExactlyInAnyOrderElementsOf(once);
        assertThat(trouble).isEmpty();
    }

    private List<JsonNode> parts() throws IOException {
        return allEvents().stream()
                .filter(event -> !event.at("/job/name").asText().equals("clinical"))
                .toList();
    }

    @Test
    void aLostEventIsToldAndTheRunGoesOn() throws IOException {
        Files.writeString(root.resolve("lineage"), "a file where a folder should be", StandardCharsets.UTF_8);

        tell(FILE, Runs.started(), Runs.ended(Outcome.FAILED));

        assertThat(trouble).hasSize(2);
        assertThat(trouble.get(0)).startsWith("The lineage event START of run " + Runs.RUN + " is lost, since ");
        assertThat(trouble.get(1)).startsWith("The lineage event FAIL of run ");
    }

    /** The log alone is not read: what asks for the run has to learn it. */
    @Test
    void lostEventsAreCountedWithTheReason() throws IOException {
        Files.createDirectories(root.resolve("lineage"));
        for (String folder : List.of("lineage/spool", "lineage/spare")) {
            Files.writeString(root.resolve(folder), "a file where a folder should be", StandardCharsets.UTF_8);
        }
        LostEvents lost = new LostEvents();
        assertThat(lost.sentence()).isEmpty();
        try (OpenLineageListener listener = OpenLineageListener.open(
                Runs.workspace(root, FILE), Map.of(), EventRecorder.NONE, Optional.empty(), lost, trouble::add)) {
            listener.on(Runs.started());
            listener.on(Runs.ended(Outcome.FAILED));
        }
        assertThat(lost.sentence())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("2 lineage events are lost, and no catalogue gets them: 'lineage/spool' could not")
                        .contains("Exception at '" + root.resolve("lineage/spool"), "the right to write"));
    }

    @Test
    void tellsAServerAndNoSecretToAnyoneElse() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> bodies = Collections.synchronizedList(new ArrayList<>());
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        server.createContext("/api/v1/lineage", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(bodies.size() == 1 ? 201 : 500, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> http = new LinkedHashMap<>();
        http.put("type", "http");
        http.put("url", "http://localhost:" + server.getAddress().getPort());
        http.put("auth.type", "api_key");
        http.put("auth.apiKey", SECRET);
        try {
            tell(http, Runs.started(), Runs.ended(Outcome.FAILED));
        } finally {
            server.stop(0);
        }

        assertThat(keys).allMatch(key -> key.equals("Bearer " + SECRET)).isNotEmpty();
        assertThat(bodies.get(0)).contains("\"eventType\":\"START\"").doesNotContain(SECRET);
        assertThat(trouble)
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .contains("destination 'http' has not taken all events: HTTP status 500")
                        .doesNotContain(SECRET)
                        .doesNotContain("localhost"));
    }

    /** Each once, the oldest first. */
    @Test
    void whatNobodyHasTakenWaitsForTheNextRun() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> taken = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger status = new AtomicInteger(503);
        server.createContext("/api/v1/lineage", exchange -> {
            JsonNode event =
                    new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
            if (status.get() == 201) {
                taken.add(event.at("/eventType").asText() + " of "
                        + event.at("/job/name").asText());
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        Map<String, String> http = Map.of(
                "type", "http", "url", "http://localhost:" + server.getAddress().getPort());
        try {
            tell(http, Runs.started(), Runs.ended(Outcome.FAILED));
            assertThat(backlog(http)).isEqualTo(new LineageBacklog.State("http", 2, 0));
            assertThat(trouble).singleElement().asString().contains("they wait in 'lineage/spool'");

            trouble.clear();
            status.set(201);
            tell(http, Runs.started(), Runs.ended(Outcome.RELEASED));
        } finally {
            server.stop(0);
        }
        assertThat(taken)
                .extracting(event -> event.split(" ", 2)[0])
                .containsExactly("START", "FAIL", "START", "COMPLETE");
        assertThat(backlog(http).waiting()).isZero();
        assertThat(trouble).isEmpty();
    }

    @Test
    void aServerThatRefusesOneEventGetsTheOthers() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger refused = new AtomicInteger();
        server.createContext("/api/v1/lineage", exchange -> {
            String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuses = event.contains("FAIL");
            refused.addAndGet(refuses ? 1 : 0);
            exchange.sendResponseHeaders(refuses ? 422 : 201, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> http = Map.of(
                "type", "http", "url", "http://localhost:" + server.getAddress().getPort());
        try {
            tell(http, Runs.started(), Runs.ended(Outcome.FAILED), Runs.started());
        } finally {
            server.stop(0);
        }
        assertThat(refused).hasValue(1);
        assertThat(backlog(http)).isEqualTo(new LineageBacklog.State("http", 0, 1));
        assertThat(trouble).singleElement().asString().contains("HTTP status 422", "lineage/refused");
    }

    @Test
    void withoutATransportNothingIsTold() {
        tell(Map.of(), Runs.started(), Runs.ended(Outcome.FAILED));

        assertThat(root).isEmptyDirectory();
        assertThat(trouble).isEmpty();
    }

    @Test
    void passesOverWhatIsNoBeginningAndNoEnd() {
        tell(
                FILE,
                new RunEvent.StageStarted("read", "patients"),
                new RunEvent.Tasks(1, 2),
                new RunEvent.StageEnded(new StageTime("read", "patients", 3, 10)),
                new RunEvent.Judged(List.of()));

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void refusesATransportItDoesNotKnow() {
        refuses(Map.of("type", "pigeon"), Code.INVALID_VALUE);
        refuses(Map.of("location", "events.ndjson"), Code.INVALID_VALUE);
        refuses(Map.of("type", "file"), Code.MISSING_FIELD);
        refuses(Map.of("type", "file", "lokation", SECRET), Code.UNKNOWN_FIELD);
        refuses(Map.of("type", "http", "url", SECRET + " is no url"), Code.INVALID_VALUE);
        refuses(Map.of("type", "http", "url", "https://me:" + SECRET + "@example.org"), Code.INVALID_VALUE);
        refuses(Map.of("type", "http", "url", "http://a", "headers.Host", SECRET), Code.INVALID_VALUE);
        refuses(Map.of("type", "http", "url", "http://a", "sslContext.storePassword", SECRET), Code.UNSUPPORTED);
        refuses(Map.of("type", "kafka", "messageKey", SECRET), Code.MISSING_FIELD);
        refuses(
                Map.of("type", "composite", "transports.a.type", "file", "transports.a.lokation", SECRET),
                Code.UNKNOWN_FIELD);
    }

    @Test
    void refusesTwoOfOneTypeAndOneThatCannotBeLoaded() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            for (Map.Entry<String, Code> line : Map.of(
                            AnotherHttp.class.getName(), Code.DUPLICATE_NAME, "dev.weir.Nobody", Code.UNSUPPORTED)
                    .entrySet()) {
                Path services = Files.createDirectories(root.resolve(line.getKey() + "/META-INF/services"));
                Files.writeString(services.resolve(TransportBuilder.class.getName()), line.getKey());
                URL[] added = {root.resolve(line.getKey()).toUri().toURL()};
                try (URLClassLoader with = new URLClassLoader(added, before)) {
                    Thread.currentThread().setContextClassLoader(with);
                    refuses(FILE, line.getValue());
                }
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** One that lacks what it is made of. */
    public static final class Incomplete implements TransportBuilder {
        @Override
        public String getType() {
            return "incomplete";
        }

        @Override
        public TransportConfig getConfig() {
            return new Keyless();
        }

        @Override
        public Transport build(TransportConfig config) {
            return new LostTransport();
        }

        /** It has no keys, and a type that Jackson asks for. */
        public static final class Keyless implements TransportConfig {}
    }

    private static final class LostTransport extends Transport {
        @Override
        public void emit(OpenLineage.RunEvent event) {
            throw new NoClassDefFoundError("org/example/Client");
        }

        @Override
        public void emit(OpenLineage.DatasetEvent event) {
            throw new AssertionError("a run tells of runs");
        }

        @Override
        public void emit(OpenLineage.JobEvent event) {
            throw new AssertionError("a run tells of runs");
        }

        @Override
        public void close() {
            throw new NoClassDefFoundError("org/example/Client");
        }
    }

    @Test
    void anEventWaitsForATransportThatLacksSomething() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Path services = Files.createDirectories(root.resolve("added/META-INF/services"));
        Files.writeString(services.resolve(TransportBuilder.class.getName()), Incomplete.class.getName());
        try (URLClassLoader with =
                new URLClassLoader(new URL[] {root.resolve("added").toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(with);
            tell(Map.of("type", "incomplete"), Runs.started(), Runs.ended(Outcome.FAILED));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(trouble)
                .hasSize(2)
                .allMatch(sentence -> sentence.contains("incomplete") && sentence.contains("NoClassDefFoundError"));
    }

    /** One whose type another has. */
    public static final class AnotherHttp implements TransportBuilder {
        @Override
        public String getType() {
            return "http";
        }

        @Override
        public TransportConfig getConfig() {
            return new NoConfig();
        }

        @Override
        public Transport build(TransportConfig config) {
            throw new AssertionError("never built");
        }

        private static final class NoConfig implements TransportConfig {}
    }

    @Test
    void namesWhoHasStartedTheRun() throws IOException {
        String task = "0190aaaa-0000-7000-8000-000000000001";
        String dag = "0190aaaa-0000-7000-8000-000000000002";
        Map<String, String> environment = Map.of(
                "OPENLINEAGE_PARENT_ID", "prod/airflow/clinical.run/" + task,
                "OPENLINEAGE_ROOT_PARENT_ID", "prod/airflow/clinical/" + dag);
        Workspace workspace = Runs.workspace(root, FILE);
        try (OpenLineageListener listener = OpenLineageListener.open(
                workspace,
                Map.of(),
                EventRecorder.NONE,
                ParentRun.of(environment, trouble::add),
                new LostEvents(),
                trouble::add)) {
            listener.on(Runs.started());
            listener.on(Runs.ended(Outcome.HELD));
        }
        assertThat(events()).hasSize(2).allSatisfy(event -> {
            JsonNode parent = event.at("/run/facets/parent");
            assertThat(parent.at("/run/runId").asText()).isEqualTo(task);
            assertThat(parent.at("/job/namespace").asText()).isEqualTo("prod/airflow");
            assertThat(parent.at("/job/name").asText()).isEqualTo("clinical.run");
            assertThat(parent.at("/root/run/runId").asText()).isEqualTo(dag);
            assertThat(parent.at("/root/job/name").asText()).isEqualTo("clinical");
        });
        assertThat(trouble).isEmpty();
    }

    /** Another command settles it, which the scheduler of the dead run has not started. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndingOfADeadRunHasWhatItsStartHad(boolean isSpooled) throws IOException {
        ParentRun.JobRun task = new ParentRun.JobRun(
                "prod/airflow", "clinical.run", UUID.fromString("0190aaaa-0000-7000-8000-000000000001"));
        ParentRun.JobRun dag = new ParentRun.JobRun(
                "prod/airflow", "clinical", UUID.fromString("0190aaaa-0000-7000-8000-000000000002"));
        Map<String, String> kept = new TreeMap<>();
        EventRecorder keeper = new EventRecorder() {
            @Override
            public void keep(String product, String run, String kind, String event) {
                kept.put(product + run + kind, event);
            }

            @Override
            public Optional<String> kept(String product, String run, String kind) {
                return Optional.ofNullable(kept.get(product + run + kind));
            }
        };
        Workspace workspace = Runs.workspace(root, isSpooled ? FILE : Map.of());
        EventRecorder used = isSpooled ? EventRecorder.NONE : keeper;
        try (OpenLineageListener dies = OpenLineageListener.open(
                workspace, Map.of(), used, Optional.of(new ParentRun(task, dag)), new LostEvents(), trouble::add)) {
            RunEvent.Started plain = Runs.started();
            dies.on(new RunEvent.Started(
                    plain.runId(),
                    plain.product(),
                    plain.inputs(),
                    plain.at(),
                    Optional.of(new TableLoad.Span(
                            Instant.parse("2026-01-30T00:00:00Z"),
                            Instant.parse("2026-01-31T00:00:00Z"),
                            "2026-01-30")),
                    new TreeMap<>(Map.of("command", "run", "extent", "whole"))));
        }
        try (OpenLineageListener settles =
                OpenLineageListener.open(workspace, Map.of(), used, Optional.empty(), new LostEvents(), trouble::add)) {
            settles.on(Runs.released(root, TableFormat.ICEBERG));
        }
        List<JsonNode> events = new ArrayList<>();
        if (isSpooled) {
            events.addAll(allEvents());
        } else {
            for (String event : kept.values()) {
                events.add(new ObjectMapper().readTree(event));
            }
        }
        assertThat(events).hasSize(8).allSatisfy(event -> {
            JsonNode parent = event.at("/run/facets/parent");
            boolean isPart = !event.at("/job/name").asText().equals("clinical");
            assertThat(parent.at("/job/name").asText()).isEqualTo(isPart ? "clinical" : "clinical.run");
            assertThat(parent.at("/root/run/runId").asText())
                    .isEqualTo(dag.run().toString());
            if (!isPart) {
                assertThat(event.at("/run/facets/executionParameters/parameters"))
                        .extracting(asked -> asked.path("key").asText() + "="
                                + asked.path("value").asText())
                        .containsExactly("command=run", "extent=whole");
                assertThat(event.at("/run/facets/nominalTime/nominalStartTime").asText())
                        .isEqualTo("2026-01-30T00:00:00Z");
            }
        });
        assertThat(trouble).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"job/0190aaaa-0000-7000-8000-000000000001", "a/b/not-a-run", "a/b/", "/b/0190aaaa"})
    void saysWhereNobodyCanTellWhoHasStartedIt(String id) {
        assertThat(ParentRun.of(Map.of("OPENLINEAGE_PARENT_ID", id), trouble::add))
                .isEmpty();
        assertThat(trouble)
                .singleElement()
                .asString()
                .contains("OPENLINEAGE_PARENT_ID")
                .doesNotContain(id);
    }

    @Test
    void namesWhatHasStartedTheRunByTheContextFirst() {
        String task = "0190aaaa-0000-7000-8000-000000000001";
        String dag = "0190aaaa-0000-7000-8000-000000000002";
        String context = ("{'parent': {'run': {'runId': '%s', 'facets': {'x': {}}}, 'job': {'namespace': 'a/b', 'name':"
                        + " 'clinical.run'}, 'root': {'run': {'runId': '%s'}, 'job': {'namespace': 'a/b', 'name':"
                        + " 'clinical'}}}}")
                .formatted(task, dag)
                .replace('\'', '"');
        ParentRun.JobRun run = new ParentRun.JobRun("a/b", "clinical.run", UUID.fromString(task));
        ParentRun.JobRun older = new ParentRun.JobRun("c", "d", UUID.fromString(dag));
        Map<String, String> both = Map.of(ParentRun.CONTEXT, context, ParentRun.PARENT, "c/d/" + dag);
        assertThat(ParentRun.of(both, trouble::add))
                .hasValue(new ParentRun(run, new ParentRun.JobRun("a/b", "clinical", UUID.fromString(dag))));
        String alone = context.replaceFirst(", \"root\".*", "}}");
        assertThat(ParentRun.of(Map.of(ParentRun.CONTEXT, alone), trouble::add)).hasValue(new ParentRun(run, run));
        assertThat(trouble).isEmpty();
        for (String malformed : List.of(
                "{",
                "[]",
                "{}",
                "null",
                SECRET,
                context.replace(task, SECRET),
                context.replace(dag, SECRET),
                context.replace("clinical.run", ""),
                context.replaceFirst("\"job\"", "\"jobb\""))) {
            trouble.clear();
            assertThat(ParentRun.of(Map.of(ParentRun.CONTEXT, malformed, ParentRun.PARENT, "c/d/" + dag), trouble::add))
                    .as(malformed)
                    .hasValue(new ParentRun(older, older));
            assertThat(trouble)
                    .singleElement()
                    .asString()
                    .contains(ParentRun.CONTEXT)
                    .doesNotContain(SECRET);
        }
        assertThat(ParentRun.of(Map.of(ParentRun.CONTEXT, " "), trouble::add)).isEmpty();
    }

    /** What is kept in the warehouse is kept still. */
    @Test
    void whereOpenLineageIsSwitchedOffNothingIsSentAndNothingSpooled() {
        List<String> kept = new ArrayList<>();
        Workspace workspace = Runs.workspace(root, FILE);
        try (OpenLineageListener listener = OpenLineageListener.open(
                workspace,
                Map.of("OPENLINEAGE_DISABLED", "true"),
                (product, run, kind, event) -> kept.add(event),
                Optional.empty(),
                new LostEvents(),
                trouble::add)) {
            listener.on(Runs.started());
            listener.on(Runs.ended(Outcome.HELD));
        }
        assertThat(root).isEmptyDirectory();
        assertThat(kept)
                .hasSize(2)
                .allMatch(event -> event.contains("\"weir_event\""))
                .anyMatch(event -> event.contains("\"sequence\":2"));
        assertThat(trouble).isEmpty();
    }

    @Test
    void everyEventHasAKeyThatNoOtherHas() throws IOException {
        tell(FILE, Runs.started(), Runs.ended(Outcome.HELD));
        assertThat(events())
                .extracting(event -> event.at("/run/facets/weir_event/run").asText() + " "
                        + event.at("/run/facets/weir_event/eventType").asText() + " "
                        + event.at("/run/facets/weir_event/sequence").asInt())
                .containsExactly(Runs.RUN + " START 1", Runs.RUN + " ABORT 2");
    }

    private LineageBacklog.State backlog(Map<String, String> transport) throws IOException {
        Workspace workspace = Runs.workspace(root, transport);
        return LineageBacklog.of(workspace, LineageSettings.of(workspace, Map.of()))
                .destinations()
                .get(0);
    }

    @Test
    void whatTheSpoolCannotKeepIsKeptBesideItAndSentOnceItCan() throws IOException {
        Files.createDirectories(root.resolve("lineage"));
        Path spool = Files.writeString(root.resolve("lineage/spool"), "a file where a folder should be");
        tell(FILE, Runs.started(), Runs.ended(Outcome.HELD));
        assertThat(trouble)
                .singleElement()
                .asString()
                .contains("kept in 'lineage/spare'", "'lineage/spool' cannot be written");
        assertThat(backlog(FILE).waiting()).isEqualTo(2);
        assertThat(root.resolve("lineage/events.ndjson")).doesNotExist();

        Files.delete(spool);
        trouble.clear();
        Workspace workspace = Runs.workspace(root, FILE);
        assertThat(LineageReplay.of(
                                workspace,
                                LineageSettings.of(workspace, Map.of()),
                                Duration.ofSeconds(30),
                                trouble::add)
                        .isDone())
                .isTrue();
        assertThat(events())
                .extracting(event -> event.at("/eventType").asText() + " "
                        + event.at("/run/facets/weir_event/sequence").asInt())
                .containsExactly("START 1", "ABORT 2");
        assertThat(backlog(FILE).waiting()).isZero();
        assertThat(trouble).isEmpty();
    }

    /** The number of an event is part of its key. */
    @Test
    void anEventThatIsKeptBesideTheSpoolIsNumberedAfterThoseInIt() throws IOException {
        Workspace workspace = Runs.workspace(root, FILE);
        Path spool = root.resolve("lineage/spool");
        Path away = root.resolve("lineage/away");
        List<String> kept = new ArrayList<>();
        try (OpenLineageListener listener = OpenLineageListener.open(
                workspace,
                Map.of(),
                (product, run, kind, event) -> kept.add(event),
                Optional.empty(),
                new LostEvents(),
                trouble::add)) {
            listener.on(Runs.started());
            Files.move(spool, away);
            Files.writeString(spool, "a file where a folder should be");
            listener.on(Runs.ended(Outcome.HELD));
        }
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0)).contains("\"sequence\":1");
        assertThat(kept.get(1)).contains("\"sequence\":2");
    }

    private void refuses(Map<String, String> transport, Code code) {
        Workspace workspace = Runs.workspace(root, transport);
        assertThatThrownBy(() -> OpenLineageListener.open(workspace, Map.of(), trouble::add))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code)))
                .hasMessageNotContaining(SECRET);
    }

    private void tell(Map<String, String> transport, RunEvent... events) {
        try (OpenLineageListener listener =
                OpenLineageListener.open(Runs.workspace(root, transport), Map.of(), trouble::add)) {
            for (RunEvent event : events) {
                listener.on(event);
            }
        }
    }

    /** Those of the product's runs. */
    private List<JsonNode> events() throws IOException {
        return allEvents().stream()
                .filter(event ->
                        event.at("/job/facets/jobType/jobType").asText().equals("PRODUCT"))
                .toList();
    }

    private List<JsonNode> allEvents() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("lineage/events.ndjson"), StandardCharsets.UTF_8)) {
            events.add(json.readTree(line));
        }
        return events;
    }
}
