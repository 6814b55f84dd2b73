package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFieldsTest {

    private static final String TYPE = Runs.CONTACTS.display();

    private static final String NESTED = """
            [{"name": "_element", "type": "object<kind: string, days: array<integer>>", "ordinal_position": 1, "fields": [
                {"name": "kind", "type": "string", "ordinal_position": 1},
                {"name": "days", "type": "array<integer>", "ordinal_position": 2, "fields": [
                    {"name": "_element", "type": "integer", "ordinal_position": 1}]}]}]""";

    @TempDir
    Path root;

    @Test
    void aSourcesColumnHasTheFieldsWithinIt() throws Exception {
        Workspace workspace = Runs.workspace(root, Map.of());
        JsonNode contacts = json(schemas(workspace)
                        .of(workspace.sources().get(0).contract().tables().get(0)))
                .at("/fields/1");
        assertThat(contacts.path("name").asText()).isEqualTo("Contacts");
        assertThat(contacts.path("type").asText()).isEqualTo(TYPE);
        assertThat(contacts.path("ordinal_position").asInt()).isEqualTo(2);
        assertThat(contacts.path("fields")).isEqualTo(new ObjectMapper().readTree(NESTED));
    }

    /** A release has the type as text, and today's contract may be another one. */
    @Test
    void aReleasedColumnHasThemWhereTheContractHasTheSameType() throws Exception {
        assertThat(released("contacts", TYPE).path("fields")).isEqualTo(new ObjectMapper().readTree(NESTED));
        assertThat(released("contacts", "array<object<kind: string>>").has("fields"))
                .isFalse();
        assertThat(released("patient_id", "string").has("fields")).isFalse();
        assertThat(released("unknown", TYPE).has("fields")).isFalse();
        JsonNode read = json(schemas(Runs.workspace(root, Map.of()))
                .read("clinical", "patients", List.of(new ProductLineage.ReadColumn("contacts", TYPE))));
        assertThat(read.at("/fields/0/fields")).isEqualTo(new ObjectMapper().readTree(NESTED));
    }

    private JsonNode released(String name, String type) throws Exception {
        return json(schemas(Runs.workspace(root, Map.of()))
                        .of("clinical", "patients", List.of(new ReleasedColumn(name, type, "NONE", "keep", "", ""))))
                .at("/fields/0");
    }

    private static SchemaFields schemas(Workspace workspace) {
        return new SchemaFields(new OpenLineage(URI.create("https://example.org")), workspace);
    }

    private static JsonNode json(OpenLineage.SchemaDatasetFacet facet) throws Exception {
        return new ObjectMapper().readTree(OpenLineageClientUtils.toJson(facet));
    }
}
