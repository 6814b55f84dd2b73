package dev.weir.jobs.verb.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.jobs.cli.WarmCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code weir init --from} makes of raw files in a workspace.
 *
 * @param root of the workspace
 */
record DraftedFiles(Path root) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A file under {@code raw}. */
    void write(String name, CharSequence text) throws IOException {
        Path file = root.resolve("raw").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What is drafted of all of them, as JSON, after {@code weir validate} has taken it. */
    JsonNode init() throws IOException {
        JsonNode drafted = JSON.readTree(WarmCommands.weir(
                        "init", root.toString(), "--product", "lab", "--yes", "--from", root + "/raw/**", "-o", "json")
                .with(0)
                .out());
        WarmCommands.weir("validate", "-w", root.toString()).with(0);
        return drafted;
    }

    /** A column of what was drafted; missing where there is none. */
    static JsonNode column(JsonNode drafted, String table, String column) {
        for (JsonNode each : drafted.get("tables")) {
            for (JsonNode one : each.get("columns")) {
                if (each.get("name").asText().equals(table)
                        && one.get("name").asText().equals(column)) {
                    return one;
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** Kept, searched, masked or dropped. */
    static String fate(JsonNode drafted, String table, String column) {
        return column(drafted, table, column).path("fate").asText();
    }
}
