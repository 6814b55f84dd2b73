package dev.weir.releases.warehouse;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a warehouse lay when it was made, or relocated last: the one line of the file {@value #FILE} in it. Iceberg's
 * metadata holds whole paths, so a warehouse that was moved or copied cannot be used before its tables are repointed.
 */
public final class RecordedRoot {

    /** The file's name. */
    public static final String FILE = "location.txt";

    private final Warehouse warehouse;

    public RecordedRoot(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Where the warehouse lay, when that is not where it lies now; empty for one that is where it was, or is not there.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE}
     */
    public Optional<String> before() {
        return recorded().filter(recorded -> !isHere(recorded));
    }

    private Optional<String> recorded() {
        try {
            return warehouse.files().read(FILE).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Fails where tables point to another place, or are still on their way here.
     *
     * @throws ProblemsException with {@link Code#WORKSPACE_MOVED}
     */
    public void requireHere() {
        new PendingMove(warehouse).requireOver();
        Optional<String> before = before();
        if (before.isPresent()) {
            throw moved(before.get());
        }
    }

    /** Whether a warehouse is here, and was made here. */
    public boolean isThere() {
        return recorded().filter(this::isHere).isPresent();
    }

    /** The message about a move. */
    public ProblemsException moved(String before) {
        return ProblemsException.of(
                Code.WORKSPACE_MOVED,
                Place.of(warehouse.root()),
                "The warehouse was made in '" + before + "' and lies in '" + warehouse.root() + "' now",
                "its tables' metadata names the place where they were",
                "Run 'weir relocate', which repoints them and leaves the data where it is; or move it back.");
    }

    /** Records that the warehouse belongs where it lies now; errors {@link Code#NOT_WRITABLE}. */
    public void record() {
        try {
            warehouse.files().replace(FILE, (warehouse.root() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.files().place(FILE), e);
        }
    }

    /** The same, where nothing is recorded yet. */
    void recordFirst() {
        if (recorded().isEmpty()) {
            record();
        }
    }

    /** One folder may have two names, where links are. */
    private boolean isHere(String recorded) {
        if (recorded.equals(warehouse.root())) {
            return true;
        }
        if (warehouse.disk().isEmpty()) {
            return false;
        }
        try {
            return Files.isSameFile(Path.of(recorded), warehouse.disk().get());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ProblemsException unreadable(IOException cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(warehouse.files().place(FILE)),
                "Whether the warehouse was moved is unknown",
                cause.getClass().getSimpleName(),
                "See to the disk and to this user's rights, then run the command again.",
                cause);
    }
}
