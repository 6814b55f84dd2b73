package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir backtest} over a release, with rules of every source of an answer. */
@ExtendWith(SparkFixture.class)
class BacktestIT {

    private static final String RULE = "    dimension: accuracy\n    owner: a@example.org\n    because: Tests.\n";

    @TempDir
    private Path folder;

    @Test
    void saysWhatTheEditedRulesWouldHaveSaidAndWhereItKnows() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits", "labs"));
        workspace.deliver(
                "visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,50.00,\n3,c,-1.00,\n4,d,500.00,\n");
        workspace.run().with(0);
        Path edited = folder.resolve("edited.yaml");
        Files.writeString(
                edited,
                "contract: clinic.visits\nrules:\n"
                        + "  - id: visits-amounts-are-not-negative\n    row: amount >= 0\n    severity: warn\n" + RULE
                        + "  - id: small\n    row: amount < 100\n    severity: quarantine\n" + RULE
                        + "  - id: masked\n    row: length(identity) = 18\n    severity: warn\n" + RULE
                        + "  - id: filled\n    check: Completeness \"identity\" > 0.9\n    severity: block\n" + RULE);

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(WeirProcess.start(
                                "backtest",
                                "clinic",
                                "--rules",
                                edited.toString(),
                                "-w",
                                workspace.root().toString(),
                                "-o",
                                "json")
                        .end()
                        .with(0)
                        .out());

        assertThat(Schemas.valid("backtest", json)).isTrue();
        assertThat(json.get("replaces").asText()).isEqualTo("quality-rules/clinic/visits.yaml");
        JsonNode release = json.get("releases").get(0);
        assertThat(release.get("would").asText()).isEqualTo("held");
        JsonNode changed = rule(release, "visits-amounts-are-not-negative");
        assertThat(changed.get("from").asText()).isEqualTo("recorded");
        assertThat(changed.get("would").get("failed").asLong()).isEqualTo(1);
        JsonNode small = rule(release, "small");
        assertThat(small.get("from").asText()).isEqualTo("table-and-quarantine");
        assertThat(small.get("would").get("evaluated").asLong()).isEqualTo(4);
        assertThat(small.get("would").get("failed").asLong()).isEqualTo(1);
        assertThat(rule(release, "masked").get("cannot-be-told").asText()).contains("identity", "pseudonymise");
        assertThat(rule(release, "filled").get("would").get("holds").asBoolean())
                .isTrue();
        // The negative one comes in, the large one goes out.
        assertThat(release.get("rows-would").asLong())
                .isEqualTo(release.get("rows").asLong());
    }

    private static JsonNode rule(JsonNode release, String id) {
        for (JsonNode rule : release.get("rules")) {
            if (rule.get("rule").asText().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("No rule " + id);
    }
}
