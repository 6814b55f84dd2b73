package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.notices.channel.HookServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose profile has a channel: who learns what, and how often. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class NoticesIT {

    private static final String IDENTITY = "11010519491231002X";
    private static final String LABEL = "canary-5d1e";

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;
    private HookServer server;

    @BeforeEach
    void workspace() throws Exception {
        server = new HookServer();
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        workspace.deliver("visits", MiniWorkspace.HEADER + "1," + LABEL + ",5.00," + IDENTITY + "\n3,c,-77123.45,\n");
        Path rules = workspace.root().resolve("quality-rules/clinic/visits.yaml");
        Files.writeString(rules, Files.readString(rules).replace("severity: quarantine", "severity: block"));
        Path settings = workspace.root().resolve("weir.yaml");
        String plain = Files.readString(settings);
        Files.writeString(
                settings,
                plain.replaceFirst(
                        "(?m)^( *)warehouse: warehouse$",
                        "$0\n$1notices: { ops: { kind: webhook, url: \"" + server.address("/hook") + "\" } }"));
        assertThat(Files.readString(settings)).isNotEqualTo(plain);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private WeirProcess.Ended weir(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new));
    }

    @Test
    void aHeldRunIsToldOnceAndAServerThatIsAwayChangesNothing() throws Exception {
        int port = server.port();
        server.close();
        WeirProcess.Ended away = weir("run", "clinic").with(3);
        assertThat(away.err())
                .contains(
                        "No notice to 'ops': the server does not answer (ConnectException); 1 waits for the next run");
        WeirProcess.Ended doctor = weir("doctor").with(6);
        assertThat(doctor.out()).contains("notice  ops  1 notice has not been delivered, the first since ");
        assertThat(Schemas.valid(
                        "doctor", CommandsTest.json(weir("doctor", "-o", "json").out())))
                .isTrue();
        assertThat(weir("notices").with(0).out())
                .contains("ops  1 to send, 0 delivered", "waits      Held: no release of clinic  (not delivered: ");
        assertThat(weir("notices", "--send").with(6).out()).contains("1 to send");

        server = new HookServer(port);
        assertThat(weir("run", "clinic").with(3).err()).doesNotContain("No notice");
        assertThat(server.received()).hasSize(1);
        weir("run", "clinic").with(3);
        weir("notices", "--send").with(0);
        assertThat(server.received()).hasSize(1);
        JsonNode got = CommandsTest.json(server.received().get(0).body());
        assertThat(Schemas.valid("notice", got)).as("%s", got).isTrue();
        assertThat(got.at("/notices/0/title").asText()).isEqualTo("Held: no release of clinic");
        assertThat(got.at("/notices/0/owners").toString()).isEqualTo("[\"clinic@example.org\"]");
        assertThat(got.at("/notices/0/lines").toString()).contains("1 of 2 rows");
        JsonNode shown = CommandsTest.json(weir("notices", "-o", "json").with(0).out());
        assertThat(Schemas.valid("notices", shown)).as("%s", shown).isTrue();
        assertThat(shown.at("/channels/0/delivered")).hasSize(1);
        assertThat(weir("doctor").with(0).out()).contains("All is in order");

        // released, and held once more: that is news
        workspace.deliver("visits", MiniWorkspace.HEADER + "1," + LABEL + ",5.00," + IDENTITY + "\n");
        weir("run", "clinic").with(0);
        workspace.deliver("visits", MiniWorkspace.HEADER + "1," + LABEL + ",-77123.45," + IDENTITY + "\n");
        weir("run", "--all").with(3);
        assertThat(server.received()).hasSize(2);
        assertThat(weir("doctor").with(0).out())
                .as("what a held run has staged is taken away at once")
                .contains("All is in order")
                .doesNotContain("leftover");
        noValueIsToldOrKept();
    }

    @Test
    void aRunThatBreaksIsToldAndOneThatIsMisspeltIsNot() throws Exception {
        weir("run", "clinik").with(2);
        assertThat(server.received()).isEmpty();
        try (var sources = Files.list(workspace.root().resolve("raw"))) {
            for (Path source : sources.toList()) {
                Files.delete(source);
            }
        }
        weir("run", "clinic").with(6);
        assertThat(server.received()).hasSize(1);
        assertThat(server.received().get(0).body()).contains("Failed: no release of clinic", "S001 source-missing");
        weir("notices", "--test", "ops").with(0);
        assertThat(server.received()).hasSize(2);
        assertThat(weir("notices", "--test", "oops").with(2).err()).contains("There is no channel 'oops'", "ops");
        noValueIsToldOrKept();
    }

    /** Of the rows of the run, which its report may show, a notice has nothing. */
    private void noValueIsToldOrKept() throws Exception {
        List<String> texts = new ArrayList<>();
        server.received().forEach(got -> texts.add(got.toString()));
        try (var kept = Files.walk(workspace.root().resolve("warehouse/.notices"))) {
            for (Path file : kept.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
        }
        assertThat(texts)
                .isNotEmpty()
                .noneMatch(text -> text.contains(IDENTITY) || text.contains(LABEL) || text.contains("77123"));
    }
}
