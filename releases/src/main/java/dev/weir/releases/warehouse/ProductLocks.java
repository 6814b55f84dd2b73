package dev.weir.releases.warehouse;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.lease.Leases;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Leases that are locks of the operating system on {@code releases/<product>/run.lock}, for runs of one machine. A lock ends
 * with the process that holds it, so its holder knows that every other run of the product is dead.
 */
public record ProductLocks(Warehouse warehouse) implements Leases {

    public ProductLocks {
        if (warehouse.disk().isEmpty()) {
            throw new IllegalArgumentException("'" + warehouse.root() + "' is no folder of a disk");
        }
    }

    @Override
    public Optional<Lease> tryTake(String product, String holder) {
        return RunLock.tryTake(file(product), holder).map(lock -> new Held(lock, product));
    }

    @Override
    public boolean isFree(String product) {
        return RunLock.isFree(file(product));
    }

    @Override
    public ProblemsException conflict(String product) {
        Path file = file(product);
        return ProblemsException.of(
                Code.CONFLICT,
                Place.of(file.toString()),
                "Another run of product '" + product + "' is at work",
                RunLock.owner(file) + " holds its lock",
                "Wait until it has ended, or stop it, then run again.");
    }

    private Path file(String product) {
        return warehouse.releases(product).disk().orElseThrow().resolve("run.lock");
    }

    private record Held(RunLock lock, String product) implements Lease {

        @Override
        public long number() {
            return lock.number();
        }

        @Override
        public Former former() {
            return Former.DEAD;
        }

        /** A lock file that was deleted or replaced has lost its lock, and another run may hold the new one. */
        @Override
        public void check() {
            if (!lock.isHeld()) {
                throw ProblemsException.of(
                        Code.CONFLICT,
                        Place.of(lock.file().toString()),
                        "This run of product '" + product + "' has lost its lock",
                        "its lock file was deleted or replaced, so another run may be at work",
                        "Leave the file where it is, then run again.");
            }
        }

        @Override
        public void describeWork(String doing) {
            lock.describeWork(doing);
        }

        @Override
        public void close() {
            lock.close();
        }
    }
}
