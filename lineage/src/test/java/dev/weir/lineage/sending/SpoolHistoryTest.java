package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.lineage.Runs;
import dev.weir.lineage.sending.LineageServer.Answer;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random rows of answers, and of deaths: no event is lost, copies are identical, a run's events keep their order, START first. */
class SpoolHistoryTest {

    private static final Answer[] BAD = {
        Answer.HTTP_500,
        Answer.HTTP_429,
        Answer.HTTP_401,
        Answer.HTTP_400,
        Answer.SENDS_TO_LOGIN,
        Answer.LOGIN_PAGE,
        Answer.CLOSES,
        Answer.SLOW
    };

    @TempDir
    Path folder;

    @Test
    void noEventIsLost() throws Exception {
        int histories = Torture.rounds("weir.lineage.histories", 100);
        long seed = Torture.seed("weir.lineage.seed");
        int emitted = 0;
        int copies = 0;
        int refused = 0;
        for (int history = 0; history < histories; history++) {
            Random random = new Random(seed + history);
            Path root = Files.createDirectories(folder.resolve("history-" + history));
            try (LineageServer server = new LineageServer(Answer.TAKES)) {
                Outcome outcome = history(random, root, server);
                emitted += outcome.emitted;
                copies += outcome.copies;
                refused += outcome.refused;
            } catch (AssertionError e) {
                throw new AssertionError(
                        "-Dweir.lineage.seed=" + (seed + history) + " -Dweir.lineage.histories=1 repeats it", e);
            }
        }
        System.out.println(histories + " histories: " + emitted + " events, 0 lost, " + refused + " refused, " + copies
                + " identical copies");
        assertThat(emitted).isGreaterThan(histories * 5);
    }

    private record Outcome(int emitted, int copies, int refused) {}

    private static Outcome history(Random random, Path root, LineageServer server) throws Exception {
        server.answers(event -> {
            synchronized (random) {
                return random.nextInt(3) > 0 ? Answer.TAKES : BAD[random.nextInt(BAD.length)];
            }
        });
        Workspace workspace = Runs.workspace(root, server.settings(100));
        LineageSettings settings = LineageSettings.of(workspace, Map.of());
        List<String> keys = new ArrayList<>();
        int processes = 2 + random.nextInt(4);
        for (int process = 0; process < processes; process++) {
            String run = UUID.randomUUID().toString();
            Senders senders = Senders.open(workspace, settings, sentence -> {});
            int events = 1 + random.nextInt(4);
            boolean dies = events == 1 || random.nextBoolean();
            for (int event = 0; event < events; event++) {
                keys.add(SpoolEvents.emit(
                        senders, run, event == 0 ? "START" : event == events - 1 ? "COMPLETE" : "RUNNING"));
                Thread.sleep(pick(random, 30));
            }
            if (!dies) {
                senders.close();
                continue;
            }
            Thread.sleep(pick(random, 60));
            senders.abandon();
            if (events == 1) { // its process died with its START, and perhaps in its next event
                String next = SpoolEvents.event(run, "FAIL", 2);
                if (random.nextBoolean()) {
                    tear(root, run, next.substring(0, pick(random, next.length())));
                }
                try (Senders settling = Senders.open(workspace, settings, sentence -> {})) {
                    keys.add(SpoolEvents.emit(settling, run, "FAIL"));
                }
            }
        }
        server.answers(Answer.TAKES);
        LineageReplay replay = LineageReplay.of(workspace, settings, Duration.ofMinutes(1), sentence -> {});
        assertThat(replay.isDone()).as("%s", replay).isTrue();
        assertThat(Spool.of(root, workspace.profile().name()).runs())
                .as("a run of which all is sent is gone")
                .isEmpty();
        Set<String> refused = refused(root);
        Set<String> arrived = new HashSet<>(refused);
        server.taken.forEach(event -> arrived.add(LineageServer.key(event)));
        assertThat(arrived).as("nothing is lost, and nothing else is sent").containsExactlyInAnyOrderElementsOf(keys);
        assertOrder(server.arrived);
        assertCopies(server.arrived);
        return new Outcome(keys.size(), server.arrived.size() - new HashSet<>(server.arrived).size(), refused.size());
    }

    private static int pick(Random random, int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private static void tear(Path root, String run, String part) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("lineage/spool"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(run + "/events.ndjson"))
                    .toList()) {
                Files.writeString(file, part, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            }
        }
    }

    private static Set<String> refused(Path root) throws IOException {
        Set<String> keys = new HashSet<>();
        if (!Files.exists(root.resolve("lineage/refused"))) {
            return keys;
        }
        try (Stream<Path> files = Files.walk(root.resolve("lineage/refused"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                keys.add(LineageServer.key(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(Files.readString(file))
                        .path("event")
                        .asText()));
            }
        }
        return keys;
    }

    /** An event follows its run's earlier ones: no number is passed over, and the first is START. Copies may come at any time. */
    static void assertOrder(List<String> arrived) {
        Map<String, Integer> last = new HashMap<>();
        for (String event : new LinkedHashSet<>(arrived)) {
            String[] key = LineageServer.key(event).split(" ");
            int number = Integer.parseInt(key[2]);
            assertThat(number).as(event).isEqualTo(last.getOrDefault(key[0], 0) + 1);
            assertThat(key[1].equals("START")).as(event).isEqualTo(number == 1);
            last.put(key[0], number);
        }
    }

    private static void assertCopies(List<String> arrived) {
        Map<String, String> first = new HashMap<>();
        for (String event : arrived) {
            assertThat(first.computeIfAbsent(LineageServer.key(event), key -> event))
                    .isEqualTo(event);
        }
    }

    @Test
    void aProcessThatIsKilledLosesNothing() throws Exception {
        kill(new Random(Torture.seed("weir.lineage.seed")), 1);
    }

    @Test
    @Tag("torture")
    void manyProcessesThatAreKilledLoseNothing() throws Exception {
        kill(new Random(Torture.seed("weir.lineage.seed")), Torture.rounds("weir.lineage.kills", 200));
    }

    private void kill(Random random, int kills) throws Exception {
        int emitted = 0;
        int copies = 0;
        for (int kill = 0; kill < kills; kill++) {
            Path root = Files.createDirectories(folder.resolve("kill-" + kill));
            try (LineageServer server =
                    new LineageServer(event -> pick(random, 4) > 0 ? Answer.TAKES : Answer.CLOSES)) {
                Map<String, String> http = server.settings(2_000);
                Process child = SpoolProcess.start(root, http, 100_000, true);
                int events = 1 + random.nextInt(12);
                while (server.arrived.size() < events && child.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
                child.toHandle().destroyForcibly(); // Process.destroyForcibly would close what it has printed
                child.waitFor();
                List<String> keys = SpoolProcess.emitted(child);
                server.answers(Answer.TAKES);
                Workspace workspace = Runs.workspace(root, http);
                LineageSettings settings = LineageSettings.of(workspace, Map.of());
                assertThat(LineageReplay.of(workspace, settings, Duration.ofMinutes(1), sentence -> {})
                                .isDone())
                        .isTrue();
                assertThat(server.taken.stream().map(LineageServer::key).toList())
                        .as("all that a run went on with")
                        .containsAll(keys);
                assertOrder(server.arrived);
                assertCopies(server.arrived);
                emitted += keys.size();
                copies += server.taken.size() - new HashSet<>(server.taken).size();
            }
        }
        System.out.println(kills + " kills: " + emitted + " events, 0 lost, " + copies + " identical copies");
    }
}
