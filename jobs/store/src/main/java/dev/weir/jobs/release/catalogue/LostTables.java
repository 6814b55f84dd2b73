package dev.weir.jobs.release.catalogue;

import dev.weir.releases.warehouse.Warehouse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tables that the warehouse's folders have and a catalogue has not, or has as they were before. The catalogue was deleted,
 * emptied, put back from an older copy, or is another workspace's.
 */
public final class LostTables {

    private LostTables() {}

    /**
     * Why, by the table's name.
     *
     * @param known what the catalogue has; none where there is no catalogue
     */
    public static Map<String, String> of(Warehouse warehouse, Supplier<List<TableRow>> known) {
        // the folders first: what a run that is at work has committed by now is in a row that is read later
        List<TableFolders.TableFolder> folders = TableFolders.in(warehouse);
        Map<String, String> rows = new HashMap<>();
        known.get().forEach(row -> rows.put(row.identifier(), row.metadata()));
        Map<String, String> lost = new LinkedHashMap<>();
        for (TableFolders.TableFolder folder : folders) {
            String row = rows.get(folder.identifier());
            MetadataFile newest = folder.newest();
            if (row == null) {
                if (isReleased(newest)) {
                    lost.put(folder.identifier(), "it has no row, and '" + newest.path() + "' is there");
                }
            } else {
                MetadataFile.named(warehouse, row)
                        .flatMap(named -> beyond(named, folder))
                        .ifPresent(later -> lost.put(
                                folder.identifier(),
                                "its row names '" + row + "', and the table has gone on to '" + later.path() + "'"));
            }
        }
        return lost;
    }

    /** The message about them. */
    public static String sentence(Map<String, String> lost) {
        Map.Entry<String, String> first = lost.entrySet().iterator().next();
        return lost.size() + (lost.size() == 1 ? " table is" : " tables are")
                + " not in it as the warehouse has them, such as '" + first.getKey() + "': " + first.getValue();
    }

    /**
     * The newest metadata that a table has beyond what its row can know. A commit that died leaves one file beyond the
     * row's, and never two; and a table that was made anew before anybody saw it leaves files that say nothing of this one. A
     * row names what was written to its end: a file that is cut off, as a full disk leaves it, was never a table's.
     */
    private static Optional<MetadataFile> beyond(MetadataFile known, TableFolders.TableFolder folder) {
        List<MetadataFile> later = folder.files().stream()
                .filter(file -> known.version() + 1 < file.version())
                .toList();
        if (later.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> table = known.said().map(MetadataFile.Said::uuid);
        return later.stream()
                .filter(file -> file.said()
                        .filter(found -> found.newest().isPresent()
                                || table.isEmpty()
                                || table.get().equals(found.uuid()))
                        .isPresent())
                .findFirst();
    }

    /**
     * A table that was never released is made anew; one that cannot be read is not. Its first file is written before anybody can
     * see the table: where that cannot be read, it is being written, or was when its process died.
     */
    private static boolean isReleased(MetadataFile newest) {
        return newest.said().map(found -> found.newest().isPresent()).orElse(newest.version() > 0);
    }
}
