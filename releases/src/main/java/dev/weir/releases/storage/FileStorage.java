package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A folder of a disk, or a prefix of a bucket: small files by the contract of {@link LogStorage}, and a look at the big ones that
 * the engine has written there through its own file systems.
 */
public interface FileStorage extends LogStorage {

    /**
     * A file, found by a walk.
     *
     * @param name below the storage's root, with slashes
     * @param modified when it was written last
     */
    record StoredFile(String name, long bytes, Instant modified) {
        public StoredFile {
            requireNonNull(name, "name");
            requireNonNull(modified, "modified");
        }
    }

    /** A folder of this one, which need not be there. */
    FileStorage folder(String name);

    /** All files that lie in a folder, however deep, hidden ones as well, in any order; none where there is no such folder. */
    List<StoredFile> walk(String folder) throws IOException;

    /**
     * Opens a file of any size.
     *
     * @throws NoSuchFileException or {@link FileNotFoundException} when there is none
     */
    InputStream open(String name) throws IOException;

    /** Writes a file of any size whole, in place of the one that may be there; where it fails, that one stays. */
    void put(String name, InputStream content) throws IOException;

    /** The folder, where it is one of this machine's disks. */
    Optional<Path> disk();

    /** Whether an exception means that there is no such file. */
    static boolean isMissing(IOException failure) {
        return failure instanceof NoSuchFileException || failure instanceof FileNotFoundException;
    }
}
