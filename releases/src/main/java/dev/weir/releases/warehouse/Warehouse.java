package dev.weir.releases.warehouse;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The folder in which a workspace keeps its tables and releases. Iceberg stores whole paths, so it is always absolute: a
 * relative one would make every later clean-up see the tables' files as strangers.
 *
 * @param root absolute and normalised
 */
public record Warehouse(Path root) {

    private static final String RELEASES = "releases";
    private static final Set<String> KEPT = Set.of(RELEASES, "ledger", "exports");

    public Warehouse {
        requireNonNull(root, "root");
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("The warehouse '" + root + "' is not absolute");
        }
    }

    /**
     * The warehouse of the workspace's profile; nothing is made yet.
     *
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when the profile names a store that is no folder of this machine
     */
    public static Warehouse of(Workspace workspace) {
        String written = workspace.profile().storage().warehouse();
        if (written.contains("://") && !written.startsWith("file://")) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    Place.of("weir.yaml"),
                    "The warehouse '" + written + "' is not a folder",
                    "this version keeps tables on local disk only",
                    "Name a folder, such as 'warehouse'.");
        }
        Path path = written.startsWith("file://") ? Path.of(URI.create(written)) : Path.of(written);
        return new Warehouse(workspace.root().resolve(path).toAbsolutePath().normalize());
    }

    /**
     * Makes the folder when it is not there, and tries to write in it.
     *
     * @throws ProblemsException with {@link Code#NOT_WRITABLE}; with {@link Code#WORKSPACE_MOVED} when it was made elsewhere
     */
    public void open() {
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, ".probe-", ""));
        } catch (IOException e) {
            throw notWritable(root, e);
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
    public Path table(String namespace, String name) {
        if (KEPT.contains(namespace)) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "A product cannot be called '" + namespace + "'",
                    "the warehouse keeps something of its own under that name",
                    "Give the product another id.");
        }
        return root.resolve(namespace).resolve(name);
    }

    /** Whether a folder of that name may hold tables. */
    public boolean isNamespace(String name) {
        return !KEPT.contains(name) && !name.startsWith(".");
    }

    /** Where a product's runs land sources, encrypted, while they work. */
    public Path landing(String product) {
        return root.resolve(".landing").resolve(product);
    }

    /** The folder of the release log. */
    public Path releases() {
        return root.resolve(RELEASES);
    }

    /** The folder of a product's release log. */
    public Path releases(String product) {
        if (!product.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + product + "' cannot be the name of a folder");
        }
        return releases().resolve(product);
    }

    /** What people are told when a place cannot be written. */
    public static ProblemsException notWritable(Path place, IOException cause) {
        String reason = cause.getMessage();
        return new ProblemsException(
                List.of(new Problem(
                        Code.NOT_WRITABLE,
                        Place.of(place.toString()),
                        "'" + place + "' cannot be written",
                        cause.getClass().getSimpleName() + (reason == null ? "" : " (" + reason + ")"),
                        "Free space on its disk, give this user the right to write there, or set another"
                                + " 'warehouse' in weir.yaml.")),
                cause);
    }
}
