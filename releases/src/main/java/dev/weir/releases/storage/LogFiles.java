package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The files of the release log as the rest of Weir uses them: what goes wrong is a problem for people, and a creation whose
 * answer was lost is settled by reading back. See {@link LogStorage} for names.
 *
 * <p>All methods throw {@link ProblemsException}: with {@code STORE_UNREACHABLE} when the store cannot be read, with {@code
 * NOT_WRITABLE} when it cannot be written.
 */
public final class LogFiles {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
    private static final int ATTEMPTS = 3;

    private final LogStorage storage;

    public LogFiles(LogStorage storage) {
        this.storage = requireNonNull(storage, "storage");
    }

    /** A file's bytes; empty when there is none of that name. */
    public Optional<byte[]> read(String name) {
        checked(name);
        try {
            return storage.read(name);
        } catch (IOException e) {
            throw unreachable(name, e);
        }
    }

    /** The names of the files in a folder, without the folder's, sorted; the empty name is the folder of all. */
    public List<String> list(String folder) {
        checkedFolder(folder);
        try {
            return storage.list(folder).stream().sorted().toList();
        } catch (IOException e) {
            throw unreachable(folder, e);
        }
    }

    /** The names of the folders in a folder, without the folder's, sorted; the empty name is the folder of all. */
    public List<String> folders(String folder) {
        checkedFolder(folder);
        try {
            return storage.folders(folder).stream().sorted().toList();
        } catch (IOException e) {
            throw unreachable(folder, e);
        }
    }

    /**
     * Creates a file that must not exist. A file with the same bytes counts as this call's: the answer of an earlier attempt
     * may have been lost below, unseen.
     */
    public CreateResult create(String name, byte[] content) {
        checked(name);
        Optional<IOException> last = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (storage.create(name, content)) {
                    return new CreateResult.Created();
                }
            } catch (LogStorage.CertainlyNothing e) {
                if (last.isEmpty()) {
                    throw notWritable(name, e);
                }
                last = Optional.of(e);
            } catch (IOException e) {
                last = Optional.of(e);
            }
            Optional<byte[]> found;
            try {
                found = storage.read(name);
            } catch (IOException e) {
                last.ifPresent(e::addSuppressed);
                return new CreateResult.Unknown(e);
            }
            if (found.isPresent()) {
                return Arrays.equals(found.get(), content)
                        ? new CreateResult.Created()
                        : new CreateResult.Exists(found.get());
            }
        }
        return new CreateResult.Unknown(last.orElseGet(() -> new IOException("The file was there, and is not")));
    }

    /** Writes a file, in place of the one that may be there. */
    public void replace(String name, byte[] content) {
        checked(name);
        try {
            storage.replace(name, content);
        } catch (IOException e) {
            throw notWritable(name, e);
        }
    }

    /** Deletes a file, when it is there. */
    public void delete(String name) {
        checked(name);
        try {
            storage.delete(name);
        } catch (IOException e) {
            throw notWritable(name, e);
        }
    }

    /**
     * Tries what releases rely on: that a file is created once, refused to the next who would create it, read back and
     * deleted. Nothing of it stays.
     *
     * @throws ProblemsException also with {@code STORE_UNREACHABLE} when the store lets two writers create one file, or does
     *     not give back what it took
     */
    public void probe() {
        String name = "_weir.probe-" + UUID.randomUUID();
        byte[] first = {1};
        boolean sound;
        try {
            sound = storage.create(name, first)
                    && !storage.create(name, new byte[] {2})
                    && storage.read(name)
                            .filter(found -> Arrays.equals(found, first))
                            .isPresent();
        } catch (IOException e) {
            throw notWritable(name, e);
        } finally {
            delete(name);
        }
        if (!sound) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(storage.place("")),
                    "The store of the release log lets two writers create the same file, or loses what it took",
                    "two runs could both believe that they made the same release",
                    "Publish nothing there; name another store with 'releases' in weir.yaml.");
        }
    }

    /** Where a file lies, for people. */
    public String place(String name) {
        return storage.place(name);
    }

    /** The message where it is unknown whether a file was created. */
    public static ProblemsException unknownOutcome(String place, CreateResult.Unknown unknown) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(place),
                "Whether '" + place + "' was written is not known",
                "the store's answer was lost, and it cannot be read",
                "See to the store, then look whether it is there before you do it again.",
                unknown.cause());
    }

    /** Whether something of this name can have a folder in the log. */
    public static boolean isName(String name) {
        return PART.matcher(name).matches();
    }

    private static void checkedFolder(String folder) {
        if (!folder.isEmpty()) {
            checked(folder);
        }
    }

    private static void checked(String name) {
        for (String part : name.split("/", -1)) {
            if (!isName(part)) {
                throw new IllegalArgumentException("'" + name + "' cannot be the name of a file in the log");
            }
        }
    }

    private ProblemsException unreachable(String name, IOException cause) {
        String place = storage.place(name);
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(place),
                "'" + place + "' cannot be read",
                place.contains("://")
                        ? StoreErrorText.words(cause)
                        : cause.getClass().getSimpleName(),
                cause instanceof AccessDeniedException
                        ? "Give this user the right to read it, such as by a group that owns the folder, and run the"
                                + " command again."
                        : "See to the store, to its address in weir.yaml and to this user's rights ('weir doctor' tries"
                                + " them), then run the command again.",
                cause);
    }

    private ProblemsException notWritable(String name, IOException cause) {
        return WriteFailure.of(
                storage.place(name), cause instanceof LogStorage.CertainlyNothing nothing ? nothing.reason() : cause);
    }
}
