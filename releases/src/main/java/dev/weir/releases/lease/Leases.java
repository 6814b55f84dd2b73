package dev.weir.releases.lease;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The leases of a warehouse's products. Safe for many threads, and for many processes of whatever machines share it. */
public interface Leases {

    /** How often it is asked again for a lease that is held. */
    Duration ASK_AGAIN = Duration.ofMillis(200);

    /**
     * Takes a product's lease; empty when a living run has it.
     *
     * @param holder who takes it, such as {@code run 018f…}; for the message to those who come meanwhile
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}; with {@link Code#STORE_UNREACHABLE}
     */
    Optional<Lease> tryTake(String product, String holder);

    /**
     * Whether a product's lease is certainly free. Changes nothing, waits for nothing, and does not keep others from taking it.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when that is unknown
     */
    boolean isFree(String product);

    /** The message for a product that a living run has. */
    ProblemsException conflict(String product);

    /**
     * Takes a product's lease; errors as {@link #tryTake}.
     *
     * @throws ProblemsException with {@link Code#CONFLICT} when a living run has it
     */
    default Lease take(String product, String holder) {
        return tryTake(product, holder).orElseThrow(() -> conflict(product));
    }

    /** The same, after waiting for a living run that has it. */
    default Lease await(String product, String holder, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Lease> taken = tryTake(product, holder);
        while (taken.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
            taken = tryTake(product, holder);
        }
        return taken.orElseThrow(() -> conflict(product));
    }
}
