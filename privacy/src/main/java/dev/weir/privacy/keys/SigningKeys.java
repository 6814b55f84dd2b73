package dev.weir.privacy.keys;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.SigningSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of the pair that signs a workspace's releases: the private key for its owner's eyes only, the public one beside
 * it, and those of earlier pairs as {@code release.<id>.pub}, since what they signed stays signed by them. Who dies in the
 * middle of a change leaves the old pair or the new one; writers take turns.
 */
public final class SigningKeys {

    private static final int LARGEST = 1 << 16;
    private static final String ENDING = ".pub";
    private static final String RECORD = ".rotations.json";
    private static final int LARGEST_RECORD = 1 << 26;
    private static final int SHORT_ID = 16;

    private final SigningSettings settings;
    private final Path secret;
    private final Path open;
    private final Optional<KeyStoreFormat.Encryption> encryption;
    private final Optional<StorePassword> password;

    private SigningKeys(Path root, SigningSettings settings, Optional<KeySettings> keys) {
        this.settings = settings;
        Path store = root.resolve(keys.map(KeySettings::store).orElse(""));
        this.encryption = keys.flatMap(given -> KeyStoreFormat.encryptionOf(store));
        this.password = keys.map(given -> new StorePassword(store, root, given.password()));
        this.secret = root.resolve(settings.privateKey());
        this.open = root.resolve(settings.publicKey());
    }

    /** Those of a workspace. Nothing is read yet. */
    public static SigningKeys of(Workspace workspace) {
        return of(
                workspace.root(),
                workspace.profile().signing(),
                workspace.profile().keys());
    }

    /**
     * Those that a profile names, where the workspace's keys lie in a store without a password.
     *
     * @param root what its paths are relative to
     */
    public static SigningKeys of(Path root, SigningSettings settings) {
        return new SigningKeys(root, settings, Optional.empty());
    }

    /**
     * Those that a profile names. The private key is encrypted under the password of the key store, where that has one.
     *
     * @param root what paths are relative to
     */
    public static SigningKeys of(Path root, SigningSettings settings, KeySettings keys) {
        return new SigningKeys(root, settings, Optional.of(keys));
    }

    /**
     * A public key and where it lies.
     *
     * @param file whole path
     */
    public record Public(Path file, VerifyingKey key) {}

    /**
     * A private key that is there.
     *
     * @param made whether it was made just now
     * @param former the public key that lay beside it and was not its own; kept under another name
     */
    public record Found(SigningKey key, boolean made, Optional<VerifyingKey> former) {}

    /** Where the public key lies. */
    public Path publicFile() {
        return open;
    }

    /** Whether there is a private key. */
    public boolean exists() {
        return Files.exists(secret);
    }

    /** The file of the private key where root has handed it to a group, as accounts that share a workspace need it. */
    public Optional<Path> handedToGroup() {
        try {
            return exists() && OwnerOnlyFile.at(secret).isHandedToGroup() ? Optional.of(secret) : Optional.empty();
        } catch (IOException e) {
            throw unreadable(secret, e);
        }
    }

