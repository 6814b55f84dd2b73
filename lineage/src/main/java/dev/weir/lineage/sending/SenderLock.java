package dev.weir.lineage.sending;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One sender at a time for a destination of a spool, among all threads and processes of the machine. A dead process holds none. */
final class SenderLock implements AutoCloseable {

    /** An operating system gives up a process's lock with the first of its channels on the file that is closed. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SenderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it; empty where another thread or process has it.
     *
     * @throws IOException when the file cannot be opened or locked
     */
    static Optional<SenderLock> take(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (!HELD_HERE.add(absolute)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean isTaken = false;
        try {
            Files.createDirectories(absolute.getParent());
            channel = FileChannel.open(absolute, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            isTaken = lock != null;
            return isTaken ? Optional.of(new SenderLock(absolute, channel)) : Optional.empty();
        } finally {
            if (!isTaken) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(absolute);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
