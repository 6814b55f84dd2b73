package dev.weir.contracts.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problems;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.read.rules.RuleFiles;
import dev.weir.contracts.read.rules.RulePacks;
import dev.weir.contracts.read.settings.WorkspaceFile;
import dev.weir.contracts.standard.Mutations;
import dev.weir.contracts.standard.OfficialSchema;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON schemas that editors use say what the readers say: they are made of the readers' shapes. After a change of a shape
 * {@code -Dweir.golden=write} writes them anew.
 */
class EditorSchemasTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path SAMPLES = Path.of("src/test/resources/weir");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_261_120;

    /** A file with a pack says so. */
    private static final Map<String, Object> RULES_OR_PACK = Map.of(
            "type", "object",
            "if", Map.of("required", List.of("pack")),
            "then", RulePacks.SHAPE.schema(),
            "else", RuleFiles.SHAPE.schema());

    @Test
    void workspaceSchemaIsMadeOfItsShape() throws IOException {
        isMadeOf(
                WorkspaceFile.SHAPE.schema(),
                "weir-workspace",
                "weir.yaml",
                "Where things are: storage, catalogue, keys, lineage, law. Texts may hold ${NAME} or ${NAME:-default}.");
    }

    @Test
    void rulesSchemaIsMadeOfItsShapes() throws IOException {
        isMadeOf(
                RULES_OR_PACK,
                "weir-rules",
                "Weir rules",
                "What must hold for a contract's tables; or a pack of rules with parameters.");
    }

    @Test
    void waiversSchemaIsMadeOfItsShape() throws IOException {
        isMadeOf(
                WaiverFile.SHAPE.schema(),
                "weir-waivers",
                "Weir waivers",
                "Failing rules that stewards accept for a time, and columns that they call harmless.");
    }

    @Test
    void recipientsSchemaIsMadeOfItsShape() throws IOException {
        isMadeOf(
                RecipientReader.SHAPE.schema(),
                "weir-recipients",
                "Weir recipients",
                "Who may receive data, and on what that rests. What is left out is unknown, and unknown denies.");
    }

    @Test
    void namingSchemaIsMadeOfItsShape() throws IOException {
        isMadeOf(
                NamingReader.SHAPE.schema(),
                "weir-naming",
                "Weir names",
                "How columns of products are named, and the terms that they stand for.");
    }

    @Test
    void namingSchemaAndReaderAgree() throws IOException {
        agree("weir-naming", NamingReader.SHAPE::check, "naming");
    }

    @Test
    void workspaceSchemaAndReaderAgree() throws IOException {
        agree("weir-workspace", WorkspaceFile.SHAPE::check, "workspace");
    }

    @Test
    void rulesSchemaAndReaderAgree() throws IOException {
        agree("weir-rules", EditorSchemasTest::checkRulesOrPack, "rules");
    }

    @Test
    void waiversSchemaAndReaderAgree() throws IOException {
        agree("weir-waivers", WaiverFile.SHAPE::check, "waivers");
    }

    @Test
    void recipientsSchemaAndReaderAgree() throws IOException {
        agree("weir-recipients", RecipientReader.SHAPE::check, "recipients");
    }

    /** Files of workspaces that run, those that come with Weir, and the schema that each has. */
    static Stream<Arguments> filesThatAreRight() throws IOException {
        List<Arguments> files = new ArrayList<>();
        for (String folder : List.of(
                "../examples",
                "../benchmarks/workspaces",
                "../jobs/engine/src/test/resources",
                "../jobs/plan/src/test/resources",
                "src/main/resources/packs")) {
            try (Stream<Path> found = Files.walk(Path.of(folder))) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(file -> {
                    String path = file.toString();
                    if (path.endsWith("/weir.yaml")) {
                        files.add(Arguments.of("weir-workspace", file));
                    } else if (path.endsWith("/contracts/recipients.yaml")) {
                        files.add(Arguments.of("weir-recipients", file));
                    } else if (path.endsWith("/contracts/naming.yaml")) {
                        files.add(Arguments.of("weir-naming", file));
                    } else if (path.endsWith("/waivers.yaml")) {
                        files.add(Arguments.of("weir-waivers", file));
                    } else if (path.contains("/quality-rules/") || path.contains("/packs/")) {
                        files.add(Arguments.of("weir-rules", file));
                    }
                });
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("filesThatAreRight")
    void schemaAcceptsWhatIsRight(String schema, Path file) throws IOException {
        OfficialSchema official = new OfficialSchema(SCHEMAS.resolve(schema + ".schema.json"), (node, problems) -> {});
        assertThat(official.accepts(OfficialSchema.json(file))).isTrue();
    }

    private static void checkRulesOrPack(YamlNode document, Problems problems) {
        Shape shape = document instanceof YamlMap map && map.has("pack") ? RulePacks.SHAPE : RuleFiles.SHAPE;
        shape.check(document, problems);
    }

    private static void isMadeOf(Map<String, Object> shape, String name, String title, String description)
            throws IOException {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2019-09/schema");
        schema.put("$id", "https://weir.dev/schemas/" + name + ".schema.json");
        schema.put("title", title);
        schema.put("description", description);
        schema.setAll((ObjectNode) JSON.valueToTree(ordered(shape)));
        Path file = SCHEMAS.resolve(name + ".schema.json");
        if ("write".equals(System.getProperty("weir.golden"))) {
            Files.writeString(file, Json.print(schema));
        }
        assertThat(Files.readString(file))
                .as(
                        "%s is not what the shapes say: write it with './mvnw -pl contracts test -Dtest=EditorSchemasTest"
                                + " -Dweir.golden=write', and read the difference",
                        file)
                .isEqualTo(Json.print(schema));
    }

    /** Keywords by name; fields stay in the order of their shape. */
    private static Object ordered(Object schema) {
        if (schema instanceof List<?> list) {
            return list.stream().map(EditorSchemasTest::ordered).toList();
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<Object, Object> ordered = map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, value) -> ordered.put(key, ordered(value)));
        return ordered;
    }

    private static void agree(String schema, BiConsumer<YamlNode, Problems> reader, String samples) throws IOException {
        OfficialSchema official = new OfficialSchema(SCHEMAS.resolve(schema + ".schema.json"), reader);
        Mutations mutations = new Mutations(SEED, official.keys(), official.words());
        List<String> differences = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> listed = Files.list(SAMPLES)) {
            files = listed.filter(file -> file.getFileName().toString().startsWith(samples))
                    .sorted()
                    .toList();
        }
        int valid = 0;
        for (Path file : files) {
            JsonNode document = OfficialSchema.json(file);
            assertThat(official.problems(Files.readString(file)))
                    .as(file.toString())
                    .isEmpty();
            assertThat(official.accepts(document)).as(file.toString()).isTrue();
            for (int i = 0; i < 1_000; i++) {
                JsonNode mutation = mutations.of(document);
                boolean ours = official.problems(mutation).isEmpty();
                valid += ours ? 1 : 0;
                if (ours != official.accepts(mutation)) {
                    differences.add("ours " + official.problems(mutation) + " on " + JSON.writeValueAsString(mutation));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(valid).as("mutations that are still valid").isGreaterThan(20);
    }
}
