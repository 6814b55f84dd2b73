package dev.weir.releases.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.releases.lease.Lease;
import dev.weir.releases.lease.LeaseContract;
import dev.weir.releases.lease.Leases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductLocksTest extends LeaseContract {

    @TempDir
    Path folder;

    @Override
    protected Leases leases() {
        return new ProductLocks(new Warehouse(folder));
    }

    @Override
    protected void lose(String product) {
        try {
            Files.delete(file(product));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String product) {
        return new Warehouse(folder).releases(product).disk().orElseThrow().resolve("run.lock");
    }

    @Test
    void theLockFileSaysWhoHoldsIt() {
        try (Lease lease = leases().take("clinical", "run first")) {
            lease.describeWork("makes clinical@13");
            assertThat(file("clinical")).content().contains("run first").endsWith("which makes clinical@13");
        }
    }

    /** Before it dies, and whatever clocks say: a lock file from tomorrow, one without a time, one that is damaged. */
    @Test
    void numbersGrowThoughClocksAreSetBack() throws IOException {
        Instant tomorrow = Instant.parse("2099-01-01T00:00:00Z");
        Files.createDirectories(file("clinical").getParent());
        Files.writeString(file("clinical"), "run a (process 1 on x, since " + tomorrow + "), which sleeps");
        try (Lease lease = leases().take("clinical", "run b")) {
            assertThat(lease.number()).isEqualTo(tomorrow.getEpochSecond() * 1_000_000 + 1);
        }
        for (String damaged : new String[] {"", "run a", "run a (process 1 on x, since 9Z)"}) {
            Files.writeString(file("clinical"), damaged);
            leases().take("clinical", "run b").close();
        }
    }
}
