package dev.weir.privacy.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A small file for its owner's eyes only (mode 600 from its first moment). It is there whole or not at all, whenever its
 * writer dies; writers take turns ({@link #lock}).
 */
final class OwnerOnlyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    private static final FileAttribute<?>[] NO_MODE = {};
    private static final String DRAFT = ".draft";

    /** The system's locks belong to the process, so writers inside it take turns by this. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final Path file;

    private OwnerOnlyFile(Path file) {
        this.file = file;
    }

    /** At that place; where a link stands there, at the place it leads to. */
    static OwnerOnlyFile at(Path file) throws IOException {
        return new OwnerOnlyFile(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
    }

    /** What is in it, if it is no larger than that. */
    Optional<byte[]> read(int largest) throws IOException {
        return Files.size(file) > largest ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    }

    /**
     * The mode of a file that others may read or change; empty when they may not, or the file system has no modes. A file of the
     * system's own may be read by one group: so a container's platform hands a secret to a user who owns nothing.
     */
    Optional<String> openToOthers() throws IOException {
        return attributes()
                .filter(OwnerOnlyFile::isOpenToOthers)
                .map(attributes -> PosixFilePermissions.toString(attributes.permissions()));
    }

    private static boolean isOpenToOthers(PosixFileAttributes attributes) {
        boolean handed = isRoots(attributes) && !"root".equals(System.getProperty("user.name"));
        return attributes.permissions().stream()
                .filter(right -> !handed || right != PosixFilePermission.GROUP_READ)
                .anyMatch(OTHERS::contains);
    }

    /** Whether it is the system's own, and a group may read it. */
    boolean isHandedToGroup() throws IOException {
        return attributes()
                .filter(OwnerOnlyFile::isRoots)
                .filter(attributes -> attributes.permissions().contains(PosixFilePermission.GROUP_READ))
                .isPresent();
    }

    /** Empty where the file system has no modes. */
    private Optional<PosixFileAttributes> attributes() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? Optional.empty() : Optional.of(view.readAttributes());
    }

    private static boolean isRoots(PosixFileAttributes attributes) {
        return attributes.owner().getName().equals("root");
    }

    /** The right to write, which no other thread or process has until it is closed. A process that dies gives it back. */
    Lock lock() throws IOException {
        TURN.lock();
        Lock taken = null;
        try {
            taken = locked();
            return taken;
        } finally {
            if (taken == null) {
                TURN.unlock();
            }
        }
    }

    private Lock locked() throws IOException {
        Path folder = folder();
        makeFolder(folder);
        Path place = file.resolveSibling(file.getFileName() + ".lock");
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(place, options, mode(folder, OWNER_ONLY));
        Lock taken = null;
        try {
            channel.lock(); // given back when the channel closes
            removeDrafts(folder);
            taken = new Lock(channel);
            return taken;
        } finally {
            if (taken == null) {
                channel.close();
            }
        }
    }

    /** A lock that is held. */
    static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                TURN.unlock();
            }
        }
    }

    /** Makes the file; only under the lock. A link appears with its content or not at all, and never replaces what is there. */
    void create(byte[] content) throws IOException {
        Path draft = draft(content);
        try {
            Files.createLink(file, draft);
            force(folder());
        } catch (UnsupportedOperationException e) {
            throw new IOException("a file system without links", e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Puts new content in place of the old; only under the lock. */
    void replace(byte[] content) throws IOException {
        Path draft = draft(content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path draft(byte[] content) throws IOException {
        Path draft = Files.createTempFile(folder(), draftPrefix(), DRAFT, mode(folder(), OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return draft;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** What writers that died have left: the holder of the lock knows that no other process is writing. */
    private void removeDrafts(Path folder) throws IOException {
        String prefix = draftPrefix();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, entry -> {
            String name = String.valueOf(entry.getFileName());
            return name.startsWith(prefix) && name.endsWith(DRAFT);
        })) {
            for (Path draft : left) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private String draftPrefix() {
        return "." + file.getFileName() + "~";
    }

    private Path folder() throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString());
        }
        return folder;
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, mode(folder, OWNER_ONLY_FOLDER));
            }
        } catch (FileAlreadyExistsException e) {
            NotDirectoryException inTheWay = new NotDirectoryException(e.getFile());
            inTheWay.initCause(e);
            throw inTheWay;
        }
    }

    private static FileAttribute<?>[] mode(Path folder, Set<PosixFilePermission> permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : NO_MODE;
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
