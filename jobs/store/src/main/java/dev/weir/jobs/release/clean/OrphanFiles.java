package dev.weir.jobs.release.clean;

import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What dead runs of a product leave beside its tables: landed sources (encrypted, and unreadable without their key), the
 * unfinished temporary files of the release log, and temporary files of processes that are no more.
 */
record OrphanFiles(Warehouse warehouse, String product) {

    List<TableSurplus.Left> list() {
        List<TableSurplus.Left> found = new ArrayList<>();
        files().forEach((storage, files) ->
                files.forEach(file -> found.add(new TableSurplus.Left(storage.place(file.name()), file.bytes()))));
        for (Path file : warehouse.disk().map(WorkFolder::left).orElse(List.of())) {
            size(file).ifPresent(bytes -> found.add(new TableSurplus.Left(file.toString(), bytes)));
        }
        return found;
    }

    /** Empty where a temporary file has become what it was to be. */
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
        warehouse.disk().ifPresent(WorkFolder::removeLeft);
        files().forEach((storage, files) -> {
            try {
                for (FileStorage.StoredFile file : files) {
                    storage.delete(file.name());
                }
            } catch (IOException e) {
                throw Warehouse.notWritable(storage.place(""), e);
            }
        });
        warehouse.landing(product).disk().ifPresent(OrphanFiles::removeFolders);
    }

    /** Empty by now; the deepest first. */
    private static void removeFolders(Path landing) {
        try (Stream<Path> found = Files.walk(landing)) {
            for (Path folder : found.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.deleteIfExists(folder);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        } catch (IOException e) {
            throw Warehouse.notWritable(landing, e);
        }
    }

    private Map<FileStorage, List<FileStorage.StoredFile>> files() {
        FileStorage landing = warehouse.landing(product);
        FileStorage releases = warehouse.releases(product);
        Map<FileStorage, List<FileStorage.StoredFile>> files = new LinkedHashMap<>();
        files.put(landing, walk(landing, name -> true));
        files.put(releases, walk(releases, name -> name.startsWith(".") && name.endsWith(".part")));
        return files;
    }

    /** @param wanted by the last part of the name */
    private static List<FileStorage.StoredFile> walk(FileStorage folder, Predicate<String> wanted) {
        try {
            return folder.walk("").stream()
                    .filter(file ->
                            wanted.test(file.name().substring(file.name().lastIndexOf('/') + 1)))
                    .sorted(Comparator.comparing(FileStorage.StoredFile::name))
                    .toList();
        } catch (IOException e) {
            throw Warehouse.notWritable(folder.place(""), e);
        }
    }
}
