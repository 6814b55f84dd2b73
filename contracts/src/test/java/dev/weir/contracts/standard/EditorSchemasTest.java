package dev.weir.contracts.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Problems;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON schemas that editors use say what the readers say. */
class EditorSchemasTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path SAMPLES = Path.of("src/test/resources/weir");
    private static final long SEED = 20_261_120;

    @Test
    void workspaceSchemaAndReaderAgree() throws IOException {
        agree("weir-workspace.schema.json", WeirFiles::checkWorkspace, "workspace");
    }

    @Test
    void rulesSchemaAndReaderAgree() throws IOException {
        agree("weir-rules.schema.json", EditorSchemasTest::checkRulesOrPack, "rules");
    }

    @Test
    void waiversSchemaAndReaderAgree() throws IOException {
        agree("weir-waivers.schema.json", WeirFiles::checkWaivers, "waivers");
    }

    @Test
    void recipientsSchemaAndReaderAgree() throws IOException {
        agree("weir-recipients.schema.json", WeirFiles::checkRecipients, "recipients");
    }

    private static void checkRulesOrPack(YamlNode document, Problems problems) {
        if (document instanceof YamlMap map && map.has("pack")) {
            WeirFiles.checkPack(document, problems);
        } else {
            WeirFiles.checkRules(document, problems);
        }
    }

    private static void agree(String schema, BiConsumer<YamlNode, Problems> reader, String samples) throws IOException {
        OfficialSchema official = new OfficialSchema(SCHEMAS.resolve(schema), reader);
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
                    differences.add("ours " + official.problems(mutation) + " on "
                            + new ObjectMapper().writeValueAsString(mutation));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(valid).as("mutations that are still valid").isGreaterThan(20);
    }
}
