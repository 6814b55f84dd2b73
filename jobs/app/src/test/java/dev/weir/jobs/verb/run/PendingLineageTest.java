package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.lineage.sending.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs report of their lineage. */
class PendingLineageTest {

    @TempDir
    Path root;

    private final List<String> notes = new ArrayList<>();

    @Test
    void aRunThatFailsReportsWhatWaitsAsWell() {
        assertThatThrownBy(() -> after(() -> {
                    waits();
                    throw new IllegalStateException("no source");
                }))
                .hasMessage("no source");
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("1 lineage event waits in 'lineage/spool', since 'http'");
    }

    @Test
    void whatWasRefusedOrDroppedBeforeIsOfEarlierRuns() {
        after(() -> refused("a-1.json", "a-2.json"));
        assertThat(notes).singleElement().asString().startsWith("2 lineage events were refused by 'http'");
        notes.clear();
        after(() -> dropped("3"));
        assertThat(notes).singleElement().asString().startsWith("3 lineage events had to make room");
        notes.clear();
        after(() -> {});
        assertThat(notes).isEmpty();
        after(() -> {
            refused("b-1.json");
            dropped("4");
        });
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0)).startsWith("1 lineage event was refused by 'http'");
        assertThat(notes.get(1)).startsWith("1 lineage event had to make room");
    }

    @Test
    void whatWaitsForADestinationOfOtherSettingsIsNamed() throws IOException {
        Path file = Files.writeString(
                root.resolve("ol.yml"), "transport: { type: file, location: lineage/events.ndjson, apikey: s3cr3t }");
        after(Map.of(), Map.of("OPENLINEAGE_CONFIG", file.toString()), this::waits);
        assertThat(notes).hasSize(3); // of the other two, one is of each destination
        assertThat(notes.get(0))
                .startsWith(file + ":1:59: OpenLineage's client does not know the key 'transport.apikey'")
                .doesNotContain("s3cr3t");
        assertThat(notes.get(2))
                .startsWith(
                        "1 lineage event waits in 'lineage/spool' for 'http', which the settings do not name. Name it"
                                + " again in " + file);
    }

    /** It is in no other place that a person sees. */
    @Test
    void aParentThatIsNoneIsNamedWithoutWhatItIs() {
        Map<String, String> parent = Map.of("OPENLINEAGE_PARENT_ID", "s3cr3t");
        after(HTTP, parent, () -> {});
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("The variable OPENLINEAGE_PARENT_ID is not namespace/job/run")
                .doesNotContain("s3cr3t");
        notes.clear();
        after(Map.of(), parent, () -> {});
        assertThat(notes).as("events go nowhere").isEmpty();
    }

    private static final Map<String, String> HTTP = Map.of("type", "http", "url", "http://localhost:1");

    private interface Run {
        void run() throws IOException;
    }

    private void after(Run run) {
        after(HTTP, Map.of(), run);
    }

    private void after(Map<String, String> transport, Map<String, String> environment, Run run) {
        Profile profile = new Profile("laptop", "warehouse", transport, KeySettings.of("keys/weir.key"), Map.of());
        Workspace workspace = new Workspace(root, "demo", profile, "cn-2026-01", List.of(), List.of());
        Desk desk = new Desk(new WorkspaceFolder(root, Optional.empty(), environment), Clock.systemUTC(), notes::add);
        boolean isDone = PendingLineage.after(desk, workspace, () -> {
            try {
                run.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
        assertThat(isDone).isTrue();
    }

    private void waits() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        spool.append(
                spool.run("018f0000-0000-7000-8000-000000000001", Instant.EPOCH),
                "{\"eventType\":\"START\"}",
                List.of("http"),
                sentence -> {});
    }

    private void refused(String... names) throws IOException {
        Path folder = Files.createDirectories(root.resolve("lineage/refused/laptop/http"));
        for (String name : names) {
            Files.writeString(folder.resolve(name), "{}");
        }
    }

    private void dropped(String count) throws IOException {
        Path folder = Files.createDirectories(root.resolve("lineage/spool/laptop"));
        Files.writeString(folder.resolve(".dropped"), count);
    }
}
