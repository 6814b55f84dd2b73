package dev.weir.releases.evidence;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.warehouse.QuarantineName;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a release's data files lie on this machine, if they do. */
public final class DataPlaces {

    private final Optional<Path> warehouse;
    private final boolean isCopy;

    private DataPlaces(Optional<Path> warehouse, boolean isCopy) {
        this.warehouse = warehouse;
        this.isCopy = isCopy;
    }

    /** In the warehouse: a folder with a folder for each namespace and table. */
    public static DataPlaces in(Path warehouse) {
        return new DataPlaces(Optional.of(requireNonNull(warehouse, "warehouse")), false);
    }

    /** In a copy of the warehouse, from which the quarantine may have been left out. */
    public static DataPlaces copied(Path folder) {
        return new DataPlaces(Optional.of(requireNonNull(folder, "folder")), true);
    }

    /** Nowhere: data files are not looked at. */
    public static DataPlaces nowhere() {
        return new DataPlaces(Optional.empty(), false);
    }

    /** Whether data files are looked for at all. */
    boolean isAnywhere() {
        return warehouse.isPresent();
    }

    /**
     * The folder of a table: below the warehouse, under its last two names, so that a moved workspace is found where it is
     * now.
     *
     * @return empty when it lies in a store that is no disk of this machine
     */
    Optional<Path> folder(ReleasedTable table) {
        Optional<Path> written = local(table.version().location());
        if (warehouse.isEmpty() || written.isEmpty()) {
            return Optional.empty();
        }
        Path said = written.get();
        int names = said.getNameCount();
        Path here = names < 2
                ? said
                : warehouse.get().resolve(said.subpath(names - 2, names).toString());
        return Optional.of(Files.isDirectory(here) || !Files.isDirectory(said) ? here : said);
    }

    /** Whether a product's quarantine was left out of what lies here. */
    boolean isWithoutQuarantine(String product) {
        return isCopy && !Files.isDirectory(warehouse.orElseThrow().resolve(QuarantineName.namespace(product)));
    }

    /** The folder of a table of a product's quarantine; to be asked where {@link #isAnywhere}. */
    Path quarantine(String product, String table) {
        return warehouse
                .orElseThrow()
                .resolve(QuarantineName.namespace(product))
                .resolve(table);
    }

    /** A file of a table by the path that the list of data files has. */
    static Optional<Path> file(Path folder, String path) {
        return path.contains(":/") ? local(path) : Optional.of(folder.resolve(path));
    }

    private static Optional<Path> local(String location) {
        if (location.startsWith("file:")) {
            return Optional.of(Path.of(
                    URI.create(location.replaceFirst("^file:/*", "file:///")).getPath()));
        }
        return location.contains(":/") ? Optional.empty() : Optional.of(Path.of(location));
    }
}
