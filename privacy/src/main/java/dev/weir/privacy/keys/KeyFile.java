package dev.weir.privacy.keys;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file that keeps a workspace's key ({@code keys.store} of {@code weir.yaml}): JSON, for its owner's eyes only. A
 * file that is missing, open to others, or not what was written is refused, with what to do.
 */
public final class KeyFile {

    private static final int LARGEST = 4096;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private static final FileAttribute<?>[] NO_MODE = {};

    private KeyFile() {}

    /**
     * Makes a new key and its file, with mode 600 from its first moment. The file appears whole or not at all, and of two
     * that make it at once, one wins.
     *
     * @throws ProblemsException when there is a file already, or the place cannot be written
     */
    public static WorkspaceKey create(Path file, Clock clock, SecureRandom random) {
        byte[] secret = new byte[WorkspaceKey.LENGTH];
        random.nextBytes(secret);
        WorkspaceKey key = new WorkspaceKey(secret, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        try {
            publish(file.toAbsolutePath(), KeyText.write(key).getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw refused(
                    file,
                    "There is a key in '" + file + "' already",
                    "what it made pseudonyms of could never be joined with what a new key makes",
                    "keep it, or move it to a safe place first");
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.NOT_WRITABLE,
                    Place.of(file.toString()),
                    "The key cannot be written to '" + file + "'",
                    "the file system answers " + nameOf(e),
                    "give yourself the right to write there, or set keys.store in weir.yaml to another place");
        }
        return key;
    }

    /**
     * Reads the key.
     *
     * @throws ProblemsException when the file is missing, may be seen or changed by others, or does not hold a key
     */
    public static WorkspaceKey read(Path file) {
        try {
            requireOwnerOnly(file);
            if (Files.size(file) > LARGEST) {
                throw notAKey(file, "it is larger than any key file");
            }
            return KeyText.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (KeyText.NotAKeyException e) {
            throw notAKey(file, e.why());
        } catch (NoSuchFileException e) {
            throw refused(
                    file,
                    "There is no key in '" + file + "'",
                    "keys.store in weir.yaml says it is there",
                    "run weir init to make one, or bring back the file that masked the releases before");
        } catch (CharacterCodingException e) {
            throw notAKey(file, "it is not text in UTF-8");
        } catch (IOException e) {
            throw refused(
                    file,
                    "The key in '" + file + "' cannot be read",
                    "the file system answers " + nameOf(e),
                    "give yourself, and nobody else, the right to read it: chmod 600 " + file);
        }
    }

    private static void publish(Path file, byte[] content) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString());
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        makeFolder(folder, posix ? mode(OWNER_ONLY_FOLDER) : NO_MODE);
        Path draft = Files.createTempFile(folder, ".weir-key-", ".draft", posix ? mode(OWNER_ONLY) : NO_MODE);
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            // a link appears with its content or not at all, and never replaces what is there
            Files.createLink(file, draft);
        } catch (UnsupportedOperationException e) {
            throw new IOException("a file system without links", e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void makeFolder(Path folder, FileAttribute<?>[] mode) throws IOException {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, mode);
            }
        } catch (FileAlreadyExistsException e) {
            NotDirectoryException inTheWay = new NotDirectoryException(e.getFile());
            inTheWay.initCause(e);
            throw inTheWay;
        }
    }

    private static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> mode = view.readAttributes().permissions();
        if (mode.stream().anyMatch(OTHERS::contains)) {
            throw refused(
                    file,
                    "The key in '" + file + "' is open to others",
                    "its mode is " + PosixFilePermissions.toString(mode)
                            + ", and whoever reads it can find the person behind every pseudonym",
                    "close it: chmod 600 " + file + "; if somebody may have read it, make a new key");
        }
    }

    private static ProblemsException notAKey(Path file, String why) {
        return refused(
                file,
                "The file '" + file + "' does not hold a key",
                why,
                "bring it back from a safe copy, or, where nothing was released with it, delete it and run weir init");
    }

    private static ProblemsException refused(Path file, String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(file.toString()), what, why, remedy);
    }

    private static String nameOf(IOException e) {
        return e.getClass().getSimpleName();
    }
}
