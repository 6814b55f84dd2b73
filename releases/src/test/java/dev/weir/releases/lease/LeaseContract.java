package dev.weir.releases.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What leases of every kind do. */
public abstract class LeaseContract {

    private static final String PRODUCT = "clinical";

    /** Leases of one warehouse, as another process would open them. */
    protected abstract Leases leases();

    /** Takes a product's lease away from its holder, as what keeps it may lose it. */
    protected abstract void lose(String product);

    @Test
    void tellsTheSecondRunWhoHoldsIt() {
        try (Lease lease = leases().take(PRODUCT, "run first")) {
            assertThatThrownBy(() -> leases().take(PRODUCT, "run second"))
                    .isInstanceOfSatisfying(
                            ProblemsException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT))
                    .hasMessageContaining("Another run of product 'clinical' is at work")
                    .hasMessageContaining(
                            "run first (process " + ProcessHandle.current().pid());
            lease.check();
        }
    }

    @Test
    void tellsWhatTheHolderDoes() {
        try (Lease lease = leases().take(PRODUCT, "run first")) {
            lease.describeWork("makes clinical@13");
            assertThatThrownBy(() -> leases().take(PRODUCT, "run second"))
                    .hasMessageContaining(", which makes clinical@13 holds its l");
        }
    }

    @Test
    void isFreeAgainWhenGivenBack() {
        assertThat(leases().isFree(PRODUCT)).isTrue();
        try (Lease lease = leases().take(PRODUCT, "run first")) {
            assertThat(leases().isFree(PRODUCT)).isFalse();
            lease.check();
        }
        assertThat(leases().isFree(PRODUCT)).isTrue();
        leases().take(PRODUCT, "run second").close();
    }

    @Test
    void isOfOneProduct() {
        try (Lease clinical = leases().take(PRODUCT, "run first");
                Lease molecules = leases().take("molecules", "run second")) {
            clinical.check();
            molecules.check();
            assertThat(leases().isFree("others")).isTrue();
        }
    }

    @Test
    void everyNumberIsGreaterThanThoseBefore() {
        long last = 0;
        for (int round = 0; round < 20; round++) {
            try (Lease lease = leases().take(PRODUCT, "run " + round)) {
                assertThat(lease.number()).isGreaterThan(last);
                last = lease.number();
            }
        }
    }

    @Test
    void awaitsTheHolderForAsLongAsItIsTold() throws Exception {
        Lease first = leases().take(PRODUCT, "run first");
        assertThatThrownBy(() -> leases().await(PRODUCT, "run second", Duration.ofMillis(300)))
                .isInstanceOf(ProblemsException.class);
        CompletableFuture<Long> second = CompletableFuture.supplyAsync(() -> {
            try (Lease lease = leases().await(PRODUCT, "run second", Duration.ofSeconds(20))) {
                return lease.number();
            }
        });
        first.close();
        assertThat(second.get(20, TimeUnit.SECONDS)).isGreaterThan(first.number());
    }

    @Test
    void itsHolderHearsThatItWasLost() {
        try (Lease lease = leases().take(PRODUCT, "run first")) {
            lease.check();
            lose(PRODUCT);
            assertThatThrownBy(lease::check)
                    .isInstanceOfSatisfying(
                            ProblemsException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT))
                    .hasMessageContaining("This run of product 'clinical' has lost its l");
        }
    }

    /** Of many who take it again and again, one has it at a time, and numbers grow in the order in which they had it. */
    @Test
    void isOnesOwnHoweverManyAsk() throws Exception {
        int takers = 6;
        ExecutorService threads = Executors.newFixedThreadPool(takers);
        AtomicInteger inside = new AtomicInteger();
        List<Long> numbers = new ArrayList<>();
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int taker = 0; taker < takers; taker++) {
                String holder = "taker " + taker;
                Leases own = leases();
                all.add(() -> {
                    int most = 0;
                    for (int round = 0; round < 5; round++) {
                        Optional<Lease> taken = own.tryTake(PRODUCT, holder);
                        if (taken.isPresent()) {
                            try (Lease lease = taken.get()) {
                                most = Math.max(most, inside.incrementAndGet());
                                numbers.add(lease.number());
                                lease.check();
                                inside.decrementAndGet();
                            }
                        }
                    }
                    return most;
                });
            }
            for (Future<Integer> most : threads.invokeAll(all)) {
                assertThat(most.get()).isLessThanOrEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(numbers).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }
}
