package dev.weir.releases.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.ThroughStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageLeasesTest extends LeaseContract {

    private static final Duration LENGTH = Duration.ofMillis(900);

    @TempDir
    Path folder;

    @Override
    protected Leases leases() {
        return new StorageLeases(files(), LENGTH);
    }

    private LogFiles files() {
        return new LogFiles(new LocalStorage(folder));
    }

    @Override
    protected void lose(String product) {
        long next = new StorageLeases(files()).highest(product).orElseThrow() + 1;
        files().create(StorageLeases.name(product, next), "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** A process whose every call to the store waits for as long as it is asleep. */
    private static final class Sleeping extends ThroughStorage {

        private boolean asleep;

        Sleeping(Path folder) {
            super(new LocalStorage(folder));
        }

        synchronized void asleep(boolean now) {
            asleep = now;
            notifyAll();
        }

        @Override
        public void replace(String name, byte[] content) throws IOException {
            synchronized (this) {
                while (asleep) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
            }
            super.replace(name, content);
        }
    }

    @Test
    void whoIsSilentForTheLengthHasLostItAndHearsOfIt() {
        Sleeping process = new Sleeping(folder);
        try (Lease first = new StorageLeases(new LogFiles(process), LENGTH).take("clinical", "run first")) {
            process.asleep(true);
            long began = System.nanoTime();
            try (Lease second = leases().take("clinical", "run second")) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(LENGTH);
                process.asleep(false);
                assertThat(second.number()).isGreaterThan(first.number());
                assertThatThrownBy(first::check)
                        .isInstanceOf(ProblemsException.class)
                        .hasMessageContaining("another run took lease " + second.number());
                second.check();
            }
        }
    }

    /** However far the clocks of two machines differ: none is read. */
    @Test
    void whoWritesKeepsItForLongerThanTheLength() throws Exception {
        try (Lease first = leases().take("clinical", "run first")) {
            for (int ask = 0; ask < 3; ask++) {
                assertThat(leases().tryTake("clinical", "run second")).isEmpty();
                Thread.sleep(LENGTH.toMillis() / 2);
            }
            first.check();
        }
    }

    /** It was dead before anybody looked, so nobody waits twice. */
    @Test
    void oneThatEndedIsTakenAtOnce() {
        leases().take("clinical", "run first").close();
        long began = System.nanoTime();
        leases().take("clinical", "run second").close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LENGTH);
        assertThat(files().list("clinical/lease")).containsExactly("2.json");
    }

    @Test
    void aDamagedOneIsTakenOnceItsLengthIsOver() {
        files().create(StorageLeases.name("clinical", 7), "{ half".getBytes(StandardCharsets.UTF_8));
        assertThat(leases().isFree("clinical")).isFalse();
        try (Lease lease = leases().take("clinical", "run")) {
            assertThat(lease.number()).isEqualTo(8);
        }
    }

    /** A store's client may throw anything, and the run that holds it goes on. */
    @Test
    void whoWritesAgainAfterAFaultKeepsIt() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        LogFiles faulty = new LogFiles(new ThroughStorage(new LocalStorage(folder)) {
            @Override
            public void replace(String name, byte[] content) throws IOException {
                if (writes.getAndIncrement() == 0) {
                    throw new IllegalStateException("client closed");
                }
                super.replace(name, content);
            }
        });
        try (Lease lease = new StorageLeases(faulty, LENGTH).take("clinical", "run first")) {
            Thread.sleep(LENGTH.toMillis() / 2);
            assertThat(writes).hasValueGreaterThan(1);
            assertThat(leases().tryTake("clinical", "run second")).isEmpty();
            lease.check();
        }
    }

    /** Of the time in which it was asleep, it knows nothing. */
    @Test
    void whoFallsAsleepWhileItWatchesTakesNothing() {
        AtomicInteger looks = new AtomicInteger();
        LogFiles sleepy = new LogFiles(new ThroughStorage(new LocalStorage(folder)) {
            @Override
            public Optional<byte[]> read(String name) throws IOException {
                Optional<byte[]> read = super.read(name);
                if (looks.incrementAndGet() == 2) {
                    LockSupport.parkNanos(LENGTH.multipliedBy(2).toNanos());
                }
                return read;
            }
        });
        try (Lease first = leases().take("clinical", "run first")) {
            assertThat(new StorageLeases(sleepy, LENGTH).tryTake("clinical", "run second"))
                    .isEmpty();
            first.check();
        }
    }

    @Test
    void whoseFileWasDeletedHearsThat() {
        try (Lease lease = new StorageLeases(files()).take("clinical", "run")) {
            files().delete(StorageLeases.name("clinical", lease.number()));
            assertThatThrownBy(lease::check)
                    .hasMessageContaining("has lost its lease")
                    .hasMessageContaining("its file was deleted")
                    .message()
                    .doesNotContain("another run took lease");
        }
    }
}
