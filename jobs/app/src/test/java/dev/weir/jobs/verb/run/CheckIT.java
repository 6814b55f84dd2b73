package dev.weir.jobs.verb.run;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir check} as a steward types it, in a process of its own, and the run that it speaks of. */
@ExtendWith(SparkFixture.class)
class CheckIT {

    @TempDir
    private Path folder;

    @Test
    void saysWhatTheRunThenSays() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients", "visits"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,-1.00,\n1,b,2.00,\n1,c,3.00,\nx,d,4.00,\n");
        List<Path> before = workspace.written();

        WeirProcess.Ended held =
                WeirProcess.start(check(workspace, "--output", "json")).end();

        assertThat(workspace.written()).isEqualTo(before);
        JsonNode json = JsonMapper.builder().build().readTree(held.with(3).out());
        assertThat(Schemas.valid("check", json)).isTrue();
        assertThat(json.get("would").asText()).isEqualTo("hold");
        JsonNode key = rule(json, "visits", "visits.key");
        assertThat(key.get("effect").asText()).isEqualTo("holds");
        assertThat(key.get("rows")).hasSize(2);
        assertThat(key.get("rows").get(0).get("file").asText()).isEqualTo("raw/visits.csv");
        assertThat(key.get("rows").get(0).get("line").asLong()).isEqualTo(3);
        WeirProcess.Ended text =
                WarmCommands.weir(check(workspace, "--table", "visits")).with(3);
        assertThat(text.out()).contains("raw/visits.csv:2", "A run would hold").doesNotContain("patients");

        assertThat(verdicts(MiniWorkspace.record(workspace.run().with(3)))).isEqualTo(verdicts(json));
    }

    @Test
    void saysWhatTheNextRunWouldEndWith() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00,\n");
        workspace.run().with(0);

        JsonNode nothing = json(workspace, 0);
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00,\n1,b,2.00,\n");
        JsonNode held = json(workspace, 3);

        assertThat(nothing.get("would").asText()).isEqualTo("end-without-a-release");
        assertThat(WarmCommands.weir(check(workspace, "--next")).with(3).out())
                .contains("The next run would hold", "clinic on top of clinic@1");
        assertThat(held.get("would").asText()).isEqualTo("hold");
        assertThat(List.of(nothing, held)).allSatisfy(json -> {
            assertThat(Schemas.valid("check", json)).isTrue();
            assertThat(json.get("run").asText()).isEqualTo("weir run clinic");
            assertThat(json.get("on-top-of").get(0).asText()).isEqualTo("clinic@1");
        });
        assertThat(verdicts(MiniWorkspace.record(workspace.run().with(3)))).isEqualTo(verdicts(held));
    }

    /** A check needs no key; it says that a run would. */
    @Test
    void saysThatTheKeyToSignWithIsGone() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00,\n");
        workspace.run().with(0);
        assertThat(WarmCommands.weir(check(workspace)).with(0).err()).doesNotContain("No run can release here");
        Files.delete(workspace.root().resolve("keys/release.key"));
        WeirProcess.Ended checked = WarmCommands.weir(check(workspace)).with(0);
        assertThat(checked.out() + checked.err())
                .contains("No run can release here: The key that signs releases is not in", "C022");
    }

    /** A check of a share of the rows says how many they are, and which; of a masked column it says no row. */
    @Test
    void aCheckOfValuesShowsItsRows() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        Files.writeString(workspace.root().resolve("quality-rules/clinic/more.yaml"), """
                contract: clinic.patients
                rules:
                  - { id: known-labels, check: 'ColumnValues "label" in ["a", "b"]', severity: warn, dimension: conformity, owner: c@example.org, because: "x" }
                  - { id: known-people, check: 'ColumnValues "identity" in ["a", "b"]', of: produced, severity: warn, dimension: conformity, owner: c@example.org, because: "x" }
                  - { id: of-none, row: 'amount > 0', where: "label = 'A'", severity: warn, dimension: conformity, owner: c@example.org, because: "x" }
                """);
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00,\n2,c,2.00,110105194912310038\n3,b,2.00,\n");

        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(WarmCommands.weir(check(workspace, "--output", "json"))
                        .with(0)
                        .out());

        JsonNode labels = rule(json, "patients", "known-labels");
        assertThat(labels.get("failed").asLong()).isEqualTo(1);
        assertThat(labels.get("rows")).hasSize(1);
        assertThat(labels.get("rows").get(0).get("line").asLong()).isEqualTo(3);
        assertThat(labels.at("/rows/0/values/label").asText()).isEqualTo("c");
        assertThat(WarmCommands.weir(check(workspace)).with(0).out())
                .contains("of-none passed: No row to judge: its 'where' selects none");
        JsonNode people = rule(json, "patients", "known-people");
        assertThat(people.get("effect").asText()).isEqualTo("warns");
        assertThat(people.get("rows")).isEmpty();
    }

    /** In a process of its own: a session that has made tables before has their catalogue. */
    @Tag("slow")
    @Test
    void beforeTheFirstReleaseItSaysWhatTheFirstRunWould() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        workspace.deliver("patients", MiniWorkspace.HEADER + "1,a,1.00,\n");
        List<Path> before = workspace.written();

        WeirProcess.Ended first = WeirProcess.start(check(workspace, "--next", "--output", "json"))
                .end()
                .with(0);

        assertThat(workspace.written()).isEqualTo(before);
        JsonNode json = JsonMapper.builder().build().readTree(first.out());
        assertThat(json.get("would").asText()).isEqualTo("release");
        assertThat(verdicts(MiniWorkspace.record(workspace.run().with(0)))).isEqualTo(verdicts(json));
    }

    private static JsonNode json(MiniWorkspace workspace, int status) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(WarmCommands.weir(check(workspace, "--next", "--output", "json"))
                        .with(status)
                        .out());
    }

    private static String[] check(MiniWorkspace workspace, String... more) {
        List<String> words = new ArrayList<>(
                List.of("check", "clinic", "--workspace", workspace.root().toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static JsonNode rule(JsonNode json, String table, String rule) {
        for (JsonNode found : json.get("tables")) {
            if (found.get("table").asText().equals(table)) {
                for (JsonNode candidate : found.get("rules")) {
                    if (candidate.get("rule").asText().equals(rule)) {
                        return candidate;
                    }
                }
            }
        }
        throw new AssertionError("No rule " + rule);
    }

    private static List<String> verdicts(dev.weir.contracts.release.RunRecord record) {
        return record.verdicts().stream()
                .map(verdict -> verdict.rule().id() + " " + verdict.answer() + " "
                        + verdict.rows().failed() + " " + verdict.explanation())
                .sorted()
                .toList();
    }

    private static List<String> verdicts(JsonNode json) {
        List<String> verdicts = new ArrayList<>();
        for (String part : List.of("tables", "sources")) {
            for (JsonNode table : json.get(part)) {
                for (JsonNode rule : table.get("rules")) {
                    verdicts.add(rule.get("rule").asText() + " "
                            + rule.get("verdict").asText() + " "
                            + rule.get("failed").asLong() + " "
                            + rule.get("explanation").asText());
                }
            }
        }
        verdicts.sort(null);
        return verdicts;
    }
}
