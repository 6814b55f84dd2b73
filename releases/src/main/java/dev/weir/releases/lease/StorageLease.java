package dev.weir.releases.lease;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of {@link StorageLeases}: a thread of its own writes its file, until it is given back. */
final class StorageLease implements Lease {

    static final Logger LOG = LoggerFactory.getLogger(StorageLeases.class);

    private final StorageLeases leases;
    private final String product;
    private final long number;
    private final LeaseFile taken;
    private LeaseFile file;

    StorageLease(StorageLeases leases, String product, long number, LeaseFile file) {
        this.leases = leases;
        this.product = product;
        this.number = number;
        this.taken = file;
        this.file = file;
        Thread heart = new Thread(this::beat, "weir-lease-" + product);
        heart.setDaemon(true);
        heart.start();
    }

    private synchronized void beat() {
        long pause = Math.max(1, leases.length().toMillis() / StorageLeases.BEATS);
        try {
            while (!file.ended()) {
                wait(pause);
                if (!file.ended()) {
                    renew();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        try {
            write(file.next());
        } catch (RuntimeException e) { // a store's client may throw anything, and the run goes on
            LOG.warn("The lease of '{}' could not be renewed; it is tried again", product, e);
        }
    }

    private void write(LeaseFile next) {
        file = next;
        leases.files().replace(StorageLeases.name(product, number), next.print());
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Former former() {
        return Former.MAY_COME_BACK;
    }

    @Override
    public void check() {
        OptionalLong highest = leases.highest(product);
        if (!highest.equals(OptionalLong.of(number))) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(leases.files().place(StorageLeases.name(product, number))),
                    "This run of product '" + product + "' has lost its lease",
                    highest.orElse(0) > number
                            ? "it was silent for longer than " + leases.length().toSeconds()
                                    + " seconds, and another run took lease " + highest.getAsLong()
                            : "its file was deleted, so another run may be at work",
                    "Run again; the next run says what became of this one.");
        }
    }

    @Override
    public synchronized void describeWork(String doing) {
        write(file.saying(taken.owner() + ", which " + doing));
    }

    /** Where it cannot be said that the lease ended, others wait until it has. */
    @Override
    public synchronized void close() {
        if (file.ended()) {
            return;
        }
        try {
            write(file.over());
        } catch (ProblemsException e) {
            LOG.warn("The end of the lease of '{}' could not be written; the next run waits for it", product, e);
        }
        notifyAll();
    }
}
