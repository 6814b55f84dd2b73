package dev.weir.releases.warehouse;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a warehouse lay when it was made, or relocated last: the one line of the file {@value #FILE} in it. Iceberg's
 * metadata holds whole paths, so a warehouse that was moved or copied cannot be used before its tables are repointed.
 */
public final class RecordedRoot {

    /** The file's name. */
    static final String FILE = "location.txt";

    private final Warehouse warehouse;

    public RecordedRoot(Warehouse warehouse) {
        this.warehouse = requireNonNull(warehouse, "warehouse");
    }

    /**
     * Where the warehouse lay, when that is not where it lies now; empty for one that is where it was, or is not there.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE}
     */
    public Optional<Path> before() {
        Path recorded;
        try {
            recorded = Path.of(Files.readString(file(), StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
        return isHere(recorded) ? Optional.empty() : Optional.of(recorded);
    }

    /**
     * Lets nobody past whose tables point to another place.
     *
     * @throws ProblemsException with {@link Code#WORKSPACE_MOVED}
     */
    public void requireHere() {
        Optional<Path> before = before();
        if (before.isPresent()) {
            throw moved(before.get());
        }
    }

    /** Whether a warehouse is here, and was made here. */
    public boolean isThere() {
        return Files.exists(file()) && before().isEmpty();
    }

    /** What people are told of a move. */
    public ProblemsException moved(Path before) {
        return ProblemsException.of(
                Code.WORKSPACE_MOVED,
                Place.of(warehouse.root().toString()),
                "The warehouse was made in '" + before + "' and lies in '" + warehouse.root() + "' now",
                "its tables' metadata names the place where they were",
                "Run 'weir relocate', which repoints them and leaves the data where it is; or move it back.");
    }

    /** Records that the warehouse belongs where it lies now; errors {@link Code#NOT_WRITABLE}. */
    public void record() {
        try {
            DurableFile.replace(file(), (warehouse.root() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Warehouse.notWritable(file(), e);
        }
    }

    /** The same, where nothing is recorded yet. */
    void recordFirst() {
        if (!Files.exists(file())) {
            record();
        }
    }

    /** One folder may have two names, where links are. */
    private boolean isHere(Path recorded) {
        if (recorded.equals(warehouse.root())) {
            return true;
        }
        try {
            return Files.isSameFile(recorded, warehouse.root());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Path file() {
        return warehouse.root().resolve(FILE);
    }

    private ProblemsException unreadable(IOException cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(file().toString()),
                        "Whether the warehouse was moved cannot be told",
                        cause.getClass().getSimpleName(),
                        "See to the disk and to this user's rights, then run the command again.")),
                cause);
    }
}
