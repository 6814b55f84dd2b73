package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Workspace;
import dev.weir.lineage.Runs;
import dev.weir.lineage.sending.LineageServer.Answer;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.transports.EventTransformer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of events at servers that are down, slow or wrong. */
class SpoolSendingTest {

    private static final String SECRET = "s3cr3t-token";
    private static final int QUICK = 250;

    @TempDir
    Path root;

    private final List<String> trouble = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aServerThatTakesGetsEachOnceInOrder() throws IOException {
        try (LineageServer server = new LineageServer(Answer.TAKES)) {
            List<String> keys = run(server.settings(5_000), 5);
            assertThat(keys(server.taken)).isEqualTo(keys);
            assertThat(spooledRuns(server.settings(5_000))).isEmpty();
        }
        assertThat(trouble).isEmpty();
    }

    /** An answer that is none, or says nothing about the event: it waits, the run is not slowed down, and the next replay sends it. */
    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"TAKES", "HTTP_400"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsNotTakenWaits(Answer answer) throws IOException {
        try (LineageServer server = new LineageServer(answer)) {
            long began = System.nanoTime();
            List<String> keys = run(server.settings(answer == Answer.HANGS ? 30_000 : QUICK), 3);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            assertThat(server.taken).isEmpty();
            assertThat(backlog(server.settings(QUICK))).isEqualTo(new LineageBacklog.State("http", 3, 0));
            assertThat(trouble)
                    .singleElement()
                    .asString()
                    .contains("'http'", "lineage/spool", "weir lineage replay")
                    .doesNotContain("localhost");

            server.answers(Answer.TAKES);
            LineageReplay replay = replay(server.settings(5_000));
            assertThat(replay.isDone()).isTrue();
            assertThat(replay.destinations().get(0).sent()).isEqualTo(3);
            assertThat(keys(server.taken)).isEqualTo(keys);
            assertThat(spooledRuns(server.settings(QUICK))).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotThereWaits() throws IOException {
        Map<String, String> nowhere = Map.of("type", "http", "url", "http://127.0.0.1:1");
        run(nowhere, 3);
        assertThat(backlog(nowhere).waiting()).isEqualTo(3);
        LineageReplay replay = replay(nowhere);
        assertThat(replay.isDone()).isFalse();
        assertThat(replay.destinations().get(0).why())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be reached"));
    }

    @Test
    void anEventThatIsRefusedIsKeptWithTheAnswerAndTheOthersAreSent() throws IOException {
        try (LineageServer server =
                new LineageServer(event -> event.contains("RUNNING") ? Answer.HTTP_400 : Answer.TAKES)) {
            Map<String, String> http = server.settings(5_000);
            http.put("auth.type", "api_key");
            http.put("auth.apiKey", SECRET);
            run(http, 3);
            assertThat(server.taken).hasSize(2);
            assertThat(server.arrived).hasSize(3);
            assertThat(backlog(http)).isEqualTo(new LineageBacklog.State("http", 0, 1));
            assertThat(trouble).singleElement().asString().contains("HTTP status 400", "lineage/refused");
            Path refused = files("lineage/refused").get(0);
            JsonNode kept = new ObjectMapper().readTree(Files.readString(refused));
            assertThat(kept.path("why").asText()).isEqualTo("HTTP status 400");
            assertThat(kept.path("answer").asText())
                    .startsWith("no such facet, ")
                    .doesNotContain(SECRET)
                    .hasSizeLessThanOrEqualTo(2_000);
            assertThat(kept.path("event").asText()).contains("RUNNING").doesNotContain(SECRET);
        }
    }

    /** As a disk that is full or broken leaves it, with bytes that are no text. */
    @Test
    void damageIsNotSentAndIsKeptWithTheReason() throws IOException {
        try (LineageServer server = new LineageServer(Answer.HTTP_500)) {
            Map<String, String> http = server.settings(5_000);
            List<String> keys = run(http, 3);
            Path events = files("lineage/spool").stream()
                    .filter(file -> file.endsWith("events.ndjson"))
                    .findFirst()
                    .orElseThrow();
            List<String> lines = Files.readAllLines(events);
            Files.write(events, (lines.get(0) + "\n").getBytes(StandardCharsets.UTF_8));
            Files.write(events, new byte[] {0, 0, (byte) 0xFF, '\r', '{', '"', '\n'}, StandardOpenOption.APPEND);
            Files.writeString(events, lines.get(2) + "\n" + lines.get(1).substring(0, 90), StandardOpenOption.APPEND);
            assertThat(backlog(http).waiting()).isEqualTo(4);

            server.answers(Answer.TAKES);
            trouble.clear();
            LineageReplay replay = replay(http);
            assertThat(replay.isDone()).isFalse();
            assertThat(replay.destinations().get(0).sent()).isEqualTo(2);
            assertThat(replay.destinations().get(0).refused()).isEqualTo(2);
            assertThat(keys(server.taken)).containsExactly(keys.get(0), keys.get(2));
            assertThat(backlog(http)).isEqualTo(new LineageBacklog.State("http", 0, 2));
            assertThat(trouble)
                    .hasSize(2)
                    .allMatch(sentence -> sentence.contains("lineage/refused"))
                    .anyMatch(sentence -> sentence.contains("is damaged"))
                    .anyMatch(sentence -> sentence.contains("is cut off"));
            assertThat(replay(http).isDone()).isTrue();
            assertThat(spooledRuns(http)).isEmpty();
        }
    }

    /** No other one comes: a destination that is named later would get a beginning without an ending. */
    @Test
    void aRunWhoseEndingIsDamagedLeavesTheSpool() throws IOException {
        for (String ending : List.of("{\"eventTi", "\uFFFD{}\n")) {
            try (LineageServer server = new LineageServer(Answer.HTTP_500)) {
                Map<String, String> http = server.settings(5_000);
                run(http, 3);
                Path events = files("lineage/spool").stream()
                        .filter(file -> file.endsWith("events.ndjson"))
                        .findFirst()
                        .orElseThrow();
                List<String> lines = Files.readAllLines(events);
                Files.writeString(events, lines.get(0) + "\n" + lines.get(1) + "\n" + ending);
                server.answers(Answer.TAKES);
                assertThat(replay(http).isDone()).as("an event was refused").isFalse();
                assertThat(spooledRuns(http)).as("after '%s'", ending).isEmpty();
            }
        }
    }

    /** Each is to know that it lacks one; who has taken it before it was cut off lacks none. */
    @Test
    void whatIsCutOffIsKeptForEachDestinationThatLacksIt() throws IOException {
        try (LineageServer one = new LineageServer(Answer.HTTP_500);
                LineageServer other = new LineageServer(Answer.HTTP_500);
                LineageServer third = new LineageServer(Answer.TAKES)) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("type", "composite");
            Map.of("one", one, "other", other, "third", third)
                    .forEach((name, server) -> server.settings(5_000)
                            .forEach((key, value) -> all.put("transports." + name + "." + key, value)));
            run(all, 3);
            Path events = files("lineage/spool").stream()
                    .filter(file -> file.endsWith("events.ndjson"))
                    .findFirst()
                    .orElseThrow();
            String text = Files.readString(events);
            Files.writeString(events, text.substring(0, text.length() - 20));
            one.answers(Answer.TAKES);
            replay(all);
            other.answers(Answer.TAKES);
            LineageReplay replay = replay(all);
            assertThat(one.taken).hasSize(2);
            assertThat(other.taken).hasSize(2);
            assertThat(third.taken).hasSize(3);
            assertThat(files("lineage/refused"))
                    .extracting(file -> root.resolve("lineage/refused/laptop")
                            .relativize(file)
                            .getName(0)
                            .toString())
                    .containsExactlyInAnyOrder("one", "other");
            assertThat(replay.destinations())
                    .allMatch(destination -> destination.state().waiting() == 0);
            assertThat(Spool.of(root, "laptop").runs()).isEmpty();
            assertThat(trouble).anyMatch(sentence -> sentence.contains("is not sent to 'other'"));
        }
    }

    /** Of a run that is at work or gone: the other destination gets none of it a second time. */
    @Test
    void whatOneDestinationRefusedIsSentAgainToItAlone() throws IOException {
        try (LineageServer strict =
                        new LineageServer(event -> event.contains("RUNNING") ? Answer.HTTP_400 : Answer.TAKES);
                LineageServer well = new LineageServer(Answer.TAKES)) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("type", "composite");
            strict.settings(5_000).forEach((key, value) -> all.put("transports.strict." + key, value));
            well.settings(5_000).forEach((key, value) -> all.put("transports.well." + key, value));
            List<String> keys = run(all, 12);
            strict.answers(Answer.TAKES);
            strict.taken.clear();
            Workspace workspace = Runs.workspace(root, all);
            LineageReplay.putBack(workspace, LineageSettings.of(workspace, Map.of()));
            Map<String, String> other = Map.of("type", "file", "location", "other.ndjson");
            assertThat(replay(other).unnamed()).containsExactly(new LineageBacklog.State("strict", 10, 0));
            assertThat(root.resolve("other.ndjson")).doesNotExist();
            assertThat(replay(all).isDone()).isTrue();
            assertThat(keys(strict.taken)).isEqualTo(keys.subList(1, 11));
            assertThat(keys(well.taken)).isEqualTo(keys);
            assertThat(spooledRuns(all)).isEmpty();
            assertThat(files("lineage/refused")).isEmpty();
        }
    }

