package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.warehouse.ProductLocks;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run falls asleep for longer than its lease, another process takes it for dead, and it comes back: whatever each of them has
 * done by then, a release has its rows, and of any other run nothing is left that readers would find.
 */
@Timeout(120)
class LeaseRecoveryTest {

    private static final Duration LENGTH = Duration.ofMillis(120);

    @TempDir
    Path folder;

    private final MemoryTables tables = new MemoryTables();

    private LogStorage storage() {
        return new LocalStorage(folder);
    }

    private LeasedProcess process() {
        return new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {});
    }

    /** At its first call of that name all of the process stands still, and others do what is given. */
    private LeasedProcess asleepAt(String name, Runnable meanwhile) {
        AtomicBoolean slept = new AtomicBoolean();
        return new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (call.equals(name) && !slept.getAndSet(true)) {
                during(process, meanwhile);
            }
        });
    }

    /** What is done while a process is asleep, once its heart is. */
    private static void during(LeasedProcess process, Runnable meanwhile) {
        process.sleep();
        try {
            LockSupport.parkNanos(LENGTH.toNanos() / 4);
            meanwhile.run();
        } finally {
            process.wake();
        }
    }

    private List<String> released() {
        StoredReleaseLog log = new StoredReleaseLog(storage());
        return log.numbers("clinical")
                .mapToObj(number -> log.read("clinical", number).record().run().id())
                .toList();
    }

    /** Once everybody is awake and has ended, and what they left is recovered. */
    private void isSound() {
        process().releases.recover("clinical");
        assertThat(process().releases.recover("clinical")).isEmpty();
        assertThat(released()).doesNotHaveDuplicates();
        assertThat(tables.removed()).as("runs whose rows were removed").noneMatch(released()::contains);
        tables.prepared()
                .forEach((run, found) -> assertThat(found)
                        .as("rows of run " + run)
                        .isEqualTo(released().contains(run)));
        StoredReleaseLog log = new StoredReleaseLog(storage());
        long last = log.last("clinical").orElse(0);
        assertThat(log.entries("clinical").count()).isEqualTo(last);
        log.numbers("clinical")
                .mapToObj(number -> log.read("clinical", number))
                .filter(manifest -> manifest.number() > 1)
                .forEach(LeaseRecoveryTest.this::namesTheEntryBefore);
    }

    private void namesTheEntryBefore(Manifest manifest) {
        assertThat(manifest.history().previousSha256())
                .contains(new StoredReleaseLog(storage()).sha256("clinical", manifest.number() - 1));
    }

    @Test
    void aRunThatWasUndoneInItsSleepIsNotReleased() {
        LeasedProcess first = asleepAt("did stage", () -> process().releases.recover("clinical"));
        assertThatThrownBy(() -> first.release("a")).satisfies(LeaseRecoveryTest::isConflict);
        assertThat(released()).isEmpty();
        assertThat(new StoredReleaseLog(storage()).isVoid("clinical", 1)).isTrue();
        isSound();
        assertThat(process().release("b")).isInstanceOf(PublishResult.Done.class);
        assertThat(new StoredReleaseLog(storage())
                        .latest("clinical")
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
        isSound();
    }

    @Test
    void aNumberThatWasTakenIsNoLongerInTheWayOfOthers() {
        LeasedProcess first = asleepAt("did stage", () -> process().release("b"));
        assertThatThrownBy(() -> first.release("a")).satisfies(LeaseRecoveryTest::isConflict);
        assertThat(released()).containsExactly("b");
        isSound();
    }

    /** It was decided: whoever comes next publishes it, and the run itself does not undo that when it finds its lease lost. */
    @Test
    void aRunThatWasPublishedInItsSleepStays() {
        assertThat(process().release("a")).isInstanceOf(PublishResult.Done.class);
        AtomicBoolean sealed = new AtomicBoolean();
        LeasedProcess second = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (isSealed(call, "b") && !sealed.getAndSet(true)) {
                during(
                        process,
                        () -> assertThat(process().releases.recover("clinical"))
                                .containsExactly("Published clinical@2, which run b had signed before it ended."));
            }
        });
        assertThatThrownBy(() -> second.release("b")).satisfies(LeaseRecoveryTest::isConflict);
        assertThat(released()).containsExactly("a", "b");
        isSound();
    }

    /** It had counted, and nobody had seen it: whoever comes next makes the same number. */
    @Test
    void aRunThatIsAsleepBeforeItsJournalIsThereHasNoNumber() {
        List<Staging> next = new ArrayList<>();
        LeasedProcess second = process();
        LeasedProcess first = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (call.equals("has listed clinical") && next.isEmpty()) {
                during(process, () -> {
                    Staging staging = second.begin("b");
                    next.add(staging);
                    second.stage(staging);
                });
            }
        });
        assertThatThrownBy(() -> first.release("a")).satisfies(LeaseRecoveryTest::isConflict);
        try (Staging staging = next.get(0)) {
            assertThat(staging.release(LeasedProcess.manifest(staging, "b"))).isInstanceOf(PublishResult.Done.class);
        }
        assertThat(new StoredReleaseLog(storage()).entries("clinical").toArray())
                .containsExactly(1);
        assertThat(released()).containsExactly("b");
        assertThat(process().releases.recover("clinical"))
                .as("of the run that never began")
                .isEmpty();
        isSound();
    }

    /** One that lost its lease before anybody saw it may have left a journal of the number that another has sealed. */
    @Test
    void ofTwoRunsOfOneNumberTheOneThatWasDecidedIsReleased() throws IOException {
        LeasedProcess first = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (isSealed(call, "b")) {
                process.die();
            }
        });
        assertThatThrownBy(() -> first.release("b")).isInstanceOf(RuntimeException.class);
        RunJournals journals = new RunJournals(List.of(new LogFiles(storage())), "clinical");
        journals.write(new RunJournal(
                "clinical",
                "a",
                Instant.EPOCH,
                OptionalLong.of(1),
                RunJournal.State.OPEN,
                Optional.empty(),
                List.of()));
        assertThat(process().releases.recover("clinical"))
                .containsExactly(
                        "Published clinical@1, which run b had signed before it ended.",
                        "Undid run a, which ended before it released anything.");
        assertThat(released()).containsExactly("b");
        isSound();
    }

    /** A store may carry out a call late: what a journal said early on is there again, and the run is in the log. */
    @Test
    void aRunWhoseJournalIsFromBeforeItsReleaseIsFinished() throws IOException {
        List<byte[]> open = new ArrayList<>();
        LeasedProcess first = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (call.equals("has replaced clinical/pending/a.json") && !isSealed(call, "a")) {
                open.add(storage().read("clinical/pending/a.json").orElseThrow());
            }
        });
        assertThat(first.release("a")).isInstanceOf(PublishResult.Done.class);
        tables.followed().clear();
        storage().replace("clinical/pending/a.json", open.get(open.size() - 1));
        assertThat(process().releases.recover("clinical"))
                .containsExactly("Finished release clinical@1, which run a had published.");
        assertThat(tables.followed()).as("whose versions are the newest").containsExactly("a: patients 1");
        assertThat(process().releases.recover("clinical")).isEmpty();
        assertThat(released()).containsExactly("a");
        isSound();
    }

    /** It was decided against, and whoever came next has kept what it put aside. */
    @Test
    void whatARunThatWasHeldHasPutAsideStays() {
        AtomicBoolean once = new AtomicBoolean();
        LeasedProcess first = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (says(call, "a", "HELD") && !once.getAndSet(true)) {
                during(
                        process,
                        () -> assertThat(process().releases.recover("clinical"))
                                .containsExactly("Finished run a, which was held: its quarantine is kept."));
            }
        });
        assertThatThrownBy(() -> first.hold("a")).satisfies(LeaseRecoveryTest::isConflict);
        assertThat(tables.followed()).containsExactly("a: patients 1");
        assertThat(tables.removed()).isEmpty();
        isSound();
    }

    /** Whether it is the call that has sealed a run's journal. */
    private boolean isSealed(String call, String run) throws IOException {
        return says(call, run, "SEALED");
    }

    private boolean says(String call, String run, String state) throws IOException {
        String journal = "clinical/pending/" + run + ".json";
        return call.equals("has replaced " + journal)
                && storage().read(journal).map(String::new).orElse("").contains(state);
    }

    /** By a lock of the operating system, whose file somebody deletes: the next run gets a lock as well. */
    private LeasedProcess locked(String folderName, LeasedProcess.Watch watch) throws IOException {
        // one process may have a file's lock once, so each comes by a path of its own
        Path own =
                Files.createSymbolicLink(folder.resolve(folderName), Files.createDirectories(folder.resolve("disk")));
        return new LeasedProcess(storage(), tables, LENGTH, watch, leases -> new ProductLocks(new Warehouse(own)));
    }

    private void deleteTheLock() throws IOException {
        Files.delete(folder.resolve("disk/releases/clinical/run.lock"));
    }

    @Test
    void aRunThatWasPublishedOnceItsLockWasDeletedStays() throws IOException {
        AtomicBoolean once = new AtomicBoolean();
        LeasedProcess second = locked("two", (process, call) -> {});
        LeasedProcess first = locked("one", (process, call) -> {
            if (isSealed(call, "a") && !once.getAndSet(true)) {
                deleteTheLock();
                assertThat(second.releases.recover("clinical"))
                        .containsExactly("Published clinical@1, which run a had signed before it ended.");
            }
        });
        assertThatThrownBy(() -> first.release("a")).satisfies(LeaseRecoveryTest::isConflict);
        assertThat(released()).containsExactly("a");
        isSound();
    }

    /** It is published by the next run, which is at work when it goes on: nothing of that run is undone. */
    @Test
    void aRunThatLostItsLockLeavesTheNextRunAlone() throws IOException {
        List<Staging> next = new ArrayList<>();
        LeasedProcess second = locked("two", (process, call) -> {});
        LeasedProcess first = locked("one", (process, call) -> {
            if (call.equals("did prepare") && next.isEmpty()) {
                deleteTheLock();
                Staging staging = second.begin("b");
                next.add(staging);
                second.stage(staging);
            }
        });
        assertThat(first.release("a")).isInstanceOf(PublishResult.Done.class);
        try (Staging staging = next.get(0)) {
            assertThat(staging.release(LeasedProcess.manifest(staging, "b"))).isInstanceOf(PublishResult.Done.class);
        }
        assertThat(released()).containsExactly("a", "b");
        isSound();
    }

    /** The log takes nothing of the run itself, but of who recovers it. */
    @Test
    void aRunThatIsPublishedWhileItIsAboutToBeTakenBackStays() {
        AtomicBoolean once = new AtomicBoolean();
        LeasedProcess first = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (call.equals("create clinical/1.json") && !once.getAndSet(true)) {
                during(process, () -> process().releases.recover("clinical"));
                throw new LogStorage.CertainlyNothing(new IOException("full"));
            }
        });
        assertThat(first.release("a")).isInstanceOf(PublishResult.Done.class);
        assertThat(released()).containsExactly("a");
        isSound();
    }

    @Test
    void aRunThatDiedIsUndoneOnceItsLeaseHasRunOut() {
        LeasedProcess first = new LeasedProcess(storage(), tables, LENGTH, (process, call) -> {
            if (call.equals("did stage")) {
                process.die();
            }
        });
        assertThatThrownBy(() -> first.release("a")).isInstanceOf(RuntimeException.class);
        assertThat(process().releases.recover("clinical"))
                .containsExactly("Undid run a, which ended before it released anything.");
        isSound();
    }

    private static void isConflict(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT));
    }

    /** Several processes that release, fall asleep anywhere, for shorter or longer than their lease, and take one another's runs. */
    @Test
    void historiesOfManyThatFallAsleepAreSound() throws Exception {
        long seed = Long.getLong("weir.lease.seed", System.nanoTime() & 0xffffff);
        int writers = 3;
        int rounds = Integer.getInteger("weir.lease.rounds", 6);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<List<String>>> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                all.add(() -> runs(number, rounds, new Random(seed * 31 + number)));
            }
            List<String> done = new ArrayList<>();
            for (Future<List<String>> some : threads.invokeAll(all)) {
                done.addAll(some.get());
            }
            isSound();
            assertThat(released()).as("seed " + seed).containsAll(done);
        } finally {
            threads.shutdownNow();
        }
    }

    /** @return the runs that were told that they are released */
    private List<String> runs(int writer, int rounds, Random random) {
        List<String> done = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String run = "run-" + writer + "-" + round;
            LeasedProcess process = new LeasedProcess(storage(), tables, LENGTH, (sleeper, call) -> {
                if (!call.contains("/lease/") && random.nextInt(40) == 0) {
                    sleeper.sleep();
                    LockSupport.parkNanos(random.nextLong(LENGTH.toNanos() * 3));
                    sleeper.wake();
                }
            });
            try {
                if (process.release(run) instanceof PublishResult.Done) {
                    done.add(run);
                }
            } catch (RuntimeException e) {
                assertThat(e).isInstanceOf(ProblemsException.class);
            }
        }
        return done;
    }
}
