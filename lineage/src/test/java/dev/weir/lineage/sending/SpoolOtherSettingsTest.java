package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.lineage.Runs;
import dev.weir.lineage.sending.LineageServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events when a later process, or one at the same time, has other settings. */
class SpoolOtherSettingsTest {

    private static final Map<String, String> FILE = Map.of("type", "file", "location", "b.ndjson");

    @TempDir
    Path root;

    private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatWaitsForADestinationStaysUntilItHasIt() throws IOException {
        try (LineageServer server = new LineageServer(Answer.HTTP_500)) {
            Map<String, String> marquez = composite("marquez", server);
            List<String> first = run(marquez, "START", "COMPLETE");
            List<String> second = run(FILE, "START", "COMPLETE");
            assertThat(Files.readAllLines(root.resolve("b.ndjson")))
                    .as("a destination that is new gets what is in the spool")
                    .extracting(LineageServer::key)
                    .containsExactlyInAnyOrderElementsOf(sum(first, second));
            LineageReplay other = replay(FILE);
            assertThat(other.unnamed()).containsExactly(new LineageBacklog.State("marquez", 2, 0));
            assertThat(other.isDone()).isFalse();
            assertThat(replay(Map.of()).unnamed()).containsExactly(new LineageBacklog.State("marquez", 2, 0));
            assertThat(backlog(FILE).waiting()).isEqualTo(2);

            server.answers(Answer.TAKES);
            assertThat(replay(marquez).isDone()).isTrue();
            assertThat(keys(server.taken)).isEqualTo(first);
            assertThat(replay(FILE).isDone()).isTrue();
            assertThat(Files.readAllLines(root.resolve("b.ndjson"))).hasSize(4);
            assertThat(Spool.of(root, "laptop").runs()).isEmpty();
        }
    }

    /** The run of a process that was killed, settled by one with other settings. */
    @Test
    void bothSettingsOfARunCount() throws IOException {
        try (LineageServer server = new LineageServer(Answer.HTTP_500)) {
            Map<String, String> marquez = composite("marquez", server);
            String run = UUID.randomUUID().toString();
            List<String> keys = new ArrayList<>();
            for (Map<String, String> settings : List.of(marquez, FILE)) {
                try (Senders senders = open(settings)) {
                    keys.add(SpoolEvents.emit(senders, run, keys.isEmpty() ? "START" : "FAIL"));
                }
            }
            server.answers(Answer.TAKES);
            assertThat(replay(marquez).isDone()).isTrue();
            assertThat(keys(server.taken)).isEqualTo(keys);
            assertThat(keys(Files.readAllLines(root.resolve("b.ndjson")))).isEqualTo(keys);
        }
    }

    @Test
    void whatIsKeptBesideTheSpoolStaysAsWell() throws IOException {
        Path spool = root.resolve("lineage/spool");
        Files.createDirectories(spool.getParent());
        Files.createFile(spool); // no folder can be made there
        try (LineageServer server = new LineageServer(Answer.TAKES)) {
            Map<String, String> marquez = composite("marquez", server);
            List<String> keys = run(marquez, "START", "COMPLETE");
            assertThat(backlog(FILE).unnamed()).containsExactly(new LineageBacklog.State("marquez", 2, 0));
            Files.delete(spool);
            run(FILE, "START", "COMPLETE");
            assertThat(replay(marquez).isDone()).isTrue();
            assertThat(keys(server.taken)).isEqualTo(keys);
        }
    }

    @Test
    void whatIsForgottenIsCountedAndOthersGetTheirs() throws IOException {
        try (LineageServer well = new LineageServer(Answer.HTTP_500)) {
            Map<String, String> both = new HashMap<>(composite("well", well));
            both.put("transports.gone.type", "http");
            both.put("transports.gone.url", "http://127.0.0.1:1");
            List<String> keys = run(both, "START", "COMPLETE");
            Workspace workspace = Runs.workspace(root, FILE);
            assertThat(LineageReplay.forget(workspace, "gone")).isEqualTo(OptionalInt.of(2));
            assertThat(backlog(FILE).unnamed()).containsExactly(new LineageBacklog.State("well", 2, 0));
            well.answers(Answer.TAKES);
            assertThat(replay(composite("well", well)).isDone()).isTrue();
            assertThat(keys(well.taken)).isEqualTo(keys);

            run(Map.of("type", "http", "url", "http://127.0.0.1:1"), "START");
            try (SenderLock busy = Spool.of(root, "laptop").lock("http").orElseThrow()) {
                assertThat(busy).isNotNull();
                assertThat(LineageReplay.forget(workspace, "http")).isEmpty();
            }
            assertThat(LineageReplay.forget(workspace, "http")).isEqualTo(OptionalInt.of(1));
            assertThat(Spool.of(root, "laptop").runs())
                    .as("a run that is for none")
                    .isEmpty();
        }
    }

    /** Each destination gets all events of the process that names it, and none twice. */
    @Test
    void twoProcessesWithDifferentSettingsLoseAndDoubleNothing() throws Exception {
        try (LineageServer one = new LineageServer(Answer.TAKES);
                LineageServer other = new LineageServer(Answer.TAKES)) {
            Process child = SpoolProcess.start(root, composite("one", one), 20, false);
            List<String> here = new ArrayList<>();
            while (child.isAlive() || here.size() < 60) {
                here.addAll(run(composite("other", other), "START", "RUNNING", "COMPLETE"));
            }
            List<String> there = SpoolProcess.emitted(child);
            assertThat(child.waitFor()).isZero();
            replay(composite("one", one));
            assertThat(replay(composite("other", other)).isDone()).isTrue();
            assertThat(there).hasSize(60);
            assertThat(keys(one.taken)).containsAll(there).doesNotHaveDuplicates();
            assertThat(keys(other.taken)).containsAll(here).doesNotHaveDuplicates();
            SpoolHistoryTest.assertOrder(one.taken);
            SpoolHistoryTest.assertOrder(other.taken);
            assertThat(Spool.of(root, "laptop").runs()).isEmpty();
        }
    }

    private static Map<String, String> composite(String name, LineageServer server) {
        Map<String, String> all = new HashMap<>();
        all.put("type", "composite");
        server.settings(5_000).forEach((key, value) -> all.put("transports." + name + "." + key, value));
        return all;
    }

    private List<String> run(Map<String, String> transport, String... types) throws IOException {
        List<String> keys = new ArrayList<>();
        String run = UUID.randomUUID().toString();
        try (Senders senders = open(transport)) {
            for (String type : types) {
                keys.add(SpoolEvents.emit(senders, run, type));
            }
        }
        return keys;
    }

    private Senders open(Map<String, String> transport) {
        Workspace workspace = Runs.workspace(root, transport);
        return Senders.open(workspace, LineageSettings.of(workspace, Map.of()), trouble::add);
    }

    private LineageReplay replay(Map<String, String> transport) throws IOException {
        Workspace workspace = Runs.workspace(root, transport);
        return LineageReplay.of(
                workspace, LineageSettings.of(workspace, Map.of()), Duration.ofSeconds(30), trouble::add);
    }

    private LineageBacklog backlog(Map<String, String> transport) throws IOException {
        Workspace workspace = Runs.workspace(root, transport);
        return LineageBacklog.of(workspace, LineageSettings.of(workspace, Map.of()));
    }

    private static List<String> sum(List<String> first, List<String> more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(more);
        return all;
    }

    private static List<String> keys(List<String> events) {
        return events.stream().map(LineageServer::key).toList();
    }
}