    @Test
    void aServerThatComesBackWhileTheRunGoesOnGetsTheEventsThen() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (LineageServer server =
                new LineageServer(event -> asked.incrementAndGet() <= 2 ? Answer.HTTP_500 : Answer.TAKES)) {
            try (Senders senders = open(server.settings(5_000))) {
                String run = UUID.randomUUID().toString();
                SpoolEvents.emit(senders, run, "START");
                long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (server.taken.isEmpty() && System.nanoTime() < until) {
                    Thread.sleep(20);
                }
                assertThat(server.taken).hasSize(1);
                SpoolEvents.emit(senders, run, "COMPLETE");
            }
            assertThat(server.taken).hasSize(2);
        }
    }

    /** Of a composite transport: one that hangs holds up none of the others. */
    @Test
    void eachDestinationHasACursorOfItsOwn() throws IOException {
        try (LineageServer hanging = new LineageServer(Answer.HANGS);
                LineageServer well = new LineageServer(Answer.TAKES)) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("type", "composite");
            hanging.settings(30_000).forEach((key, value) -> all.put("transports.hanging." + key, value));
            well.settings(5_000).forEach((key, value) -> all.put("transports.marquez." + key, value));
            all.put("transports.kept.type", "file");
            all.put("transports.kept.location", "lineage/events.ndjson");
            List<String> keys = run(all, 3);
            assertThat(keys(well.taken)).isEqualTo(keys);
            assertThat(Files.readAllLines(root.resolve("lineage/events.ndjson")))
                    .extracting(LineageServer::key)
                    .isEqualTo(keys);
            LineageBacklog backlog = LineageBacklog.of(
                    Runs.workspace(root, all), LineageSettings.of(Runs.workspace(root, all), Map.of()));
            assertThat(backlog.destinations())
                    .containsExactlyInAnyOrder(
                            new LineageBacklog.State("hanging", 3, 0),
                            new LineageBacklog.State("marquez", 0, 0),
                            new LineageBacklog.State("kept", 0, 0));
            hanging.answers(Answer.TAKES);
            assertThat(replay(all).isDone()).isTrue();
            assertThat(keys(hanging.taken)).isEqualTo(keys);
            assertThat(well.taken).hasSize(3);
        }
    }

    @Test
    void oneEventThatIsStumbledOverHoldsUpItsOwnRunAlone() throws IOException {
        String poisoned = UUID.randomUUID().toString();
        try (LineageServer server =
                new LineageServer(event -> event.contains(poisoned) ? Answer.HTTP_500 : Answer.TAKES)) {
            try (Senders senders = open(server.settings(5_000))) {
                SpoolEvents.emit(senders, poisoned, "START");
                SpoolEvents.emit(senders, poisoned, "COMPLETE");
            }
            List<String> keys = run(server.settings(5_000), 3);
            assertThat(keys(server.taken)).isEqualTo(keys);
            assertThat(backlog(server.settings(5_000)).waiting()).isEqualTo(2);
        }
    }

    @Test
    void oldRunsThatAreStumbledOverHoldUpNoNewOne() throws Exception {
        try (LineageServer server =
                new LineageServer(event -> event.contains("RUNNING") ? Answer.HTTP_500 : Answer.TAKES)) {
            for (int poisoned = 0; poisoned < 4; poisoned++) {
                try (Senders senders = open(Map.of("type", "file", "location", "/dev/null/none"))) {
                    SpoolEvents.emit(senders, UUID.randomUUID().toString(), "RUNNING");
                }
            }
            try (Senders senders = open(server.settings(5_000))) {
                SpoolEvents.emit(senders, UUID.randomUUID().toString(), "START");
                long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (server.taken.isEmpty() && System.nanoTime() < until) {
                    Thread.sleep(20);
                }
                assertThat(server.taken).hasSize(1);
            }
        }
    }

    /** By a class of the user's. */
    public static final class Renaming implements EventTransformer {
        @Override
        public void initialize(Map<String, String> properties) {
            assertThat(properties).containsEntry("a.b", "c");
        }

        @Override
        public OpenLineage.RunEvent transform(OpenLineage.RunEvent event) {
            OpenLineage openLineage = new OpenLineage(event.getProducer());
            return openLineage
                    .newRunEventBuilder()
                    .eventTime(event.getEventTime())
                    .eventType(event.getEventType())
                    .run(event.getRun())
                    .job(openLineage.newJob("renamed", "job", null))
                    .build();
        }
    }

    @Test
    void aTransformedEventNeedsAnAnswerAsWell() throws IOException {
        try (LineageServer server = new LineageServer(Answer.HTTP_500)) {
            Map<String, String> transform = new LinkedHashMap<>();
            transform.put("type", "transform");
            transform.put("transformerClass", Renaming.class.getName());
            transform.put("transformerProperties.a.b", "c");
            server.settings(5_000).forEach((key, value) -> transform.put("transport." + key, value));
            List<String> keys = run(transform, 2);
            assertThat(backlog(transform).waiting()).isEqualTo(2);
            server.answers(Answer.TAKES);
            assertThat(replay(transform).isDone()).isTrue();
            assertThat(keys(server.taken)).isEqualTo(keys);
            assertThat(server.taken).allMatch(event -> event.contains("renamed"));
        }
    }

    /** Two profiles may have one file. */
    @Test
    void manyAppendToOneFile() throws Exception {
        Path file = root.resolve("events.ndjson");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                FileDestination destination = new FileDestination(file);
                String run = UUID.randomUUID().toString();
                for (int event = 1; event <= 25; event++) {
                    destination.send(SpoolEvents.event(run, "RUNNING", event));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(keys(Files.readAllLines(file))).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aFileThatAnUnfinishedLineEndsIsCompleted() throws IOException {
        Path file = root.resolve("lineage/events.ndjson");
        String event = SpoolEvents.event(UUID.randomUUID().toString(), "START", 1);
        FileDestination destination = new FileDestination(file);
        for (String before : List.of("", "{\"a\": 1}\n", "{\"a\": 1}", event + "\n")) {
            for (int torn : new int[] {0, 1, event.length() / 2, event.length()}) {
                boolean isTorn = before.isEmpty() || before.endsWith("\n");
                Files.createDirectories(file.getParent());
                Files.writeString(file, before + (isTorn ? event.substring(0, torn) : ""), StandardCharsets.UTF_8);
                assertThat(destination.send(event)).isEqualTo(Delivery.TAKEN);
                assertThat(Files.readString(file))
                        .isEqualTo(before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + event + "\n");
            }
        }
    }

    @Test
    void aFileThatCannotBeWrittenWaits() throws IOException {
        Files.createDirectories(root.resolve("events.ndjson"));
        Map<String, String> file = Map.of("type", "file", "location", "events.ndjson");
        run(file, 2);
        assertThat(trouble).singleElement().asString().contains("the file cannot be written");
        Files.delete(root.resolve("events.ndjson"));
        assertThat(replay(file).isDone()).isTrue();
        assertThat(Files.readAllLines(root.resolve("events.ndjson"))).hasSize(2);
    }

    /** Each event arrives once, though two processes and several threads of one have the same spool. */
    @Test
    void oneOfSeveralSendersSends() throws Exception {
        try (LineageServer server = new LineageServer(Answer.TAKES)) {
            Map<String, String> http = server.settings(30_000);
            Process child = SpoolProcess.start(root, http, 15, false);
            List<Thread> threads = new ArrayList<>();
            Map<String, Boolean> keys = new ConcurrentHashMap<>();
            for (int i = 0; i < 3; i++) {
                Thread thread = new Thread(() -> {
                    for (int run = 0; run < 5; run++) {
                        run(http, 3).forEach(key -> keys.put(key, true));
                    }
                });
                thread.start();
                threads.add(thread);
            }
            SpoolProcess.emitted(child).forEach(key -> keys.put(key, true));
            assertThat(child.waitFor()).isZero();
            for (Thread thread : threads) {
                thread.join();
            }
            replay(http);
            assertThat(keys).hasSize(3 * 5 * 3 + 15 * 3);
            assertThat(keys(server.taken)).containsExactlyInAnyOrderElementsOf(keys.keySet());
            SpoolHistoryTest.assertOrder(server.taken);
        }
    }

    private List<String> run(Map<String, String> transport, int events) {
        List<String> keys = new ArrayList<>();
        String run = UUID.randomUUID().toString();
        try (Senders senders = open(transport)) {
            for (int event = 1; event <= events; event++) {
                String type = event == 1 ? "START" : event == events ? "COMPLETE" : "RUNNING";
                keys.add(SpoolEvents.emit(senders, run, type));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
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

    private LineageBacklog.State backlog(Map<String, String> transport) throws IOException {
        Workspace workspace = Runs.workspace(root, transport);
        return LineageBacklog.of(workspace, LineageSettings.of(workspace, Map.of()))
                .destinations()
                .get(0);
    }

    private List<SpooledRun> spooledRuns(Map<String, String> transport) throws IOException {
        return Spool.of(root, Runs.workspace(root, transport).profile().name()).runs();
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> keys(List<String> events) {
        return events.stream().map(LineageServer::key).toList();
    }
}
