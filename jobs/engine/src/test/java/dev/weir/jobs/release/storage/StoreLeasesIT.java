package dev.weir.jobs.release.storage;

import dev.weir.jobs.release.TestStores;
import dev.weir.releases.lease.JointLeases;
import dev.weir.releases.lease.LeaseContract;
import dev.weir.releases.lease.Leases;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.ProductLocks;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Leases in stores that several machines reach, and those of a warehouse whose log lies in an object store. */
class StoreLeasesIT {

    private static final Duration LENGTH = Duration.ofSeconds(3);

    abstract static class InStore extends LeaseContract {

        @TempDir
        Path folder;

        private final TestStores store;
        private Optional<String> address = Optional.empty();

        InStore(TestStores store) {
            this.store = store;
        }

        final LogFiles files() {
            address = address.or(() -> Optional.of(store.address(folder)));
            return new LogFiles(TestStores.at(address.get()));
        }

        @Override
        protected Leases leases() {
            return new StorageLeases(files(), LENGTH);
        }

        @Override
        protected void lose(String product) {
            String held = files().list(product + "/lease").stream()
                    .max(Comparator.comparingLong(InStore::number))
                    .orElseThrow();
            String next = product + "/lease/" + (number(held) + 1) + ".json";
            files().create(next, "{}".getBytes(StandardCharsets.UTF_8));
        }

        private static long number(String name) {
            return Long.parseLong(name.substring(0, name.indexOf('.')));
        }
    }

    @Nested
    class S3 extends InStore {
        S3() {
            super(TestStores.S3);
        }
    }

    @Nested
    class PostgreSql extends InStore {
        PostgreSql() {
            super(TestStores.POSTGRESQL);
        }
    }

    @Nested
    class WithTheLockOfTheWarehouse extends InStore {
        WithTheLockOfTheWarehouse() {
            super(TestStores.S3);
        }

        @Override
        protected Leases leases() {
            return new JointLeases(new ProductLocks(new Warehouse(folder)), super.leases());
        }
    }
}
