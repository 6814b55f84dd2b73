package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files so that they are there whole, or not at all, whenever the machine stops. Who may read them is decided by the disk
 * for new files there (the umask): other people of a workspace go on with what one has written.
 */
public final class DurableFile {

    private DurableFile() {}

    /**
     * Writes the content beside the file, for {@link #create}. When this fails, nothing has happened.
     *
     * @return the temporary file; Java's own ones are for their owner alone
     */
    static Path prepare(Path file, InputStream content) throws IOException {
        Path folder = folder(file);
        Files.createDirectories(folder);
        Path temporary = Files.createFile(folder.resolve("." + UUID.randomUUID() + ".part"));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        return temporary;
    }

    /**
     * Creates a file that must not exist: of many who try at once, one succeeds. A hard link from a complete temporary file
     * is what local file systems do atomically; a rename would replace what is there. The temporary file is deleted.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists
     */
    static void create(Path file, Path temporary) throws IOException {
        try {
            Files.createLink(file, temporary);
            force(folder(file));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes a file, in place of the one that is there. */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, new ByteArrayInputStream(content));
    }

    /** The same with content of any size. */
    public static void replace(Path file, InputStream content) throws IOException {
        Path temporary = prepare(file, content);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder(file));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path folder(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
