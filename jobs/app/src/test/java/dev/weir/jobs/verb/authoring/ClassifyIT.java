package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir classify}: what it proposes, what it shows, what it writes. */
class ClassifyIT {

    @TempDir
    private Path folder;

    @Tag("slow")
    @Test
    void categoriesAreProposedAndAddedToTheContractWithoutAValueShown() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        workspace.write("contracts/raw/people.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.people # from the registry
            name: people
            version: 1.0.0
            status: active
            servers:
              - { server: files, type: local, environment: laptop, path: "raw/people.csv", format: csv }
            schema:
              - name: people
                physicalType: file
                properties:
                  - { name: sfzh, logicalType: string } # 18 places
                  - name: 联系电话
                    logicalType: string
                    # as they gave it
                  - { name: col7, logicalType: string, classification: NONE }
                  - { name: sex, logicalType: string, classification: HEALTH }
                  - { name: batch, logicalType: integer }
            """);
        StringBuilder people = new StringBuilder("sfzh,联系电话,col7,sex,batch\n");
        for (int i = 0; i < 500; i++) {
            people.append(String.format(
                    Locale.ROOT,
                    "11010519491231002X,138%08d,li.wei%d@example.com,%s,%d%n",
                    i * 7919,
                    i,
                    i % 2 == 0 ? "男" : "女",
                    i));
        }
        workspace.deliver("people", people.toString());
        String root = workspace.root().toString();

        String shown = WeirProcess.start("classify", "raw.people", "-w", root, "-o", "json", "--write")
                .end()
                .with(0)
                .out();

        JsonNode json = JsonMapper.builder().build().readTree(shown);
        assertThat(Schemas.valid("classify", json)).isTrue();
        assertThat(shown).doesNotContain("110105", "138000", "li.wei");
        Map<String, String> standing = new HashMap<>();
        for (JsonNode column : json.at("/tables/0/columns")) {
            standing.put(
                    column.get("column").asText(),
                    column.get("standing").asText() + " "
                            + column.path("proposed").asText());
        }
        assertThat(standing)
                .isEqualTo(Map.of(
                        "sfzh", "new RID",
                        "联系电话", "new PHONE",
                        "col7", "contradicts EMAIL",
                        "sex", "differs DEMO",
                        "batch", "open "));
        assertThat(Files.readString(workspace.root().resolve("contracts/raw/people.odcs.yaml")))
                .contains("id: raw.people # from the registry\n")
                .contains("- { name: sfzh, logicalType: string, classification: RID } # 18 places\n")
                .contains("        logicalType: string\n        classification: PHONE\n        # as they gave it\n")
                .contains("{ name: sex, logicalType: string, classification: HEALTH }")
                .contains("{ name: batch, logicalType: integer }");
    }
}
