package dev.weir.jobs.release.clean;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.release.table.Surplus;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What dead runs of a product leave beside its tables: landed sources (encrypted, and without their key nobody's), the
 * unfinished temporary files of the release log, and temporary files of processes that are no more.
 */
final class Leavings {

    private final Warehouse warehouse;
    private final Path landing;
    private final Path releases;

    Leavings(Warehouse warehouse, String product) {
        this.warehouse = requireNonNull(warehouse, "warehouse");
        this.landing = warehouse.landing(product);
        this.releases = warehouse.releases(product);
    }

    /** The files. */
    List<Surplus.Left> list() {
        List<Surplus.Left> found = new ArrayList<>();
        List<Path> files = new ArrayList<>(files());
        files.addAll(WorkFolder.left(warehouse));
        for (Path file : files) {
            size(file).ifPresent(bytes -> found.add(new Surplus.Left(file.toString(), bytes)));
        }
        return found;
    }

    /** Empty where somebody's temporary file has become what it was to be. */
    private static OptionalLong size(Path file) {
        try {
            return OptionalLong.of(Files.size(file));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
    }

    /** Removes them, and the folders that they lay in. */
    void remove() {
        WorkFolder.removeLeft(warehouse);
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            for (Path folder : walk(landing, Files::isDirectory)) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(landing, e);
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(walk(landing, Files::isRegularFile));
        files.addAll(walk(
                releases,
                path -> path.getFileName().toString().endsWith(".part")
                        && path.getFileName().toString().startsWith(".")));
        return files;
    }

    /** The deepest first. */
    private static List<Path> walk(Path folder, java.util.function.Predicate<Path> wanted) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(wanted).sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw Warehouse.notWritable(folder, e);
        }
    }
}
