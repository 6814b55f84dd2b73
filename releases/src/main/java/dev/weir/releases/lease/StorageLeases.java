package dev.weir.releases.lease;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.storage.LogFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Leases that are files of a store which several machines reach: {@code <product>/lease/<number>.json}, created exclusively.
 * The highest is the one that counts. Its holder writes it anew again and again ({@link LeaseFile#beat}); another holder takes
 * the next number once the holder has said that it ended, or has not written for the lease's length. The waiting process measures
 * that time by its own looks, so no two clocks are compared.
 *
 * <p>A holder that slept for so long may come back: what it does then meets the fences of the next holder.
 *
 * @param length for how long a holder may be silent
 */
public record StorageLeases(LogFiles files, Duration length) implements Leases {

    /** Long enough for a pause of a machine or of its network, short enough to wait for after a crash. */
    public static final Duration LENGTH = Duration.ofSeconds(30);

    /** How often a holder writes within the length. */
    static final int BEATS = 6;

    public StorageLeases {
        requireNonNull(files, "files");
        requireNonNull(length, "length");
    }

    /** With the usual length. */
    public StorageLeases(LogFiles files) {
        this(files, LENGTH);
    }

    @Override
    public Optional<Lease> tryTake(String product, String holder) {
        while (true) {
            OptionalLong highest = highest(product);
            if (highest.isPresent() && isHeld(product, highest.getAsLong())) {
                return Optional.empty();
            }
            long number = highest.orElse(0) + 1;
            LeaseFile own = LeaseFile.of(holder, UUID.randomUUID(), length);
            if (created(product, number, own) && highest(product).equals(OptionalLong.of(number))) {
                numbers(product).filter(before -> before < number).forEach(before -> delete(product, before));
                return Optional.of(new StorageLease(this, product, number, own));
            }
            // another holder was faster, and has it unless it gave up
        }
    }

    private boolean created(String product, long number, LeaseFile own) {
        return files.create(name(product, number), own.print(), () -> true, other -> false);
    }

    private void delete(String product, long before) {
        try {
            files.delete(name(product, before));
        } catch (ProblemsException e) {
            StorageLease.LOG.warn("A lease that is over could not be deleted; the next run does it", e);
        }
    }

    /** Waits until it is known whether the holder lives: it writes, it has ended, or it is silent for too long. */
    private boolean isHeld(String product, long number) {
        Optional<byte[]> first = files.read(name(product, number));
        if (first.isEmpty()) {
            return false; // a higher one is there
        }
        Optional<LeaseFile> lease = LeaseFile.parse(first.get());
        if (lease.isPresent() && lease.get().ended()) {
            return false;
        }
        // one that is damaged may be anybody's
        long patience = lease.map(LeaseFile::length).orElse(length).toNanos();
        long pause = Math.min(ASK_AGAIN.toNanos(), patience / BEATS);
        // looks are counted, not a clock's time: who looks may be asleep between two of them, and the holder at work
        for (long silent = 0; silent < patience; silent += pause) {
            if (!waited(pause)) {
                return true;
            }
            Optional<byte[]> now = files.read(name(product, number));
            if (now.isEmpty()) {
                return false;
            }
            if (!Arrays.equals(now.get(), first.get())) {
                return LeaseFile.parse(now.get()).filter(LeaseFile::ended).isEmpty();
            }
        }
        return false;
    }

    /** False where it was interrupted. */
    private static boolean waited(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A holder that is silent may live: who only looks does not wait to know it. */
    @Override
    public boolean isFree(String product) {
        OptionalLong highest = highest(product);
        return highest.isEmpty()
                || read(product, highest.getAsLong()).filter(LeaseFile::ended).isPresent();
    }

    @Override
    public ProblemsException conflict(String product) {
        OptionalLong highest = highest(product);
        String owner = highest.isEmpty()
                ? "an unknown process"
                : read(product, highest.getAsLong()).map(LeaseFile::owner).orElse("an unknown process");
        return ProblemsException.of(
                Code.CONFLICT,
                Place.of(files.place(name(product, highest.orElse(1)))),
                "Another run of product '" + product + "' is at work",
                owner + " holds its lease",
                "Wait until it has ended, or stop it, then run again.");
    }

    private Optional<LeaseFile> read(String product, long number) {
        return files.read(name(product, number)).flatMap(LeaseFile::parse);
    }

    /** The number that counts; empty where the product never had a lease. */
    OptionalLong highest(String product) {
        return numbers(product).max();
    }

    private LongStream numbers(String product) {
        return LogFiles.numbers(files.list(product + "/lease"));
    }

    static String name(String product, long number) {
        return product + "/lease/" + number + ".json";
    }
}
