package dev.weir.privacy.keys;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.KeySettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The file that keeps a workspace's keys ({@code keys.store} of {@code weir.yaml}), for its owner's eyes only. Its ending
 * decides what it is: {@code .bcfks} and {@code .p12} are key stores under a password, anything else is JSON. A file that is
 * missing, open to others, or not what was written is refused, with what to do.
 *
 * <p>A change is there whole or not at all, whenever the process dies. Those who change the file take turns, so none
 * undoes what another has done.
 */
public final class KeyFile {

    private static final int LARGEST = 1 << 18;

    private final Path file;
    private final StorePassword password;

    private KeyFile(Path file, StorePassword password) {
        this.file = file;
        this.password = password;
    }

    /** The keys of a workspace. Nothing is read yet. */
    public static KeyFile of(Workspace workspace) {
        return of(workspace.root(), workspace.profile().keys());
    }

    /**
     * The keys that a profile names.
     *
     * @param root what its paths are relative to
     */
    public static KeyFile of(Path root, KeySettings settings) {
        Path file = root.resolve(settings.store());
        return new KeyFile(file, new StorePassword(file, root, settings.password()));
    }

    /** Where it lies. */
    public Path path() {
        return file;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Makes a new key and its file. Of two that make it at once, one wins.
     *
     * @throws ProblemsException when there is a file already, its password is not to be had, or the place cannot be written
     */
    public KeyRing create(Clock clock, SecureRandom random) {
        KeyRing ring = KeyRing.of(WorkspaceKey.random(clock, random));
        try {
            OwnerOnlyFile place = OwnerOnlyFile.at(file);
            try (OwnerOnlyFile.Lock held = place.lock()) {
                requireNonNull(held, "the lock");
                if (exists()) { // nothing is made in a hardware module for a store that is there
                    throw new FileAlreadyExistsException(file.toString());
                }
                place.create(format(encryption -> password.readOrMake(encryption, random))
                        .write(ring));
            }
            return ring;
        } catch (FileAlreadyExistsException e) {
            throw refused(
                    "There is a key in '" + file + "' already",
                    "what it made pseudonyms of could never be joined with what a new key makes",
                    "keep it, or move it to a safe place first");
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /**
     * Reads the keys.
     *
     * @throws ProblemsException when the file is missing, may be seen or changed by others, does not open, or holds no keys
     */
    public KeyRing read() {
        try {
            OwnerOnlyFile place = OwnerOnlyFile.at(file);
            Optional<String> mode = place.openToOthers();
            if (mode.isPresent()) {
                throw refused(
                        "The key in '" + file + "' is open to others",
                        "its mode is " + mode.get()
                                + ", and anyone who reads it can find the person behind every pseudonym",
                        "close it: chmod 600 " + file + "; if somebody may have read it, run weir keys rotate");
            }
            byte[] content =
                    place.read(LARGEST).orElseThrow(() -> new NoKeysException("it is larger than any key file"));
            return format().read(content);
        } catch (NoKeysException e) {
            if (e.isCheap()) {
                throw refused(
                        "The password of '" + file + "' is too cheap to guess",
                        e.why(),
                        "run weir keys password, which closes the store anew under the same password");
            }
            throw refused(
                    "The file '" + file + "' does not hold a key",
                    e.why(),
                    "bring it back from a safe copy" + password.orSetIt()
                            + ", or, where nothing was released with it, delete it and run weir init");
        } catch (NoSuchFileException e) {
            throw refused(
                    "There is no key in '" + file + "'",
                    "keys.store in weir.yaml says it is there",
                    "bring back from a copy the file that masked the releases before; where there is no release yet, run weir keys"
                            + " init to make one");
        } catch (IOException e) {
            throw refused(
                    "The key in '" + file + "' cannot be read",
                    "the file system answers " + nameOf(e),
                    "give yourself, and nobody else, the right to read it: chmod 600 " + file);
        }
    }

    /**
     * Refuses what a release that was masked with another store's key would not fit: its pseudonyms, and those of all who follow it,
     * would be of two kinds. A version that is retired was here.
     *
     * @param ids the versions that the release was masked with
     * @param release such as {@code clinical@12}
     * @throws ProblemsException with C022 when the store never had one of them
     */
    public void requireHad(KeyRing ring, List<String> ids, String release) {
        for (String id : ids) {
            if (ring.version(id).isEmpty()) {
                throw refused(
                        "The key " + id + " that masked " + release + " is not in '" + file + "'",
                        "another store lies in its place: pseudonyms would differ from those of " + release
                                + ", and everybody in it would be counted once more",
                        "bring the store that has it back from a copy; where it is lost for good, weir keys retire "
                                + id + " --lost --yes records that, and releases go on under the key that is there");
            }
        }
    }

    /**
     * Records that a version is lost: this store never had it, and no copy of the one that did can be found. It stands among the
     * retired ones then.
     *
     * @return the keys as they are now
     * @throws ProblemsException as {@link #rotate}, and when the store has it
     */
    public KeyRing lost(String id, Clock clock) {
        return change(ring -> {
            if (ring.version(id).isPresent()) {
                throw refused(
                        "The key version '" + id + "' is not lost",
                        "the store has it",
                        "leave out --lost to destroy its secret, where it is a previous one");
            }
            return ring.lost(id, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        });
    }

    /**
     * Makes a new version and activates it; the one that was active becomes a previous one.
     *
     * @return the keys as they are now
     * @throws ProblemsException as {@link #read}, and when the file cannot be written
     */
    public KeyRing rotate(Clock clock, SecureRandom random) {
        WorkspaceKey next = WorkspaceKey.random(clock, random);
        return change(ring -> ring.rotated(next));
    }

    /**
     * Destroys the secret of a previous version; its id stays.
     *
     * @return the keys as they are now
     * @throws ProblemsException as {@link #rotate}, and when there is no such version, it is the active one, or it is
     *     retired already
     */
    public KeyRing retire(String id, Clock clock) {
        return change(ring -> {
            requireRetirable(ring, id);
            return ring.retired(id, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        });
    }

    /** Refuses a version that cannot be retired, as {@link #retire} would. */
    public void requireRetirable(KeyRing ring, String id) {
        KeyState state = ring.version(id)
                .map(KeyVersion::state)
                .orElseThrow(() -> refused(
                        "There is no key version '" + id + "'",
                        "the file has "
                                + ring.versions().stream().map(KeyVersion::id).collect(Collectors.joining(", ")),
                        "name one of these, as weir keys list shows them"));
        switch (state) {
            case PREVIOUS -> {}
            case ACTIVE ->
                throw refused(
                        "The key version '" + id + "' is the active one",
                        "new releases are masked with it",
                        "make another active first: weir keys rotate");
            case RETIRED ->
                throw refused(
                        "The key version '" + id + "' is retired already",
                        "its secret is destroyed",
                        "there is nothing left to do");
        }
    }

    /**
     * Closes the store anew, under the password that the workspace names now, at today's cost; where that lies in a hardware
     * module, it is a new one. The passwords before it are kept until {@link #forgetFormer}.
     *
     * @param old file of the password that closed it; empty where it is the same
     * @return the keys, which stay as they are
     * @throws ProblemsException when it is no encrypted store, opens with neither password, or cannot be written
     */
    public KeyRing close(Optional<Path> old, SecureRandom random) {
        KeyStoreFormat.Encryption encryption = KeyStoreFormat.encryptionOf(file)
                .orElseThrow(() -> refused(
                        "The store '" + file + "' has no password",
                        "it is JSON, as safe as the folder that it lies in",
                        "name a store that ends in .bcfks in weir.yaml, where one is to have a password"));
        try {
            OwnerOnlyFile place = OwnerOnlyFile.at(file);
            try (OwnerOnlyFile.Lock held = place.lock()) {
                requireNonNull(held, "the lock");
                byte[] content = place.read(LARGEST).orElse(new byte[0]);
                KeyRing ring = null;
                for (String tried : password.candidates(encryption, old)) {
                    try {
                        ring = new KeyStoreFormat.Encrypted(encryption, tried).closedAnyhow(content);
                        break;
                    } catch (NoKeysException e) {
                        // the next may be the one
                    }
                }
                if (ring == null) {
                    throw refused(
                            "The store '" + file + "' does not open",
                            "neither the password of --old nor the one that weir.yaml names closed it, or it is damaged",
                            password.whatOldNames());
                }
                place.replace(format(kind -> password.renewed(kind, random)).write(ring));
                return ring;
            }
        } catch (NoSuchFileException e) {
            throw refused(
                    "There is no key in '" + file + "'",
                    "keys.store in weir.yaml says it is there",
                    "run weir init to make one");
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** Lets the passwords go that a hardware module has closed before: everything is closed under the one of now. */
    public void forgetFormer() {
        password.forgetFormer();
    }

    private KeyRing change(UnaryOperator<KeyRing> change) {
        read(); // a file that is missing or damaged is reported before anything is written beside it
        try {
            OwnerOnlyFile place = OwnerOnlyFile.at(file);
            try (OwnerOnlyFile.Lock held = place.lock()) {
                requireNonNull(held, "the lock");
                KeyRing changed = change.apply(read());
                place.replace(format().write(changed));
                return changed;
            }
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private KeyStoreFormat format() {
        return format(password::read);
    }

    private KeyStoreFormat format(Function<KeyStoreFormat.Encryption, String> closedBy) {
        return KeyStoreFormat.encryptionOf(file)
                .<KeyStoreFormat>map(encryption -> new KeyStoreFormat.Encrypted(encryption, closedBy.apply(encryption)))
                .orElseGet(KeyStoreFormat.Plain::new);
    }

    private ProblemsException notWritable(IOException e) {
        return ProblemsException.of(
                Code.NOT_WRITABLE,
                Place.of(file.toString()),
                "The key cannot be written to '" + file + "'",
                "the file system answers " + nameOf(e),
                "give yourself the right to write there, or set keys.store in weir.yaml to another place");
    }

    private ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(file.toString()), what, why, remedy);
    }

    private static String nameOf(IOException e) {
        return e.getClass().getSimpleName();
    }
}
