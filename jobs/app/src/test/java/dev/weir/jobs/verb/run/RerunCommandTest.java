package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.HashedFile;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.releases.log.SampleRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RerunCommandTest {

    @TempDir
    private Path folder;

    @Test
    void takesContractsAndRulesAsTheyStood() throws Exception {
        for (String part : List.of("contracts", "quality-rules", "weir.yaml")) {
            Folders.copy(Path.of("../../examples/clinical").resolve(part), folder.resolve(part));
        }
        Product then = read().product("clinical").orElseThrow();
        Manifest release = release(then);
        Map<String, byte[]> kept = new HashMap<>();
        for (HashedFile file : then.files()) {
            kept.put(file.sha256(), Files.readAllBytes(folder.resolve(file.path())));
        }
        Path rules = folder.resolve("quality-rules/clinical/encounters.yaml");
        Path more = folder.resolve("quality-rules/clinical/more.yaml");
        Files.writeString(
                more,
                "contract: clinical.patients\nrules:\n  - { id: more, row: \"true\", severity: quarantine, dimension:"
                        + " accuracy, owner: a@example.org, because: \"New.\" }\n");
        assertThat(read().product("clinical")).isNotEqualTo(Optional.of(then));

        Workspace recorded = RecordedWorkspace.of(
                new WorkspaceFolder(folder, Optional.empty(), Map.of()),
                release,
                sha256 -> Optional.ofNullable(kept.get(sha256)));
        assertThat(recorded.product("clinical").map(Product::rules)).contains(then.rules());
        assertThat(recorded.product("clinical").map(Product::files)).contains(then.files());
        assertThat(recorded.root()).isEqualTo(folder.toAbsolutePath());

        Files.writeString(rules, Files.readString(rules) + "# touched\n");
        assertThatThrownBy(() -> RecordedWorkspace.of(
                        new WorkspaceFolder(folder, Optional.empty(), Map.of()), release, sha256 -> Optional.empty()))
                .hasMessageContaining("quality-rules/clinical/encounters.yaml")
                .hasMessageNotContaining("patients.yaml");
    }

    @Test
    void whatItPrintsForToolsKeepsItsSchema() throws Exception {
        ContentDigest one = content(3, "1");
        ContentDigest other = content(2, "2");
        ObjectNode json = RerunCommand.json(new RerunResult(
                "clinical@12",
                "1.0.0",
                "1.1.0",
                Optional.of("clinical@9"),
                List.of("clinical@10", "clinical@12"),
                List.of(new RerunResult.OfTable("patients", one, one), new RerunResult.OfTable("visits", one, other))));

        assertThat(CommandsTest.valid("rerun", json)).isTrue();
        assertThat(json.at("/same").asBoolean()).isFalse();
        assertThat(json.at("/tables/0/differing-columns")).isEmpty();
        assertThat(json.at("/tables/1/differing-columns/0").asText()).isEqualTo("id");
    }

    private static ContentDigest content(long rows, String digit) {
        return new ContentDigest(
                rows,
                "weir-rows-1:" + digit.repeat(64),
                digit.repeat(64),
                List.of(new ContentDigest.OfColumn("id", 3, digit.repeat(16), "weir-column-1:" + digit.repeat(64))));
    }

    private Workspace read() {
        return WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages());
    }

    private static Manifest release(Product product) {
        Manifest sample = SampleRelease.of("clinical", 1, Optional.empty(), "run", List.of(), List.of());
        return new Manifest(
                1,
                sample.about(),
                sample.record(),
                List.of(),
                new Manifest.Basis(product.files(), "cn-2026-01", "0".repeat(64), List.of()),
                Optional.empty());
    }
}
