package dev.weir.releases.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.fault.FaultyStorage;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredReleaseLogTest {

    @TempDir
    Path folder;

    private StoredReleaseLog log;

    @BeforeEach
    void open() {
        log = StoredReleaseLog.in(new Warehouse(folder));
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(log.numbers("clinical")).isEmpty();
        assertThat(log.latest("clinical")).isEmpty();
        assertThatThrownBy(() -> log.read("clinical", 1))
                .hasMessageContaining("There is no release clinical@1; 'clinical' has no release");
    }

    @Test
    void readsBackWhatItPublished() {
        Manifest first = SampleRelease.next(log, "a");
        assertThat(log.publish(first)).isEqualTo(new PublishResult.Done(first, List.of()));
        Manifest second = SampleRelease.next(log, "b");
        log.publish(second);
        assertThat(log.read("clinical", 1)).isEqualTo(first);
        assertThat(log.latest("clinical")).contains(second);
        assertThat(log.numbers("clinical")).containsExactly(1L, 2L);
        assertThat(second.history().previousSha256()).contains(log.sha256("clinical", 1));
    }

    @Test
    void listsByNumberAndNotByName() {
        for (int number = 1; number <= 11; number++) {
            log.publish(SampleRelease.next(log, "run-" + number));
        }
        assertThat(log.numbers("clinical")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void asksTheStoreNoMoreWhenThereAreManyReleases() {
        int few = 0;
        for (int number = 1; number <= 40; number++) {
            Faults.live();
            StoredReleaseLog watched = new StoredReleaseLog(new FaultyStorage(new LocalStorage(folder.resolve("log"))));
            watched.latest("clinical");
            watched.publish(SampleRelease.next(watched, "run-" + number));
            watched.newest("clinical", 2);
            int asked = Faults.trace().size();
            if (number == 3) {
                few = asked;
            } else if (number > 3) {
                assertThat(asked).isEqualTo(few);
            }
        }
    }

    @Test
    void refusesANumberThatIsTakenAndNamesTheWinner() {
        Manifest winner = SampleRelease.next(log, "a");
        Manifest loser = SampleRelease.next(log, "b");
        log.publish(winner);
        assertThat(log.publish(loser)).isEqualTo(new PublishResult.Refused(winner));
        assertThat(log.latest("clinical")).contains(winner);
    }

    @Test
    void isDoneWhenTheSameManifestIsThereAlready() {
        Manifest manifest = SampleRelease.next(log, "a");
        log.publish(manifest);
        assertThat(log.publish(manifest)).isInstanceOf(PublishResult.Done.class);
    }

    @Test
    void aNumberThatWasTakenIsNobodys() {
        log.publish(SampleRelease.next(log, "a"));
        Manifest late = SampleRelease.next(log, "b");
        assertThat(log.fence("clinical", 2, "b")).isEmpty();
        assertThat(log.fence("clinical", 2, "b")).isEmpty();
        assertThatThrownBy(() -> log.publish(late))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("Run b can no longer make clinical@2; it was taken for dead");
        assertThatThrownBy(() -> log.publish(SampleRelease.next(log, "rival")))
                .hasMessageContaining("Run rival can no longer make clinical@2; run b, which was to make it as well,");
        assertThat(log.numbers("clinical")).containsExactly(1L);
        assertThat(log.last("clinical")).hasValue(2);
        assertThat(log.isVoid("clinical", 2)).isTrue();
        assertThat(log.isVoid("clinical", 1)).isFalse();
        assertThatThrownBy(() -> log.read("clinical", 2))
                .hasMessageContaining("There is no release clinical@2")
                .hasMessageContaining("taken from run b");

        Manifest third = SampleRelease.of(3, Optional.of(log.sha256("clinical", 2)), "c", List.of());
        assertThat(log.publish(third)).isInstanceOf(PublishResult.Done.class);
        assertThat(log.numbers("clinical")).containsExactly(1L, 3L);
        assertThat(log.latest("clinical")).contains(third);
        assertThat(log.newest("clinical", 2)).hasSize(2);
    }

    @Test
    void aReleaseIsNotTakenBack() {
        Manifest released = SampleRelease.next(log, "a");
        log.publish(released);
        assertThat(log.fence("clinical", 1, "a")).contains(released);
        assertThat(log.latest("clinical")).contains(released);
    }

    /** Whoever took the number died before the list of names could tell it. */
    @Test
    void aNumberThatWasTakenHalfIsNobodysAlready() throws IOException {
        log.publish(SampleRelease.next(log, "a"));
        log.fence("clinical", 2, "b");
        Files.delete(folder.resolve("releases/clinical/2.void"));
        assertThat(log.latest("clinical").orElseThrow().number()).isEqualTo(1);
        assertThat(log.last("clinical")).hasValue(2);
        assertThat(log.newest("clinical")).hasValue(1);
        assertThat(log.numbers("clinical")).containsExactly(1L);
        assertThat(log.newest("clinical", 1)).hasSize(1);
        assertThat(log.products()).containsExactly("clinical");
        log.fence("clinical", 2, "b");
        assertThat(log.numbers("clinical")).containsExactly(1L);
    }

    @Test
    void isUnknownWhenWhatIsThereCannotBeRead() throws IOException {
        Manifest manifest = SampleRelease.next(log, "a");
        Files.createDirectories(folder.resolve("releases/clinical/1.json"));
        assertThat(log.publish(manifest)).isInstanceOf(PublishResult.Unknown.class);
    }

    @Test
    void refusesAGap() {
        Manifest third = SampleRelease.of(3, Optional.of("0".repeat(64)), "a", List.of());
        assertThatThrownBy(() -> log.publish(third))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clinical@3 would leave a gap: there is no clinical@2");
    }

    @Test
    void refusesAReleaseMadeOnAnotherManifest() throws IOException {
        log.publish(SampleRelease.next(log, "a"));
        Manifest second = SampleRelease.next(log, "b");
        Path first = folder.resolve("releases/clinical/1.json");
        Files.writeString(first, Files.readString(first).replace("everyone", "nobody"));
        assertThatThrownBy(() -> log.publish(second))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING))
                .hasMessageContaining("Restore '" + first + "'");
        assertThat(log.numbers("clinical")).containsExactly(1L);
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("releases"), "a file where the folder should be");
        assertThatThrownBy(() -> log.publish(SampleRelease.of(1, Optional.empty(), "a", List.of())))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.NOT_WRITABLE));
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        log.publish(SampleRelease.next(log, "a"));
        log.publish(SampleRelease.next(log, "b"));
        try (Stream<Path> files = Files.list(folder.resolve("releases/clinical"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("1.json", "2.json");
        }
    }

    @Test
    void refusesAProductThatLeavesItsFolder() {
        assertThatThrownBy(() -> log.numbers("../secrets")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAProductWhoseTablesWouldLieInTheLog() {
        assertThatThrownBy(() -> TableIdentity.of(new Warehouse(folder), TableFormat.DELTA, "releases", "patients"))
                .hasMessageContaining("A product cannot be called 'releases'");
    }

    @Test
    void oneOfManyThreadsWins() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 1; round <= 20; round++) {
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Callable<PublishResult>> attempts = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    Manifest manifest = SampleRelease.next(log, "run-" + round + "-" + thread);
                    attempts.add(() -> {
                        start.await();
                        return log.publish(manifest);
                    });
                }
                List<Manifest> winners = new ArrayList<>();
                List<Manifest> told = new ArrayList<>();
                for (Future<PublishResult> attempt : pool.invokeAll(attempts)) {
                    if (attempt.get() instanceof PublishResult.Done done) {
                        winners.add(done.manifest());
                    } else if (attempt.get() instanceof PublishResult.Refused refused) {
                        told.add(refused.winner());
                    }
                }
                assertThat(winners).hasSize(1);
                assertThat(told).hasSize(threads - 1).containsOnly(winners.get(0));
                assertThat(log.latest("clinical")).contains(winners.get(0));
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
