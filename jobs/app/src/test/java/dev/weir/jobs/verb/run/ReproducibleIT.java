package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What may come out differently on another machine is told by every command, recorded, and refused where that is asked. */
@ExtendWith(SparkFixture.class)
class ReproducibleIT {

    private static final String PLACE = "contracts/clinic/visits.sql:2:8";

    @TempDir
    private Path folder;

    private MiniWorkspace workspace(String sql) throws IOException {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        Files.writeString(workspace.root().resolve("contracts/clinic/visits.sql"), sql);
        return workspace;
    }

    private static WeirProcess.Ended weir(MiniWorkspace workspace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new));
    }

    private static JsonNode json(WeirProcess.Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.out());
    }

    @Test
    void isToldRecordedAndRefused() throws Exception {
        MiniWorkspace workspace = workspace(
                "SELECT s.id,\n       first(s.label) AS label, max(s.amount) AS amount, max(s.identity) AS identity\n"
                        + "FROM raw.visits s GROUP BY s.id");

        for (List<String> command : List.of(
                List.of("validate"),
                List.of("plan", "clinic"),
                List.of("plan", "clinic", "--analyse"),
                List.of("check", "clinic"),
                List.of("run", "clinic"))) {
            List<String> strict = new ArrayList<>(command);
            strict.add("--strict");
            assertThat(weir(workspace, strict.toArray(String[]::new)).with(2).err()
                            + weir(workspace, strict.toArray(String[]::new)).out())
                    .as(strict.toString())
                    .contains(PLACE + "  C018", "'first(s.label)'", "come first or last");
            assertThat(weir(workspace, command.toArray(String[]::new)).with(0).out())
                    .as(command.toString())
                    .contains("Not reproducible", PLACE + ": 'first(s.label)'", "use min or max");
        }

        JsonNode validated = json(weir(workspace, "validate", "-o", "json").with(0));
        assertThat(Schemas.valid("validate", validated)).isTrue();
        assertThat(validated.at("/notices/0/line").asInt()).isEqualTo(2);
        JsonNode planned = json(weir(workspace, "plan", "clinic", "-o", "json").with(0));
        assertThat(Schemas.valid("plan", planned)).isTrue();
        assertThat(planned.at("/notices/0/expression").asText()).isEqualTo("first(s.label)");
        assertThat(json(weir(workspace, "plan", "clinic", "--analyse", "-o", "json"))
                        .at("/reproducible/answer")
                        .asText())
                .isEqualTo("no");
        JsonNode checked = json(weir(workspace, "check", "clinic", "-o", "json").with(0));
        assertThat(Schemas.valid("check", checked)).isTrue();
        assertThat(checked.at("/reproducible/because/0/table").asText()).isEqualTo("visits");

        JsonNode shown = json(weir(workspace, "show", "clinic@1", "-o", "json").with(0));
        assertThat(Schemas.valid("manifest", shown)).isTrue();
        assertThat(shown.at("/record/reproducible/answer").asText()).isEqualTo("no");
        assertThat(shown.at("/record/reproducible/because/0/file").asText()).isEqualTo("contracts/clinic/visits.sql");
        assertThat(weir(workspace, "show", "clinic@1").out()).contains("no, because of 1 part of its queries");
        assertThat(report(workspace)).contains("Not reproducible", "first(s.label)");
    }

    @Test
    void aQueryThatGivesTheSameRowsEverywhereSaysSo() throws Exception {
        MiniWorkspace workspace = workspace("SELECT s.id, s.label, s.amount, s.identity FROM raw.visits s");

        assertThat(weir(workspace, "run", "clinic", "--strict").with(0).out()).doesNotContain("Not reproducible");
        assertThat(json(weir(workspace, "show", "clinic@1", "-o", "json"))
                        .at("/record/reproducible/answer")
                        .asText())
                .isEqualTo("yes");
        assertThat(weir(workspace, "run", "clinic", "--strict").with(0).out()).contains("Nothing new");
        assertThat(report(workspace)).contains("Reproducible: the same sources");
    }

    private static String report(MiniWorkspace workspace) throws IOException {
        try (var files = Files.walk(workspace.root())) {
            Path report = files.filter(file -> file.endsWith("report.html"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElseThrow();
            return Files.readString(report);
        }
    }
}
