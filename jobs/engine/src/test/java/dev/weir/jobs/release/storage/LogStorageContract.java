package dev.weir.jobs.release.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.S3Server;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.CreateResult;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.ThroughStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of a release log must do, whatever it is. */
public abstract class LogStorageContract {

    private static final int WRITERS = 20;

    /** More than a store tells in one answer: {@link S3Server} tells a hundred. */
    private static final int MANY = 210;

    @TempDir
    Path folder;

    private LogStorage storage;
    private LogFiles files;

    /** An empty store. */
    protected abstract LogStorage emptyIn(Path folder);

    @BeforeEach
    void open() {
        storage = emptyIn(folder);
        files = new LogFiles(storage);
    }

    @Test
    void hasNothingAtFirst() throws IOException {
        assertThat(storage.read("clinical/1.json")).isEmpty();
        assertThat(storage.list("clinical")).isEmpty();
        assertThat(storage.folders("")).isEmpty();
        storage.delete("clinical/1.json");
    }

    @Test
    void oneOfManyWritersCreatesAFileAndAllReadIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 1; round <= 5; round++) {
                String name = "clinical/" + round + ".json";
                CyclicBarrier start = new CyclicBarrier(WRITERS);
                List<Callable<Boolean>> writers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    byte[] own = text("writer " + writer);
                    writers.add(() -> {
                        start.await();
                        return storage.create(name, own);
                    });
                }
                List<Integer> winners = new ArrayList<>();
                List<Future<Boolean>> ended = threads.invokeAll(writers);
                for (int writer = 0; writer < WRITERS; writer++) {
                    if (ended.get(writer).get()) {
                        winners.add(writer);
                    }
                }
                assertThat(winners).hasSize(1);
                assertThat(storage.read(name))
                        .hasValueSatisfying(found -> assertThat(found).isEqualTo(text("writer " + winners.get(0))));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A lease is written again and again while others read it. */
    @Test
    void aFileThatIsReplacedMeanwhileIsReadWhole() throws Exception {
        String name = "clinical/lease/1.json";
        List<String> whole = IntStream.rangeClosed(0, 60)
                .mapToObj(beat -> Character.toString('0' + beat).repeat(60))
                .toList();
        storage.replace(name, text(whole.get(0)));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> writer = threads.submit(() -> {
                int beat = 1;
                for (; beat <= 60; beat++) {
                    storage.replace(name, text(whole.get(beat)));
                    Thread.sleep(2); // whoever reads has to come between two of them
                }
                return beat;
            });
            while (!writer.isDone()) {
                String found = new String(storage.read(name).orElseThrow(), StandardCharsets.UTF_8);
                assertThat(whole).contains(found);
            }
            assertThat(writer.get()).isEqualTo(61);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aLostAnswerIsSettledByReadingBack() {
        Lossy lossy = new Lossy(storage);
        LogFiles unsure = new LogFiles(lossy);
        lossy.next = Loss.AFTER;
        assertThat(unsure.create("clinical/1.json", text("a"))).isInstanceOf(CreateResult.Created.class);
        lossy.next = Loss.AFTER;
        assertThat(unsure.create("clinical/1.json", text("b")))
                .isInstanceOfSatisfying(
                        CreateResult.Exists.class,
                        found -> assertThat(found.content()).isEqualTo(text("a")));
        lossy.next = Loss.BEFORE;
        assertThat(unsure.create("clinical/2.json", text("b"))).isInstanceOf(CreateResult.Created.class);
        assertThat(files.read("clinical/2.json")).hasValue(text("b"));
        lossy.next = Loss.FROM_NOW_ON;
        assertThat(unsure.create("clinical/3.json", text("c"))).isInstanceOf(CreateResult.Unknown.class);
    }

    @Tag("slow")
    @Test
    void listsManyFilesAndNothingBelow() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> writers = IntStream.rangeClosed(1, MANY)
                    .<Callable<Boolean>>mapToObj(
                            number -> () -> storage.create("clinical/" + number + ".json", text("x")))
                    .toList();
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        storage.create("clinical/tags/paper-v1.1.json", text("x"));
        storage.create("clinical/objects/0f", text("x"));
        storage.create("clinica/1.json", text("x"));
        assertThat(storage.list("clinical"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, MANY)
                        .mapToObj(number -> number + ".json")
                        .toList());
        assertThat(storage.folders("clinical")).containsExactlyInAnyOrder("tags", "objects");
        assertThat(storage.folders("")).containsExactlyInAnyOrder("clinical", "clinica");
    }

    @Test
    void takesNamesAsTheyAre() throws IOException {
        List<String> names = List.of("a.json", "A-b_c.d.json", "_x", "1", "a-20b", "x".repeat(150));
        for (String name : names) {
            assertThat(storage.create("p/q/" + name, text(name))).isTrue();
        }
        assertThat(storage.list("p/q")).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            assertThat(storage.read("p/q/" + name)).hasValue(text(name));
        }
        for (String name : List.of("../x", "a//b", "/a", "a/", ".x", "a b", "a\\b", "é", "")) {
            assertThatThrownBy(() -> files.create(name, text("x"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsWhatItIsGivenByteForByte() throws IOException {
        byte[] big = new byte[6 << 20];
        new Random(7).nextBytes(big);
        assertThat(storage.create("p/big", big)).isTrue();
        assertThat(storage.create("p/empty", new byte[0])).isTrue();
        assertThat(storage.create("p/empty", text("x"))).isFalse();
        assertThat(Arrays.equals(storage.read("p/big").orElseThrow(), big)).isTrue();
        assertThat(storage.read("p/empty")).hasValue(new byte[0]);
    }

    @Test
    void replacesAndDeletes() throws IOException {
        storage.replace("p/pending/1.json", text("a"));
        storage.replace("p/pending/1.json", text("b"));
        assertThat(storage.read("p/pending/1.json")).hasValue(text("b"));
        assertThat(storage.create("p/pending/1.json", text("c"))).isFalse();
        storage.delete("p/pending/1.json");
        storage.delete("p/pending/1.json");
        assertThat(storage.read("p/pending/1.json")).isEmpty();
        assertThat(storage.list("p/pending")).isEmpty();
        assertThat(storage.create("p/pending/1.json", text("c"))).isTrue();
    }

    @Test
    void aProbeLeavesNothingAndNamesAStoreThatTwoWritersCreateOneFileOn() throws IOException {
        files.probe();
        Lossy lossy = new Lossy(storage);
        lossy.next = Loss.OF_THE_CONDITION;
        assertThatThrownBy(() -> new LogFiles(lossy).probe())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("two writers");
        assertThat(storage.list("")).isEmpty();
    }

    @Test
    void saysWhereAFileLiesAndNothingSecret() {
        assertThat(storage.place("clinical/1.json")).endsWith("clinical/1.json").doesNotContain("?", "password");
    }

    @Test
    void aReleaseLogLiesOnIt() {
        StoredReleaseLog log = new StoredReleaseLog(storage);
        log.publish(SampleRelease.next(log, "a"));
        log.publish(SampleRelease.next(log, "b"));
        assertThat(log.products()).containsExactly("clinical");
        assertThat(log.numbers("clinical")).containsExactly(1L, 2L);
        assertThat(log.publish(SampleRelease.of(2, Optional.of(log.sha256("clinical", 1)), "c", List.of())))
                .isEqualTo(new PublishResult.Refused(log.read("clinical", 2)));
        assertThatThrownBy(() -> log.read("clinical", 3))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private enum Loss {
        NONE,
        /** The call succeeds, and its answer is lost. */
        AFTER,
        /** The call never arrives. */
        BEFORE,
        /** Every creation succeeds. */
        OF_THE_CONDITION,
        /** As AFTER, and nothing answers from then on. */
        FROM_NOW_ON
    }

    /** A store on a bad line. */
    private static final class Lossy extends ThroughStorage {

        private Loss next = Loss.NONE;
        private boolean gone;

        Lossy(LogStorage storage) {
            super(storage);
        }

        @Override
        public boolean create(String name, byte[] content) throws IOException {
            if (next == Loss.OF_THE_CONDITION) {
                super.replace(name, content);
                return true;
            }
            Loss loss = next;
            next = Loss.NONE;
            gone |= loss == Loss.FROM_NOW_ON;
            boolean created = loss != Loss.BEFORE && super.create(name, content);
            if (loss != Loss.NONE) {
                throw new IOException("the answer was lost");
            }
            return created;
        }

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            if (gone) {
                throw new IOException("nobody answers");
            }
            return super.read(name);
        }
    }
}
