package dev.weir.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every event against OpenLineage's core schema, and every facet against its own: the core schema leaves facets open.
 * Schemas come from {@code data/openlineage/spec} below the folder {@code weir.conformance}, never from the network.
 */
@Tag("conformance")
class OpenLineageConformanceTest {

    private static final String CORE = "https://openlineage.io/spec/2-0-2/OpenLineage.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SCHEMAS = new LinkedHashMap<>();
    private static JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @TempDir
    Path root;

    @BeforeAll
    static void readSchemas() throws IOException {
        Path spec = Path.of(System.getProperty("weir.conformance", "")).resolve("data/openlineage/spec");
        assertThat(spec)
                .as("OpenLineage's schemas; -Dweir.conformance=FOLDER names the folder that CONTRIBUTING.md describes")
                .isDirectory();
        try (Stream<Path> files = Files.walk(spec)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                String id = JSON.readTree(text).path("$id").asText();
                if (!id.isEmpty()) {
                    SCHEMAS.put(id, text);
                }
            }
        }
        for (String name : WeirFacet.schemas()) {
            try (InputStream own = requireNonNull(
                    WeirFacet.class.getResourceAsStream("/schemas/lineage/1-0-0/" + name + ".json"), name)) {
                String text = new String(own.readAllBytes(), StandardCharsets.UTF_8);
                SCHEMAS.put(JSON.readTree(text).path("$id").asText(), text);
            }
        }
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(
                        loaders -> loaders.values(list -> list.clear()).schemas(SCHEMAS)));
    }

    @Test
    void everyEventAndFacetKeepsItsSchema() throws IOException {
        List<JsonNode> events = emit();
        List<String> facets = new ArrayList<>();
        for (JsonNode event : events) {
            assertThat(problems(CORE + "#/$defs/RunEvent", event))
                    .as("%s", event)
                    .isEmpty();
            assertThat(problems(CORE, event)).as("%s", event).isEmpty();
            for (JsonNode holder : event.findParents("_schemaURL")) {
                String schema = holder.path("_schemaURL").asText();
                facets.add(schema);
                assertThat(SCHEMAS.keySet())
                        .as("the schema of a facet")
                        .contains(schema.substring(0, schema.indexOf('#')));
                assertThat(problems(schema, holder)).as("%s", holder).isEmpty();
            }
        }
        assertThat(events).hasSize(20);
        assertThat(facets).anyMatch(schema -> schema.endsWith("#/$defs/WeirIdentityDatasetFacet"));
        assertThat(facets).hasSizeGreaterThan(200);
    }

    @Test
    void aBrokenFacetIsFound() throws IOException {
        JsonNode broken = JSON.readTree("{\"_producer\": \"https://weir.dev\", \"_schemaURL\": \"x\", \"message\": 1}");

        assertThat(problems(
                        "https://openlineage.io/spec/facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet",
                        broken))
                .isNotEmpty();
        assertThat(problems(CORE, JSON.readTree("{\"eventType\": \"START\"}"))).isNotEmpty();
    }

    private List<JsonNode> emit() throws IOException {
        Map<String, String> file = Map.of("type", "file", "location", "events.ndjson");
        List<RunEvent> reported = new ArrayList<>(List.of(
                Runs.started(), Runs.released(root, TableFormat.ICEBERG), Runs.released(root, TableFormat.DELTA)));
        for (Outcome outcome :
                List.of(Outcome.UNCHANGED, Outcome.HELD, Outcome.REFUSED, Outcome.CONFLICT, Outcome.FAILED)) {
            reported.add(Runs.ended(outcome));
        }
        for (RunEvent event : reported) { // each in a process of its own: a run that is over is taken out of the spool
            try (OpenLineageListener listener =
                    OpenLineageListener.open(Runs.workspace(root, file), Map.of(), sentence -> {
                        throw new AssertionError(sentence);
                    })) {
                listener.on(event);
            }
        }
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("events.ndjson"), StandardCharsets.UTF_8)) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    private static Set<ValidationMessage> problems(String schema, JsonNode node) {
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema loaded = factory.getSchema(SchemaLocation.of(schema), strict);
        return loaded.validate(node);
    }
}
