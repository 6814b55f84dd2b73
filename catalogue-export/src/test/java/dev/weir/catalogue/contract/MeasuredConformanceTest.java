package dev.weir.catalogue.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.CatalogueExport;
import dev.weir.catalogue.Exporter;
import dev.weir.catalogue.GeneratedReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Contracts and products that keep the standards' own schemas keep them with what was measured, too. */
@Tag("conformance")
class MeasuredConformanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path standards =
            Path.of(System.getProperty("weir.conformance", "")).resolve("standards");

    @Test
    void contractsKeepTheSchemaOfOdcs() throws IOException {
        assertKept(new OdcsExporter(), "odcs/odcs-json-schema-v3.1.0.json");
    }

    @Test
    void productsKeepTheSchemaOfOdps() throws IOException {
        assertKept(new OdpsExporter(), "odps/odps-json-schema-v1.0.0.json");
    }

    private void assertKept(Exporter exporter, String file) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
                .getSchema(
                        JSON.readTree(Files.readString(standards.resolve(file))),
                        SchemaValidatorsConfig.builder().build());
        assertThat(schema.validate(JSON.createObjectNode())).isNotEmpty();
        int measured = 0;
        for (CatalogueEntry entry : GeneratedReleases.all().toList()) {
            CatalogueExport made = exporter.export(entry);
            int unmeasured = 0;
            for (CatalogueExport.ExportedFile each : made.files()) {
                JsonNode document = json(each.text());
                assertThat(schema.validate(document)).as(each.text()).isEmpty();
                boolean isMeasured = document.path("customProperties")
                        .findValuesAsText("property")
                        .contains("weirMeasured");
                measured += isMeasured ? 1 : 0;
                unmeasured += isMeasured ? 0 : 1;
            }
            assertThat(made.gaps())
                    .filteredOn(gap -> gap.property().equals("weirMeasured"))
                    .hasSize(unmeasured);
        }
        assertThat(measured).isGreaterThan(30);
    }

    private static JsonNode json(String yaml) {
        return JSON.valueToTree(
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml));
    }
}
