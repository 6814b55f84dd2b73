package dev.weir.lineage.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool keeps, and what it lets go. */
class SpoolTest {

    private static final String RUN = UUID.randomUUID().toString();

    @TempDir
    Path root;

    private final List<String> trouble = new ArrayList<>();

    @Test
    void numbersEventsByTheirLines() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        append(spool, RUN, "START");
        append(spool, RUN, "COMPLETE");
        SpooledRun run = spool.run(RUN, Instant.now());
        assertThat(run.next()).isEqualTo(3);
        assertThat(run.lines())
                .containsExactly(SpoolEvents.event(RUN, "START", 1), SpoolEvents.event(RUN, "COMPLETE", 2));
        assertThat(spool.waiting("http")).isEqualTo(2);
    }

    @Test
    void theEndOfAnUnfinishedLineIsNoEventAndIsCutOffByTheNext() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        append(spool, RUN, "START");
        Path file = events();
        Files.writeString(file, "{\"eventTime\":\"2026", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        assertThat(spool.waiting("http")).as("what is being written will wait").isEqualTo(2);
        append(spool, RUN, "FAIL");
        assertThat(spool.run(RUN, Instant.now()).lines())
                .containsExactly(SpoolEvents.event(RUN, "START", 1), SpoolEvents.event(RUN, "FAIL", 2));
        assertThat(trouble).singleElement().asString().contains("cut off", "lineage/spool");
    }

    @Test
    void aNewDestinationBeginsWithTheEventsThatAreThere() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        append(spool, RUN, "START");
        append(spool, RUN, "COMPLETE");
        SpooledRun run = spool.run(RUN, Instant.now());
        run.cursors().acknowledge("http", 2);
        assertThat(spool.waiting("http")).isZero();
        assertThat(spool.waiting("kafka")).isEqualTo(2);
        assertThat(run.isDone(List.of("http"))).isTrue();
        assertThat(run.isDone(List.of("http", "kafka"))).isFalse();
    }

    /** A process with other settings reads the spool. */
    @Test
    void aRunIsDoneWhenEachDestinationThatItWasWrittenForHasIt() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        SpooledRun run = spool.run(RUN, SpoolEvents.BEGAN);
        List<String> both = List.of("http", "我们 的/*.cursor");
        for (String type : List.of("START", "COMPLETE")) {
            spool.append(run, SpoolEvents.event(RUN, type, run.next()), both, trouble::add);
        }
        assertThat(run.cursors().destinations()).containsExactlyInAnyOrderElementsOf(both);
        run.cursors().acknowledge("file", 2);
        run.cursors().acknowledge("http", 2);
        assertThat(run.isDone(List.of("file"))).isFalse();
        assertThat(spool.owed()).containsOnly(Map.entry("file", 0), Map.entry("http", 0), Map.entry(both.get(1), 2));
        run.cursors().acknowledge(both.get(1), 2);
        assertThat(run.isDone(List.of("file"))).isTrue();
    }

    /** A process that ended between the two leaves the names of the destinations and no event. */
    @Test
    void aRunWithoutAnEventGoesAsAnyOtherThatIsSilent() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        append(spool, RUN, "START");
        Files.delete(events());
        SpooledRun run = spool.runs().get(0);
        assertThat(run.isOver()).isFalse();
        Files.setLastModifiedTime(
                root.resolve("lineage/spool/laptop").resolve(run.name()),
                FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        assertThat(run.isDone(List.of("http"))).isTrue();
    }

    @Test
    void aCursorThatIsDamagedSendsAgain() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        append(spool, RUN, "START");
        spool.run(RUN, Instant.now()).cursors().acknowledge("http", 1);
        Files.writeString(events().resolveSibling("http.cursor"), "");
        assertThat(spool.waiting("http")).isEqualTo(1);
    }

    @Test
    void aRunWithoutAnEndingStaysUntilItHasBeenSilentForLong() throws IOException {
        Spool spool = Spool.of(root, "laptop");
        append(spool, RUN, "START");
        SpooledRun run = spool.run(RUN, Instant.now());
        run.cursors().acknowledge("http", 1);
        assertThat(run.isDone(List.of("http"))).isFalse();
        Files.setLastModifiedTime(events(), FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        assertThat(run.isDone(List.of("http"))).isTrue();
        run.remove();
        assertThat(spool.runs()).isEmpty();
        run.remove();
        run.cursors().acknowledge("http", 1); // by another process that has not seen it yet
        assertThat(spool.runs()).isEmpty();
    }

    @Test
    void profilesHaveSpoolsOfTheirOwn() throws IOException {
        append(Spool.of(root, "../laptop"), RUN, "START");
        assertThat(Spool.of(root, "prod").waiting("http")).isZero();
        assertThat(Spool.of(root, "../laptop").waiting("http")).isEqualTo(1);
        assertThat(root.resolve("lineage/spool")).isDirectoryContaining(folder -> folder.endsWith("%2E.%2Flaptop"));
    }

    @Test
    void aFullSpoolDropsEventsOfTypeRunningFirstAndThenTheOldestRun() throws IOException {
        Spool spool = new Spool(root.resolve("spool"), new Spool.Limits(6, 1 << 20));
        String old = UUID.randomUUID().toString();
        at(spool, old, 1, "START", "RUNNING", "RUNNING", "COMPLETE");
        at(spool, RUN, 2, "START", "COMPLETE");
        assertThat(trouble).isEmpty();
        String last = UUID.randomUUID().toString();
        at(spool, last, 3, "START", "COMPLETE");

        assertThat(spool.waiting("http")).isEqualTo(6);
        assertThat(spool.run(old, Instant.now()).lines())
                .filteredOn(String::isEmpty)
                .hasSize(2);
        assertThat(spool.run(old, Instant.now()).next()).as("numbers stay").isEqualTo(5);
        assertThat(spool.dropped()).isEqualTo(2);
        assertThat(trouble).singleElement().asString().contains("2 lineage events", "are dropped", "6 events");

        at(spool, UUID.randomUUID().toString(), 4, "START");
        assertThat(spool.runs()).hasSize(3).noneMatch(run -> run.name().endsWith(old));
        assertThat(spool.dropped()).isEqualTo(4);
        spool.forgetDropped();
        assertThat(spool.dropped()).isZero();
    }

    @Test
    void whereNoRunIsOverEventsOfTypeRunningAreLostBeforeOthers() throws IOException {
        Spool spool = new Spool(root.resolve("spool"), new Spool.Limits(2, 1 << 20));
        at(spool, RUN, 1, "START", "RUNNING");
        assertThatThrownBy(() -> at(spool, RUN, 1, "RUNNING")).isInstanceOf(IOException.class);
        at(spool, RUN, 1, "COMPLETE");
        assertThat(spool.run(RUN, Instant.now()).lines())
                .extracting(SpooledRun::type)
                .containsExactly("START", "RUNNING", "COMPLETE");
        assertThat(spool.dropped()).isEqualTo(1);
    }

    /** A backlog of thousands slows down the run that adds to it no more than a moment. */
    @Test
    void aFullSpoolIsQuick() throws IOException {
        Spool spool = new Spool(root.resolve("spool"), new Spool.Limits(2_000, 1L << 30));
        Path first = root.resolve("spool/20260101T000000.000Z-" + UUID.randomUUID());
        Files.createDirectories(first);
        for (int run = 0; run < 1_000; run++) {
            String id = UUID.randomUUID().toString();
            Path folder = Files.createDirectories(root.resolve("spool/20260131T%06d.000Z-%s".formatted(run, id)));
            Files.writeString(
                    folder.resolve("events.ndjson"),
                    SpoolEvents.event(id, "START", 1) + "\n" + SpoolEvents.event(id, "COMPLETE", 2) + "\n");
        }
        long began = System.nanoTime();
        at(spool, RUN, 5, "START", "COMPLETE");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(spool.waiting("http")).isBetween(1_890, 1_910);
        assertThat(trouble).hasSize(1);
    }

    @Test
    void bytesAreBoundedAsWell() throws IOException {
        long size = SpoolEvents.event(RUN, "START", 1).length() + 1L;
        Spool spool = new Spool(root.resolve("spool"), new Spool.Limits(1_000, 4 * size));
        for (int run = 0; run < 20; run++) {
            at(spool, UUID.randomUUID().toString(), run, "START", "FAIL");
        }
        assertThat(spool.waiting("http")).isBetween(2, 4);
        assertThat(spool.dropped()).isBetween(36L, 38L);
    }

    @Test
    void oneSenderHoldsADestination() throws IOException {
        Path file = root.resolve("http.lock");
        try (SenderLock held = SenderLock.take(file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(SenderLock.take(file)).isEmpty();
            assertThat(SenderLock.take(root.resolve("kafka.lock"))).isPresent();
        }
        assertThat(SenderLock.take(file)).isPresent();
    }

    @Test
    void theTypeOfALineThatIsNoEventIsEmpty() {
        assertThat(SpooledRun.type(SpoolEvents.event(RUN, "ABORT", 1))).isEqualTo("ABORT");
        assertThat(SpooledRun.type("{\"run\":{\"eventType\":\"START\"}}")).isEmpty();
        assertThat(SpooledRun.type("")).isEmpty();
        assertThat(SpooledRun.type("[1]")).isEmpty();
        assertThat(SpooledRun.type("{\"a\":")).isEmpty();
    }

    private void append(Spool spool, String run, String type) throws IOException {
        SpooledRun spooled = spool.run(run, SpoolEvents.BEGAN);
        spool.append(spooled, SpoolEvents.event(run, type, spooled.next()), List.of("http"), trouble::add);
    }

    private void at(Spool spool, String run, int hour, String... types) throws IOException {
        for (String type : types) {
            SpooledRun spooled = spool.run(run, SpoolEvents.BEGAN.plus(Duration.ofHours(hour)));
            spool.append(spooled, SpoolEvents.event(run, type, spooled.next()), List.of("http"), trouble::add);
        }
    }

    private Path events() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("events.ndjson"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
