package dev.weir.releases.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where small files of the release log lie, under names with slashes such as {@code clinical/12.json}. A store does what it
 * is asked once and returns what came of it: an {@link IOException} of a call that writes means that its outcome is not known.
 * {@link LogFiles} makes certain outcomes of these. Safe for many threads, and for many processes on the same store.
 *
 * <p>Each part of a name begins with a letter, a digit or an underscore; {@code .}, {@code -} may follow.
 */
public interface LogStorage {

    /** A file's bytes, as they are now; empty when there is none of that name. */
    Optional<byte[]> read(String name) throws IOException;

    /** The files that lie in a folder and in none below it: what follows the folder's name, in any order. */
    List<String> list(String folder) throws IOException;

    /** The folders that lie in a folder and in none below it; the empty name is the folder of all. */
    List<String> folders(String folder) throws IOException;

    /**
     * Creates a file that must not exist, whole. Of many who try at once, one succeeds.
     *
     * @return whether this call did it; false when a file of that name was there
     * @throws CertainlyNothing when the file was not created, and never will be by this call
     * @throws IOException when it is not known
     */
    boolean create(String name, byte[] content) throws IOException;

    /** Writes a file whole, in place of the one that may be there. */
    void replace(String name, byte[] content) throws IOException;

    /** Deletes a file; none is there afterwards, whether or not there was one. */
    void delete(String name) throws IOException;

    /** How people find a file: a path or a URI, without anything secret. */
    String place(String name);

    /** A call that wrote nothing, and from which nothing can come later. */
    final class CertainlyNothing extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        public CertainlyNothing(IOException cause) {
            super(cause.getMessage(), cause);
            this.reason = cause;
        }

        /** What kept the call from writing. */
        public IOException reason() {
            return reason;
        }
    }
}
