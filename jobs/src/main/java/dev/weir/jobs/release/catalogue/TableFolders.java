package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Iceberg tables of a warehouse as its folders show them, whatever the catalogue says. */
final class TableFolders {

    private TableFolders() {}

    /**
     * A table's folder.
     *
     * @param files its metadata, the newest first; never none
     */
    record TableFolder(String namespace, String name, List<MetadataFile> files) {
        TableFolder {
            requireNonNull(namespace, "namespace");
            requireNonNull(name, "name");
            files = List.copyOf(files);
        }

        String identifier() {
            return namespace + "." + name;
        }

        MetadataFile newest() {
            return files.get(0);
        }
    }

    /** All that have metadata, by name. */
    static List<TableFolder> in(Warehouse warehouse) {
        List<TableFolder> found = new ArrayList<>();
        try {
            for (Path namespace : folders(warehouse.root())) {
                if (warehouse.isNamespace(namespace.getFileName().toString())) {
                    for (Path table : folders(namespace)) {
                        List<MetadataFile> files = MetadataFile.in(table);
                        if (!files.isEmpty()) {
                            found.add(new TableFolder(
                                    namespace.getFileName().toString(),
                                    table.getFileName().toString(),
                                    files));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.root(), e);
        }
        return found;
    }

    private static List<Path> folders(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isDirectory)) {
            found.forEach(folders::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        folders.sort(null);
        return folders;
    }
}
