package dev.weir.releases.warehouse;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
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
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A lock of the operating system on a file, which ends with the process that holds it. */
public final class RunLock implements AutoCloseable {

    /**
     * Held by this process. The system's locks belong to the process, and closing any channel of the file gives them up, so
     * a second taker here must not even open it.
     */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    /** How often, and how long, it is waited for a reader. */
    private static final int LOOKS = 4;

    private static final Duration A_LOOK = Duration.ofMillis(25);

    private static final Pattern SINCE = Pattern.compile(", since ([0-9T:.-]+Z)\\)");

    private final Path file;
    private final String owner;
    private final Instant since;
    private final FileChannel channel;
    private final FileLock lock;
    private final Object identity;

    private RunLock(Path file, String owner, Instant since, FileChannel channel, FileLock lock, Object identity) {
        this.file = file;
        this.owner = owner;
        this.since = since;
        this.channel = channel;
        this.lock = lock;
        this.identity = identity;
    }

    /**
     * Takes the lock that a file is; empty when a living process has it.
     *
     * @param holder who takes it, for the message to those who come meanwhile
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}
     */
    public static Optional<RunLock> tryTake(Path file, String holder) {
        Optional<RunLock> taken = takeOnce(file, holder);
        // who only looks is gone in a moment, and a run is not refused for that
        for (int look = 0; look < LOOKS && taken.isEmpty(); look++) {
            LockSupport.parkNanos(A_LOOK.toNanos());
            taken = takeOnce(file, holder);
        }
        return taken;
    }

    /**
     * Whether no living process has the lock that a file is. Changes nothing, and does not keep others from taking it.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when that is unknown
     */
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
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(file.toString()),
                "Whether a run is at work is unknown",
                cause.getClass().getSimpleName(),
                "Give this user the right to read the file, then run the command again.",
                cause);
    }

    private static Optional<RunLock> takeOnce(Path file, String holder) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (HELD.putIfAbsent(file, owner(holder, now)) != null) {
            return Optional.empty();
        }
        RunLock taken = null;
        try {
            taken = lock(file, holder, now);
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        } finally {
            if (taken == null) {
                HELD.remove(file);
            }
        }
        return Optional.ofNullable(taken);
    }

    private static @Nullable RunLock lock(Path file, String holder, Instant now) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        RunLock taken = null;
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                Instant since = after(channel, now);
                String owner = owner(holder, since);
                HELD.put(file, owner);
                write(channel, owner);
                taken = new RunLock(file, owner, since, channel, lock, identity(file));
            }
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
        return taken;
    }

    /** Now, or what comes next after the holder before, where the clock was set back since. */
    private static Instant after(FileChannel channel, Instant now) throws IOException {
        ByteBuffer text = ByteBuffer.allocate((int) Math.min(channel.size(), 1 << 16));
        while (text.hasRemaining() && channel.read(text, text.position()) > 0) {
            // the rest comes with the next call
        }
        Matcher before = SINCE.matcher(new String(text.array(), StandardCharsets.UTF_8));
        try {
            Instant next = before.find() ? Instant.parse(before.group(1)).plus(1, ChronoUnit.MICROS) : now;
            return next.isAfter(now) ? next : now;
        } catch (DateTimeParseException e) { // cut off, by a holder that died when it wrote
            return now;
        }
    }

    private static String owner(String holder, Instant since) {
        return holder + " (process " + ProcessHandle.current().pid() + " on " + host() + ", since " + since + ")";
    }

    /** Whether the lock is this process's still: a file that was deleted or replaced has lost it. */
    boolean isHeld() {
        Object found;
        try {
            found = identity(file);
        } catch (IOException e) {
            found = e;
        }
        return lock.isValid() && identity.equals(found);
    }

    /** Microseconds of the moment since when it is held, and more than those of the holder before. */
    long number() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, since);
    }

    Path file() {
        return file;
    }

    /** What tells a file from another of the same name; its path where the file system knows nothing better. */
    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /**
     * Adds to the message for those who come meanwhile.
     *
     * @param doing what the holder does, such as {@code makes clinical@13}
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}
     */
    public void describeWork(String doing) {
        String description = owner + ", which " + doing;
        HELD.put(file, description);
        try {
            write(channel, description);
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Who holds a lock, for people. */
    static String owner(Path file) {
        String here = HELD.get(file);
        if (here != null) {
            return here;
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "an unknown process";
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