    /**
     * The private key, made when there never was one. Where earlier public keys or their records lie, it was lost: a new pair without their
     * record would let keys count again that were ended.
     *
     * @throws ProblemsException as {@link #read}, when it was lost, and when the place cannot be written
     */
    public Found readOrMake(SecureRandom random) {
        try (OwnerOnlyFile.Lock held = OwnerOnlyFile.at(secret).lock()) {
            requireNonNull(held, "the lock");
            if (exists()) {
                return settled();
            }
            requireFirst();
            SigningKey made = SigningKey.random(settings.algorithm(), random);
            put(made, random);
            return new Found(made, true, Optional.empty());
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /**
     * Looks whether {@link #readOrMake} would have a key: one that is there, or a first one. Nothing is made.
     *
     * @throws ProblemsException as {@link #readOrMake}
     */
    public void requireReadable() {
        try {
            if (exists()) {
                read();
            } else {
                requireFirst();
            }
        } catch (IOException e) {
            throw unreadable(secret, e);
        }
    }

    private void requireFirst() throws IOException {
        String stem = stem(open) + ".";
        try (Stream<Path> beside = Files.list(folder())) {
            Optional<String> earlier = beside.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.equals(String.valueOf(open.getFileName()))
                            || (name.startsWith(stem) && (name.endsWith(ENDING) || name.endsWith(RECORD))))
                    .sorted()
                    .findFirst();
            if (earlier.isPresent()) {
                throw refused(
                        secret,
                        "The key that signs releases is not in '" + secret + "'",
                        "'" + earlier.get()
                                + "' is of a pair that was there: a new one would take its place without a word of"
                                + " until when it counts",
                        "bring the key back from a copy; where it is lost, weir keys rotate --signing makes a new pair"
                                + " that records until when the earlier ones count");
            }
        } catch (NoSuchFileException e) {
            return; // there is no folder yet
        }
    }

    /**
     * The private key that is there.
     *
     * @throws ProblemsException with {@link Code#KEY} when there is none, or it cannot be used
     */
    public SigningKey existing() {
        if (!exists()) {
            throw refused(
                    secret,
                    "There is no key to sign with in '" + secret + "'",
                    "tags, pins, the entries of the ledger and those of reveals are signed as releases are",
                    "bring the key back from a copy, or do it where the key is; a workspace without a release gets its"
                            + " pair from 'weir init' or the first run");
        }
        try {
            SigningKey key = read();
            if (!beside().equals(Optional.of(key.verifying()))) {
                throw refused(
                        secret,
                        "The private key in '" + secret + "' does not fit the public key in '" + open + "'",
                        "nobody could check what it signs; one of the two was replaced, or a rotation died",
                        "bring both back from one copy; the next run finishes a rotation that died");
            }
            return key;
        } catch (IOException e) {
            throw unreadable(secret, e);
        }
    }

    /** States until when an earlier key counts. */
    public interface Ending {
        /**
         * The end of a key.
         *
         * @param before what the record has said of it so far
         * @param next the key that comes now
         */
        KeyRetirement of(VerifyingKey key, Optional<KeyRetirement> before, VerifyingKey next);

        /**
         * The same end, once the new pair is there: what the key has signed up to now counts.
         *
         * @param key as it was before
         * @param all keys of before, and the new one
         */
        default KeyRetirement closed(KeyRetirement end, VerifyingKey key, List<VerifyingKey> all) {
            return end;
        }
    }

    /**
     * Makes a new pair. The public key of the one before stays; its private key is destroyed. The new key signs a record that
     * states until when each earlier one counts.
     *
     * @param ending asked for each earlier key
     * @return the new key
     * @throws ProblemsException as {@link #readOrMake}
     */
    public SigningKey rotate(SecureRandom random, Ending ending) {
        try (OwnerOnlyFile.Lock held = OwnerOnlyFile.at(secret).lock()) {
            requireNonNull(held, "the lock");
            if (exists()) {
                settled();
            }
            List<VerifyingKey> earlier = unchecked().stream().map(Public::key).toList();
            SigningKey made = SigningKey.random(settings.algorithm(), random);
            List<KeyRetirement> ends = earlier.stream()
                    .map(key -> ending.of(key, key.end(), made.verifying()))
                    .toList();
            record(ends, made);
            put(made, random);
            // A process that had read the key of before may have signed with it until now.
            List<VerifyingKey> all =
                    Stream.concat(earlier.stream(), Stream.of(made.verifying())).toList();
            record(
                    IntStream.range(0, ends.size())
                            .mapToObj(i -> ending.closed(ends.get(i), earlier.get(i), all))
                            .toList(),
                    made);
            return made;
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private void record(List<KeyRetirement> ends, SigningKey made) throws IOException {
        write(recordFile(open, made.verifying()), KeyRecord.of(ends, made).text());
    }

    /** Where the record lies that a key has signed. */
    private static Path recordFile(Path publicFile, VerifyingKey signer) {
        return publicFile.resolveSibling(stem(publicFile) + "." + signer.id().substring(0, SHORT_ID) + RECORD);
    }

    private static String stem(Path publicFile) {
        String name = String.valueOf(publicFile.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /**
     * The record of rotation that lies beside a public key and is signed by it; empty where there is none.
     *
     * @throws ProblemsException with {@link Code#KEY} when it is not as it was signed
     */
    public static Optional<KeyRecord> record(Path publicFile, VerifyingKey signer) {
        Path file = recordFile(publicFile, signer);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = OwnerOnlyFile.at(file).read(LARGEST_RECORD).orElse(new byte[0]);
            return Optional.of(KeyRecord.read(file.toString(), new String(content, StandardCharsets.UTF_8), signer));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * All public keys: the one of now first, then those of earlier pairs, by name; each under the record that the one of now
     * has signed.
     *
     * @throws ProblemsException when one of the files holds no public key, the record is not as it was signed, or lacks an
     *     earlier key: without it, one that was ended would count again
     */
    public List<Public> publics() {
        List<Public> all = unchecked();
        Optional<VerifyingKey> current =
                Files.exists(open) ? Optional.of(all.get(0).key()) : Optional.empty();
        all.stream()
                .filter(found -> !current.equals(Optional.of(found.key())))
                .filter(found -> found.key().end().isEmpty())
                .findFirst()
                .ifPresent(found -> {
                    throw unrecorded(found);
                });
        return all;
    }

    private ProblemsException unrecorded(Public found) {
        return refused(
                found.file(),
                "No record says until when the key " + found.key().id() + " counts",
                Files.exists(open)
                        ? "it was replaced, and the record of rotation that the key in '" + open
                                + "' has signed is not beside it; without it, a key that was ended would count again"
                        : "there is no '" + open
                                + "', whose key has signed the record of rotation; without it, a key that was"
                                + " ended would count again",
                "bring all of '" + folder()
                        + "' back from one copy, or the record from somebody who was given it; where it is lost, weir"
                        + " keys rotate --signing --compromised makes a new pair with a record by which nothing counts"
                        + " but what the log has now, and --last names the last release of a product that you vouch"
                        + " for");
    }

    /** The same, whether or not a record states until when an earlier one counts: for logs that go on, and for a rotation. */
    public List<Public> unchecked() {
        List<Path> files = new ArrayList<>();
        String name = String.valueOf(open.getFileName());
        String stem = stem(open);
        if (Files.exists(open)) {
            files.add(open);
        }
        try (Stream<Path> beside = Files.list(folder())) {
            beside.filter(file -> {
                        String other = String.valueOf(file.getFileName());
                        return other.startsWith(stem + ".") && other.endsWith(ENDING) && !other.equals(name);
                    })
                    .sorted()
                    .forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(open, e);
        }
        List<Public> all =
                files.stream().map(file -> new Public(file, publicKey(file))).toList();
        Optional<KeyRecord> rotations =
                Files.exists(open) ? record(open, all.get(0).key()) : Optional.empty();
        return rotations
                .map(known -> all.stream()
                        .map(found -> new Public(found.file(), found.key().under(known)))
                        .toList())
                .orElse(all);
    }

    /** @throws ProblemsException with {@link Code#KEY} when the file is not there or holds none */
    public static VerifyingKey publicKey(Path file) {
        try {
            return VerifyingKey.parse(text(file))
                    .orElseThrow(() -> refused(
                            file,
                            "The file '" + file + "' does not hold a public key",
                            "it is no Ed25519 or SM2 key in PEM, or it was changed",
                            "bring it back from a safe copy, or from the person who signed"));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The private key that is there, its public one beside it: what a dead writer left is finished. */
    private Found settled() throws IOException {
        SigningKey key = read();
        Optional<VerifyingKey> there = beside();
        if (!there.equals(Optional.of(key.verifying()))) {
            requireRecord(there, key);
            replacePublic(key);
        }
        return new Found(key, false, there.filter(other -> !other.equals(key.verifying())));
    }

    /** A rotation writes its record first: a private key without one, in the place of one that has, was put there by hand. */
    private void requireRecord(Optional<VerifyingKey> there, SigningKey key) {
        if (there.isPresent() && record(open, key.verifying()).isEmpty()) {
            throw refused(
                    secret,
                    "The private key in '" + secret + "' does not fit the public key in '" + open + "'",
                    "no record that it has signed says until when the keys before it count, and those that were ended"
                            + " would count again",
                    "bring both back from one copy; where the key is lost, take the file away, and weir keys rotate"
                            + " --signing makes a new pair with a new record");
        }
    }

    /** The public key that lies beside the private one, its own or not. */
    private Optional<VerifyingKey> beside() {
        return Files.exists(open) ? Optional.of(publicKey(open)) : Optional.empty();
    }

    private SigningKey read() throws IOException {
        try {
            return readable();
        } catch (AccessDeniedException e) {
            throw refused(
                    secret,
                    "This account may not read the key in '" + secret + "'",
                    "the key that signs is for its owner alone: the account that made or rotated it",
                    "let that account run the command, or let root hand the key to a group that both are in:"
                            + " chown root:GROUP and chmod 640");
        }
    }

    private SigningKey readable() throws IOException {
        Optional<String> mode = OwnerOnlyFile.at(secret).openToOthers();
        if (mode.isPresent()) {
            throw refused(
                    secret,
                    "The key in '" + secret + "' is open to others",
                    "its mode is " + mode.get() + ", and anyone who reads it can sign releases",
                    "close it: chmod 600 " + secret + "; if somebody may have read it, run weir keys rotate --signing");
        }
        String pem = text(secret);
        Optional<String> under = storePassword();
        if (under.isPresent()) {
            try {
                if (SigningKey.parse(pem).isPresent()) {
                    throw refused(
                            secret,
                            "The key in '" + secret + "' is not encrypted",
                            "the workspace's keys lie in a store under a password, and the key that signs lies in the"
                                    + " clear beside it",
                            "run weir keys password, which closes it under the store's password");
                }
                return SigningKey.parse(pem, under.get(), PasswordCost.SHA512);
            } catch (NoKeysException e) {
                throw refused(
                        secret,
                        "The file '" + secret + "' does not hold a private key",
                        e.why(),
                        e.isCheap()
                                ? "run weir keys password, which closes it anew"
                                : "bring it back from a safe copy; where another password closed it, run weir keys"
                                        + " password --old FILE with that password in FILE");
            }
        }
        if (SigningKey.isEncrypted(pem)) {
            throw refused(
                    secret,
                    "The key in '" + secret + "' is encrypted",
                    "it was closed under the password of a key store, and keys.store in weir.yaml names none that has"
                            + " one",
                    "name that store, or bring the key back from a safe copy");
        }
        return SigningKey.parse(pem)
                .orElseThrow(() -> refused(
                        secret,
                        "The file '" + secret + "' does not hold a private key",
                        "it is no Ed25519 or SM2 key in PEM (PKCS#8), or it was changed",
                        "bring it back from a safe copy, or move it away: the next run makes a new pair"));
    }

    /** The password that closes the private key; empty where the workspace's keys lie in a store that has none. */
    private Optional<String> storePassword() {
        return encryption.flatMap(kind -> password.map(source -> source.read(kind)));
    }

    /**
     * Closes the private key anew, under the password of the workspace's key store. Where there is no private key, nothing
     * changes.
     *
     * @param old file of the password that closed it; empty where it is the same, or it was not encrypted
     * @throws ProblemsException as {@link #readOrMake}
     */
    public void close(Optional<Path> old, SecureRandom random) {
        if (!exists()) {
            return;
        }
        KeyStoreFormat.Encryption kind = encryption.orElseThrow();
        String now = storePassword().orElseThrow();
        try (OwnerOnlyFile.Lock held = OwnerOnlyFile.at(secret).lock()) {
            requireNonNull(held, "the lock");
            String pem = text(secret);
            Optional<SigningKey> key = SigningKey.parse(pem);
            for (String tried : password.orElseThrow().candidates(kind, old)) {
                if (key.isEmpty()) {
                    key = opened(pem, tried);
                }
            }
            SigningKey found = key.orElseThrow(() -> refused(
                    secret,
                    "The key in '" + secret + "' does not open",
                    "neither the password of --old nor that of the store closed it, or it is damaged",
                    password.orElseThrow().whatOldNames()));
            OwnerOnlyFile.at(secret).replace(found.pem(now, random).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private static Optional<SigningKey> opened(String pem, String password) {
        try {
            return Optional.of(SigningKey.parse(pem, password, 1));
        } catch (NoKeysException e) {
            return Optional.empty(); // another password may be the one
        }
    }

    /** First the old public key is safe, then the new private one is there, then its public one. */
    private void put(SigningKey made, SecureRandom random) throws IOException {
        if (Files.exists(open)) {
            keep(publicKey(open));
        }
        String pem = storePassword().map(under -> made.pem(under, random)).orElseGet(made::pem);
        OwnerOnlyFile.at(secret).replace(pem.getBytes(StandardCharsets.US_ASCII));
        replacePublic(made);
    }

    private void replacePublic(SigningKey key) throws IOException {
        if (Files.exists(open)) {
            keep(publicKey(open));
        }
        write(open, key.verifying().pem());
    }

    private void keep(VerifyingKey earlier) throws IOException {
        write(open.resolveSibling(stem(open) + "." + earlier.id().substring(0, SHORT_ID) + ENDING), earlier.pem());
    }

    /** Durable as a private key is, and then open to all. */
    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(requireNonNull(file.toAbsolutePath().getParent()));
        OwnerOnlyFile.at(file).replace(text.getBytes(StandardCharsets.UTF_8));
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private Path folder() {
        return requireNonNull(open.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private static String text(Path file) throws IOException {
        return new String(OwnerOnlyFile.at(file).read(LARGEST).orElse(new byte[0]), StandardCharsets.ISO_8859_1);
    }

    private ProblemsException notWritable(IOException e) {
        return ProblemsException.of(
                Code.NOT_WRITABLE,
                Place.of(secret.toString()),
                "The key that signs releases cannot be kept in '" + secret + "'",
                "the file system answers " + e.getClass().getSimpleName(),
                "give yourself the right to write there, or set signing.key in weir.yaml to another place",
                e);
    }

    private static ProblemsException unreadable(Path file, IOException e) {
        boolean missing = e instanceof NoSuchFileException;
        return ProblemsException.of(
                Code.KEY,
                Place.of(file.toString()),
                missing ? "There is no key in '" + file + "'" : "The key in '" + file + "' cannot be read",
                missing
                        ? "no such file"
                        : "the file system answers " + e.getClass().getSimpleName(),
                "name the file of a public key, as its owner handed it out",
                e);
    }

    private static ProblemsException refused(Path file, String what, String why, String remedy) {
        return ProblemsException.of(Code.KEY, Place.of(file.toString()), what, why, remedy);
    }
}
