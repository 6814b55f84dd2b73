package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir suggest}, and what becomes of its proposals when they are pasted. */
@ExtendWith(SparkFixture.class)
class SuggestIT {

    @TempDir
    private Path folder;

    @Tag("slow")
    @Test
    void whatIsProposedCanBePastedAndRaisesNoFalseAlarm() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        StringBuilder visits = new StringBuilder(MiniWorkspace.HEADER);
        for (int i = 0; i < 300; i++) {
            visits.append(String.format(
                    Locale.ROOT,
                    "%d,%s,%d.50,11010519491231%03dX%n",
                    i,
                    List.of("it's", "\"\"\"quoted\"\"\"", "门诊").get(i % 3),
                    i % 70,
                    i));
        }
        workspace.deliver("visits", visits.toString());
        String root = workspace.root().toString();

        String json = WeirProcess.start("suggest", "clinic.visits", "-w", root, "-o", "json")
                .end()
                .with(0)
                .out();
        JsonNode found = JsonMapper.builder().build().readTree(json);
        assertThat(Schemas.valid("suggest", found)).isTrue();
        assertThat(found.get("proposals")).hasSizeGreaterThan(3);
        assertThat(json).doesNotContain("11010519491231");
        StringBuilder pasted = new StringBuilder("contract: clinic.visits\nrules:\n");
        found.get("proposals")
                .forEach(proposal -> pasted.append(proposal.path("yaml").asText()));
        workspace.write("quality-rules/clinic/proposed.yaml", pasted.toString());

        WarmCommands.weir("validate", "-w", root).with(0);
        JsonNode checked = JsonMapper.builder()
                .build()
                .readTree(WarmCommands.weir("check", "clinic", "-w", root, "-o", "json")
                        .with(0)
                        .out());
        Set<String> proposed = new HashSet<>();
        found.get("proposals")
                .forEach(proposal -> proposed.add(proposal.get("id").asText()));
        Set<String> passed = new HashSet<>();
        for (JsonNode table : checked.get("tables")) {
            for (JsonNode rule : table.get("rules")) {
                if (rule.get("verdict").asText().equals("passed")) {
                    passed.add(rule.get("rule").asText());
                }
            }
        }
        assertThat(passed).containsAll(proposed);
    }
}
