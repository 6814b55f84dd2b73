package dev.weir.releases.warehouse;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.WriteFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a workspace keeps its tables and releases: a folder of a disk, or a prefix of a bucket. Iceberg stores whole paths, so a
 * folder is always absolute: a relative one would make every later clean-up see the tables' files as strangers.
 *
 * @param files what lies there
 */
public record Warehouse(FileStorage files) {

    /** The folder of the release log, where it lies in the warehouse. */
    static final String RELEASES = "releases";

    private static final String RUNS = "runs";
    private static final Set<String> KEPT = Set.of(RELEASES, "ledger", "exports", RUNS);

    public Warehouse {
        requireNonNull(files, "files");
        files.disk().ifPresent(root -> {
            if (!root.isAbsolute()) {
                throw new IllegalArgumentException("The warehouse '" + root + "' is not absolute");
            }
        });
    }

    /** In a folder of this machine. */
    public Warehouse(Path root) {
        this(new LocalStorage(root));
    }

    /**
     * The warehouse of the workspace's profile; nothing is made yet.
     *
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when the profile names a store without an opener here
     */
    public static Warehouse of(Workspace workspace) {
        String written = workspace.profile().storage().warehouse();
        if (written.contains("://") && !written.startsWith("file://")) {
            return new Warehouse(WarehouseOpener.open(written, workspace));
        }
        Path path = written.startsWith("file://") ? Path.of(URI.create(written)) : Path.of(written);
        return new Warehouse(workspace.root().resolve(path).toAbsolutePath().normalize());
    }

    /** Its path or URI, without a slash at its end, as Iceberg's and Delta's metadata, manifests and people have it. */
    public String root() {
        return files.place("").replaceFirst("(?<=.)/+$", "");
    }

    /**
     * Whether a root that was written down is this one. One folder may have two names, where links are; what cannot be looked at by
     * a name has another.
     */
    public boolean isAt(String written) {
        if (written.equals(root()) || written.contains("://") || disk().isEmpty()) {
            return written.equals(root());
        }
        try {
            return Files.isSameFile(Path.of(written), disk().get());
        } catch (IOException e) {
            return false;
        }
    }

    /** Its folder, where it lies on a disk of this machine. */
    public Optional<Path> disk() {
        return files.disk();
    }

    /**
     * Makes the folder when it is not there, and tries to write in it.
     *
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}; with {@link Code#WORKSPACE_MOVED} when it was made elsewhere
     */
    public void open() {
        if (disk().isPresent()) {
            Path root = disk().get();
            try {
                Files.createDirectories(root);
                Files.delete(Files.createTempFile(root, ".probe-", ""));
            } catch (IOException e) {
                throw notWritable(root, e);
            }
        }
        RecordedRoot recorded = new RecordedRoot(this);
        recorded.requireHere();
        recorded.recordFirst();
    }

    /**
     * Where a table of a namespace lies.
     *
     * @throws ProblemsException with {@link Code#INVALID_VALUE} when the namespace is where releases, ledger or copies lie
     */
    public String table(String namespace, String name) {
        if (KEPT.contains(namespace)) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "A product cannot be called '" + namespace + "'",
                    "the warehouse keeps something of its own under that name",
                    "Give the product another id.");
        }
        return files.place(namespace + "/" + name);
    }

    /** Whether a folder of that name may hold tables. */
    public boolean isNamespace(String name) {
        return !KEPT.contains(name) && !name.startsWith(".");
    }

    /** Where a product's runs land sources, encrypted, while they work. */
    public FileStorage landing(String product) {
        return files.folder(".landing/" + product);
    }

    /** The folder of the release log. */
    public FileStorage releases() {
        return files.folder(RELEASES);
    }

    /** The folder of a product's release log. */
    public FileStorage releases(String product) {
        if (!product.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + product + "' cannot be the name of a folder");
        }
        return releases().folder(product);
    }

    /** Where a bucket keeps what a run of a product left for people. */
    public FileStorage runs(String product, String run) {
        return files.folder(RUNS + "/" + product + "/" + run);
    }

    /** The message for a place that cannot be written. */
    public static ProblemsException notWritable(Path place, IOException cause) {
        return notWritable(place.toString(), cause);
    }

    /** The same of a place in a bucket, or of either kind. */
    public static ProblemsException notWritable(String place, IOException cause) {
        return WriteFailure.of(place, cause);
    }
}
