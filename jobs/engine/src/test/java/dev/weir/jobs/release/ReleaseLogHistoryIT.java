package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.history.Linearizability;
import dev.weir.releases.history.LogOperation;
import dev.weir.releases.history.Recorder;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.ThroughStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether a release log behaves as one list to which whole releases are appended, one after the other, however many ask at
 * once and however many answers are lost (after the manner of the Jepsen tests of K. Kingsbury).
 */
class ReleaseLogHistoryIT {

    private static final int CLIENTS = 6;
    private static final int QUESTIONS = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void isOneListWhateverAnswersAreLost(TestStores store) throws Exception {
        String address = store.address(folder);
        ExecutorService late = Executors.newCachedThreadPool();
        try {
            List<LogOperation> history =
                    history(client -> new Unsure(TestStores.at(address), new Random(7L * client), late));
            assertThat(Linearizability.holds(List.of(), history))
                    .as(() -> "history of " + store + ", sound up to answer "
                            + Linearizability.holdsUntil(List.of(), history) + ":\n" + lines(history))
                    .isTrue();
            assertThat(history).anyMatch(asked -> asked.kind() == LogOperation.Kind.PUBLISHED);
            assertThat(history)
                    .as("who came too late")
                    .anyMatch(asked ->
                            asked.kind() == LogOperation.Kind.REFUSED || asked.kind() == LogOperation.Kind.TAKEN);
            assertThat(history)
                    .anyMatch(asked -> asked.kind() == LogOperation.Kind.FENCED
                            && asked.run().isEmpty());
        } finally {
            late.shutdown();
        }
    }

    /** The check can fail: a store that looks first and writes then has two winners. */
    @Test
    void findsThatAStoreDoesNotCreateExclusively() throws Exception {
        LogStorage hasty = new Hasty(new LocalStorage(folder.resolve("broken")));
        assertThat(Linearizability.holds(List.of(), history(client -> hasty))).isFalse();
    }

    /** The check can fail: a store that answers lists from memory goes back in time. */
    @Test
    void findsThatAStoreListsWhatItRemembers() throws Exception {
        LogStorage storage = new Forgetful(new LocalStorage(folder.resolve("stale")));
        assertThat(Linearizability.holds(List.of(), history(client -> storage))).isFalse();
    }

    /** A client's own way to the store. */
    private interface Way {
        LogStorage of(int client);
    }

    private static List<LogOperation> history(Way way) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        try {
            List<Callable<List<LogOperation>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                LogStorage storage = way.of(client);
                clients.add(() -> {
                    Recorder log = new Recorder(new StoredReleaseLog(storage));
                    Optional<Manifest> first = next(log, "client-" + number);
                    start.await(); // all would be the first release: only one can
                    first.ifPresent(log::publish);
                    return ask(log, number);
                });
            }
            List<LogOperation> history = new ArrayList<>();
            for (Future<List<LogOperation>> asked : threads.invokeAll(clients)) {
                history.addAll(asked.get());
            }
            return history;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<LogOperation> ask(Recorder log, int client) {
        Random random = new Random(client);
        for (int question = 0; question < QUESTIONS; question++) {
            switch (random.nextInt(5)) {
                case 0 -> log.newest();
                case 1 -> log.read(1 + random.nextInt(QUESTIONS));
                case 2 -> fence(log);
                default -> publish(log, "client-" + client + "-" + question);
            }
        }
        log.newest();
        return log.operations();
    }

    private static void fence(Recorder log) {
        try {
            log.fence();
        } catch (ProblemsException e) {
            log.newest(); // the store did not say which number comes next
        }
    }

    private static void publish(Recorder log, String run) {
        next(log, run).ifPresentOrElse(log::publish, log::newest);
    }

    /** None where the store did not say what the release would follow. */
    private static Optional<Manifest> next(Recorder log, String run) {
        try {
            return Optional.of(log.next(run));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    private static String lines(List<LogOperation> history) {
        return String.join("\n", history.stream().map(LogOperation::line).toList());
    }

    /** One creation in four is not answered: it succeeded, it never arrives, or it arrives later. So are some reads. */
    private static final class Unsure extends ThroughStorage {

        private final Random random;
        private final ExecutorService late;

        Unsure(LogStorage storage, Random random, ExecutorService late) {
            super(storage);
            this.random = random;
            this.late = late;
        }

        @Override
        public boolean create(String name, byte[] content) throws IOException {
            switch (random.nextInt(12)) {
                case 0 -> super.create(name, content);
                case 1 ->
                    late.execute(() -> {
                        try {
                            Unsure.super.create(name, content);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                case 2 -> {}
                default -> {
                    return super.create(name, content);
                }
            }
            throw new IOException("no answer");
        }

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            if (random.nextInt(20) == 0) {
                throw new IOException("no answer");
            }
            return super.read(name);
        }
    }

    /** Looks whether a file is there, and writes it if not; two that look at once both write. */
    private static final class Hasty extends ThroughStorage {

        private final Exchanger<String> meeting = new Exchanger<>();

        Hasty(LogStorage storage) {
            super(storage);
        }

        @Override
        public boolean create(String name, byte[] content) throws IOException {
            if (read(name).isPresent()) {
                return false;
            }
            try {
                meeting.exchange(name, 50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException e) {
                return super.create(name, content); // nobody else looks
            }
            replace(name, content);
            return true;
        }
    }

    /** Answers every other list with the first: whoever asks after a release was published hears of none. */
    private static final class Forgetful extends ThroughStorage {

        private final AtomicInteger asked = new AtomicInteger();
        private final Map<String, List<String>> first = new ConcurrentHashMap<>();

        Forgetful(LogStorage storage) {
            super(storage);
        }

        @Override
        public List<String> list(String folder) throws IOException {
            List<String> found = super.list(folder);
            List<String> remembered = first.computeIfAbsent(folder, name -> found);
            return asked.incrementAndGet() % 2 == 0 ? remembered : found;
        }
    }
}
