package dev.weir.releases.evidence;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.warehouse.QuarantineName;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a release's data files lie, as far as they can be read from here. */
public final class DataFileLocations {

    /** A table's folder below the warehouse. */
    private static final Pattern LAST = Pattern.compile("([^/]+/[^/]+)$");

    private final Optional<FileStorage> warehouse;
    private final boolean isCopy;

    private DataFileLocations(Optional<FileStorage> warehouse, boolean isCopy) {
        this.warehouse = warehouse;
        this.isCopy = isCopy;
    }

    /** In the warehouse: a folder, or a prefix of a bucket, with a folder for each namespace and table. */
    public static DataFileLocations in(Warehouse warehouse) {
        return new DataFileLocations(Optional.of(warehouse.files()), false);
    }

    /** In a warehouse that is a folder. */
    public static DataFileLocations in(Path warehouse) {
        return in(new Warehouse(warehouse));
    }

    /** In a copy of the warehouse, from which the quarantine may have been left out. */
    public static DataFileLocations copied(Path folder) {
        return new DataFileLocations(Optional.of(new LocalStorage(folder)), true);
    }

    /** Nowhere: data files are not looked at. */
    public static DataFileLocations nowhere() {
        return new DataFileLocations(Optional.empty(), false);
    }

    /** Whether data files are looked for at all. */
    boolean isAnywhere() {
        return warehouse.isPresent();
    }

    /**
     * The folder of a table: below the warehouse, under its last two names, so that a moved workspace is found where it is
     * now.
     *
     * @return empty when it lies where nothing of it can be read from here
     */
    Optional<FileStorage> folder(ReleasedTable.Version version) {
        String location = version.location().replaceFirst("(?<=.)/+$", "");
        Matcher last = LAST.matcher(location);
        Optional<FileStorage> here = warehouse.filter(all -> last.find()).map(all -> all.folder(last.group(1)));
        Optional<FileStorage> said = local(location).<FileStorage>map(LocalStorage::new);
        return here.filter(DataFileLocations::isThere)
                .or(() -> said.filter(DataFileLocations::isThere))
                .or(() -> here);
    }

    private static boolean isThere(FileStorage folder) {
        return folder.disk().map(Files::isDirectory).orElse(true);
    }

    /** Whether a product's quarantine was left out of what lies here. */
    boolean isWithoutQuarantine(String product) {
        return isCopy && !isThere(warehouse.orElseThrow().folder(QuarantineName.namespace(product)));
    }

    /** The folder of a table of a product's quarantine; to be asked where {@link #isAnywhere}. */
    FileStorage quarantine(String product, String table) {
        return warehouse.orElseThrow().folder(QuarantineName.namespace(product)).folder(table);
    }

    /** Where a file of a table is read, by the path that the list of data files has; empty where it cannot be from here. */
    static Optional<Bytes> file(FileStorage folder, String path) {
        if (!path.contains(":/") && !path.startsWith("/")) {
            return Optional.of(new Bytes(folder.place(path), () -> folder.open(path)));
        }
        return local(path).map(file -> new Bytes(file.toString(), () -> Files.newInputStream(file)));
    }

    /**
     * The bytes of a file.
     *
     * @param place for people
     */
    record Bytes(String place, Opener opener) {}

    /** Opens a file. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private static Optional<Path> local(String location) {
        if (location.startsWith("file:")) {
            return Optional.of(Path.of(
                    URI.create(location.replaceFirst("^file:/*", "file:///")).getPath()));
        }
        return location.contains(":/") ? Optional.empty() : Optional.of(Path.of(location));
    }
}
