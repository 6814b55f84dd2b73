package dev.weir.contracts.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A standard's own JSON schema beside our reader of it. */
public final class OfficialSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode text;
    private final JsonSchema schema;
    private final BiConsumer<YamlNode, Problems> reader;

    public OfficialSchema(Path file, BiConsumer<YamlNode, Problems> reader) throws IOException {
        this.text = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
        // 2.0 is an integer in JSON schema.
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .losslessNarrowing(true)
                .failFast(true)
                .build();
        this.schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(text, config);
        this.reader = reader;
    }

    public boolean accepts(JsonNode document) {
        return schema.validate(document).isEmpty();
    }

    /** What our reader finds in the same document. */
    public List<Problem> problems(JsonNode document) throws IOException {
        return problems(JSON.writeValueAsString(document));
    }

    public List<Problem> problems(String yaml) {
        Problems problems = new Problems();
        Optional<YamlNode> node = YamlReader.read(yaml, "document.yaml", problems);
        node.ifPresent(root -> reader.accept(root, problems));
        return problems.list();
    }

    /** Reads YAML by the library alone, without our reader. */
    public static JsonNode json(Path file) throws IOException {
        Load load = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());
        return JSON.valueToTree(textKeys(load.loadFromString(Files.readString(file, StandardCharsets.UTF_8))));
    }

    private static Object textKeys(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> texts = new LinkedHashMap<>();
            map.forEach((key, entry) -> texts.put(String.valueOf(key), textKeys(entry)));
            return texts;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> item == null ? JSON.nullNode() : textKeys(item))
                    .toList();
        }
        return value == null ? JSON.nullNode() : value;
    }

    /** Every key that the schema gives a meaning. */
    public List<String> keys() {
        Set<String> keys = new LinkedHashSet<>(List.of("unknown"));
        text.findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(keys::add));
        return List.copyOf(keys);
    }

    /** Every text that the schema allows by name, and a few that are references or nothing. */
    public List<String> words() {
        Set<String> words = new LinkedHashSet<>(List.of(
                "nothing", "a.b", "/schema/a/properties/b", "x.yaml#/schema/a", "a.b.c", "sftp://host/path", "a b"));
        for (JsonNode list : text.findValues("enum")) {
            list.forEach(word -> words.add(word.asText()));
        }
        for (JsonNode word : text.findValues("const")) {
            words.add(word.asText());
        }
        return new ArrayList<>(words);
    }
}
