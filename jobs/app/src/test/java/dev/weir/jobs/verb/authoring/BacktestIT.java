package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir backtest} over a release, with rules of every source of an answer. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
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
                "\"contract\": clinic.visits\nrules:\n"
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

    @Test
    void saysHowOftenDriftRulesWouldHaveFailed() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("drift"), List.of("visits", "labs"));
        for (String identity : List.of("", "11010519491231002X", "")) {
            workspace.deliver(
                    "visits",
                    MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,50.00," + identity + "\n3,c,1.00,"
                            + identity + "\n4,d,500.00," + identity + "\n");
            workspace.run().with(0);
        }
        Path edited = folder.resolve("edited.yaml");
        Files.writeString(
                edited,
                "contract: clinic.visits\nrules:\n"
                        + "  - id: filled-as-before\n    drift: { column: identity, measure: null-rate, atMost: 0.1 }\n"
                        + "    severity: warn\n" + RULE
                        + "  - id: beyond-chance\n    drift: { column: identity, measure: null-rate }\n"
                        + "    severity: warn\n" + RULE
                        + "  - id: as-many-as-usual\n"
                        + "    drift: { measure: row-count, against: { window: 9 }, atMost: 1 }\n"
                        + "    severity: warn\n" + RULE);

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(WarmCommands.weir(
                                "backtest",
                                "clinic",
                                "--rules",
                                edited.toString(),
                                "-w",
                                workspace.root().toString(),
                                "-o",
                                "json")
                        .with(0)
                        .out());

        assertThat(Schemas.valid("backtest", json)).isTrue();
        assertThat(rate(json, "filled-as-before")).containsExactly(2, 2);
        // Four rows are too few for chance to be ruled out.
        assertThat(rate(json, "beyond-chance")).containsExactly(0, 2);
        assertThat(rate(json, "as-many-as-usual")).containsExactly(0, 0);
        assertThat(rule(json.get("releases").get(0), "as-many-as-usual")
                        .get("would")
                        .get("explanation")
                        .asText())
                .isEqualTo("A forecast needs 3 releases to compare with, and there are 2 among the last 2 releases");
        JsonNode newest = rule(json.get("releases").get(0), "filled-as-before");
        assertThat(newest.get("from").asText()).isEqualTo("states");
        assertThat(newest.get("would").get("explanation").asText()).contains("0.75 against release 2, above 0.1");
        assertThat(rule(json.get("releases").get(2), "filled-as-before")
                        .get("would")
                        .get("explanation")
                        .asText())
                .isEqualTo("There is no release to compare with yet");
    }

    private static List<Integer> rate(JsonNode json, String id) {
        for (JsonNode rate : json.get("drift")) {
            if (rate.get("rule").asText().equals(id)) {
                return List.of(rate.get("alarmed").asInt(), rate.get("judged").asInt());
            }
        }
        throw new AssertionError("No rate of " + id);
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
