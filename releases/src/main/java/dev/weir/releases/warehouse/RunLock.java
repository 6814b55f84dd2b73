package dev.weir.releases.warehouse;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the one run of a product on this machine: a lock of the operating system on {@code
 * releases/<product>/run.lock}, which ends with the process that holds it. Whoever has it knows that every other run of the
 * product is dead.
 */
public final class RunLock implements AutoCloseable {

    /**
     * Held by this process. The system's locks belong to the process, and closing any channel of the file gives them up, so
     * a second taker here must not even open it.
     */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    /** How often, and how long, it is waited for somebody who only looks. */
    private static final int LOOKS = 4;

    private static final Duration A_LOOK = Duration.ofMillis(25);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Path file;
    private final String owner;
    private final FileChannel channel;
    private final FileLock lock;
    private final Object identity;

    private RunLock(Path file, String owner, FileChannel channel, FileLock lock, Object identity) {
        this.file = file;
        this.owner = owner;
        this.channel = channel;
        this.lock = lock;
        this.identity = identity;
    }

    /**
     * Takes the lock.
     *
     * @param holder who takes it, such as {@code run 018f…}; told to those who come meanwhile
     * @throws ProblemsException with {@link Code#CONFLICT} when a living run has it; with {@link Code#NOT_WRITABLE}
     */
    public static RunLock take(Warehouse warehouse, String product, String holder) {
        Path file = warehouse.releases(product).resolve("run.lock");
        return tryTake(file, holder).orElseThrow(() -> conflict(product, file));
    }

    /** The same, after waiting for a living run that has it. */
    public static RunLock await(Warehouse warehouse, String product, String holder, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<RunLock> taken = tryTake(warehouse, product, holder);
        while (taken.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            taken = tryTake(warehouse, product, holder);
        }
        return taken.orElseGet(() -> take(warehouse, product, holder));
    }

    /** The same, or empty when a living run has it. */
    public static Optional<RunLock> tryTake(Warehouse warehouse, String product, String holder) {
        return tryTake(warehouse.releases(product).resolve("run.lock"), holder);
    }

    /**
     * Takes the lock that a file is; empty when a living process has it.
     *
     * @param holder who takes it, told to those who come meanwhile
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}
     */
    public static Optional<RunLock> tryTake(Path file, String holder) {
        String owner = holder + " (process " + ProcessHandle.current().pid() + " on " + host() + ", since "
                + Instant.now() + ")";
        Optional<RunLock> taken = takeOnce(file, owner);
        // who only looks is gone in a moment, and a run is not refused for that
        for (int look = 0; look < LOOKS && taken.isEmpty(); look++) {
            LockSupport.parkNanos(A_LOOK.toNanos());
            taken = takeOnce(file, owner);
        }
        return taken;
    }

    /**
     * Whether no living process has the lock of a product. Changes nothing, and keeps nobody from taking it.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when it cannot be told
     */
    public static boolean isFree(Warehouse warehouse, String product) {
        return isFree(warehouse.releases(product).resolve("run.lock"));
    }

    /** The same of the lock that a file is. */
    static boolean isFree(Path file) {
        if (HELD.putIfAbsent(file, "a look") != null) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            HELD.remove(file);
        }
    }

    private static ProblemsException unreadable(Path file, IOException cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(file.toString()),
                        "Whether a run is at work cannot be told",
                        cause.getClass().getSimpleName(),
                        "Give this user the right to read the file, then run the command again.")),
                cause);
    }

    private static Optional<RunLock> takeOnce(Path file, String owner) {
        if (HELD.putIfAbsent(file, owner) != null) {
            return Optional.empty();
        }
        RunLock taken = null;
        try {
            taken = lock(file, owner);
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        } finally {
            if (taken == null) {
                HELD.remove(file);
            }
        }
        return Optional.ofNullable(taken);
    }

    private static @Nullable RunLock lock(Path file, String owner) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        RunLock taken = null;
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                write(channel, owner);
                taken = new RunLock(file, owner, channel, lock, identity(file));
            }
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
        return taken;
    }

    /**
     * Looks whether the lock is this process's still: a file that was deleted or replaced has lost it, and another run may
     * hold the new one.
     *
     * @throws ProblemsException with {@link Code#CONFLICT} when it is not
     */
    public void check(String product) {
        Object found;
        try {
            found = identity(file);
        } catch (IOException e) {
            found = e;
        }
        if (!lock.isValid() || !identity.equals(found)) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(file.toString()),
                    "This run of product '" + product + "' has lost its lock",
                    "its lock file was deleted or replaced, so another run may be at work",
                    "Leave the file where it is, then run again.");
        }
    }

    /** What tells a file from another of the same name; its path where the file system knows nothing better. */
    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /**
     * Adds to what those are told who come meanwhile.
     *
     * @param doing what the holder does, such as {@code makes clinical@13}
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}
     */
    public void tell(String doing) {
        String told = owner + ", which " + doing;
        HELD.put(file, told);
        try {
            write(channel, told);
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static ProblemsException conflict(String product, Path file) {
        return ProblemsException.of(
                Code.CONFLICT,
                Place.of(file.toString()),
                "Another run of product '" + product + "' is at work",
                owner(file) + " holds its lock",
                "Wait until it has ended, or stop it, then run again.");
    }

    private static String owner(Path file) {
        String here = HELD.get(file);
        if (here != null) {
            return here;
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "a process that cannot be told";
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "this machine";
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock '" + file + "' could not be given back", e);
        } finally {
            HELD.remove(file);
        }
    }
}
