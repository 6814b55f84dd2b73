package dev.weir.jobs.release.catalogue;

import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The Iceberg tables of a warehouse as its folders show them, whatever the catalogue has. */
final class TableFolders {

    private TableFolders() {}

    /**
     * @param files its metadata, the newest first; never none
     */
    record TableFolder(String namespace, String name, List<MetadataFile> files) {
        TableFolder {
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
            for (String namespace : warehouse.files().folders("")) {
                if (warehouse.isNamespace(namespace)) {
                    MetadataFile.in(warehouse, namespace)
                            .forEach((table, files) -> found.add(new TableFolder(namespace, table, files)));
                }
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.root(), e);
        }
        found.sort(Comparator.comparing(TableFolder::namespace).thenComparing(TableFolder::name));
        return found;
    }
}
