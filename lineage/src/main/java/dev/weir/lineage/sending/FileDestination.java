package dev.weir.lineage.sending;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file with one JSON text per line, under the key of OpenLineage's {@code file} transport. An event is taken when it is on the
 * disk. The beginning of an event that a killed process left at the end is completed, not left as a line.
 */
final class FileDestination implements Destination {

    private final Path file;

    /** Appends to the file; it and its folder come into being with the first event. */
    FileDestination(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Delivery send(String event) {
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (FileDestination.class) { // a lock of a file is the process's
                append(line);
            }
        } catch (IOException e) {
            return new Delivery.Later("the file cannot be written (" + Destination.kind(e) + ")");
        }
        return Delivery.TAKEN;
    }

    /** Other workspaces and profiles may have the same file. */
    private void append(byte[] line) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock(); // ends with the channel
            long end = end(channel, line);
            channel.position(end);
            if (end > 0 && at(channel, end - 1, 1)[0] != '\n') {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Where the line begins: at the file's end, or where an unfinished copy of this very line begins. */
    private static long end(FileChannel channel, byte[] line) throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, line.length);
        byte[] tail = at(channel, size - length, length);
        int from = length;
        while (from > 0 && tail[from - 1] != '\n') {
            from--;
        }
        int unfinished = length - from;
        boolean isLineStart = from > 0 || size == length;
        for (int i = 0; i < unfinished; i++) {
            if (!isLineStart || tail[from + i] != line[i]) {
                return size;
            }
        }
        return size - unfinished;
    }

    private static byte[] at(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.array();
    }

    /** Nothing is held open between events. */
    @Override
    public void close() {}
}
