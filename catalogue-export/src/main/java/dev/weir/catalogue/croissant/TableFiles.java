package dev.weir.catalogue.croissant;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.json.DataFileList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files that a release's tables are, for readers that know Parquet and no table format.
 *
 * @param tables by table its files, each path relative to the folder that the description lies in
 * @param obstacles why the files alone are not the tables; where there is one, no description of files is true
 */
record TableFiles(Map<String, DataFileList> tables, List<Gap> obstacles) {

    private static final String PROPERTY = "distribution";

    static TableFiles of(CatalogueEntry entry) {
        List<Gap> obstacles = new ArrayList<>();
        Map<String, DataFileList> tables = new LinkedHashMap<>();
        if (entry.expiredAt().isPresent()) {
            obstacles.add(obstacle("The rows of this release have gone"));
        }
        boolean isElsewhere = false;
        for (ReleasedTable table : entry.manifest().tables()) {
            Optional<String> folder = entry.storage().folder(table.name());
            isElsewhere |= folder.isEmpty();
            folder.flatMap(below -> files(entry, table, below, tables))
                    .ifPresent(words -> obstacles.add(obstacle(words)));
        }
        if (isElsewhere) {
            obstacles.add(obstacle("The rows do not lie below this folder: name the warehouse's with --into"));
        }
        return new TableFiles(tables, obstacles);
    }

    /** Enters a table's files; says why not. */
    private static Optional<String> files(
            CatalogueEntry entry, ReleasedTable table, String folder, Map<String, DataFileList> tables) {
        String name = "'" + table.name() + "'";
        Optional<DataFileList> list = entry.storage().files(table.name());
        if (list.isEmpty()) {
            return Optional.of("The list of the files of " + name + " is missing, or not as it was signed");
        }
        if (list.get().rows() != table.rows()) {
            return Optional.of(
                    "The files of " + name + " hold rows that the table does not: 'weir compact' writes" + " it anew");
        }
        if (list.get().files().stream().anyMatch(file -> file.path().contains("://"))) {
            return Optional.of("Files of " + name + " lie outside its folder");
        }
        if (!hasOneShape(entry, table)) {
            return Optional.of(
                    "Files of " + name + " were written under other columns: 'weir run --full' makes it" + " anew");
        }
        String before = folder.isEmpty() ? "" : folder + "/";
        tables.put(
                table.name(),
                new DataFileList(
                        table.name(),
                        list.get().files().stream()
                                .map(file -> new DataFileList.DataFile(
                                        before + file.path(), file.bytes(), file.rows(), file.sha256()))
                                .toList()));
        return Optional.empty();
    }

    /** Whether each release that a growing table goes on from had its columns, by name and type: files keep the names that they have. */
    private static boolean hasOneShape(CatalogueEntry entry, ReleasedTable table) {
        List<String> shape = shape(table);
        OptionalLong base = table.load().base();
        while (base.isPresent()) {
            long number = base.getAsLong();
            Optional<ReleasedTable> earlier = entry.history().stream()
                    .filter(release -> release.number() == number)
                    .findFirst()
                    .flatMap((Manifest release) -> release.table(table.name()));
            if (earlier.isEmpty() || !shape(earlier.get()).equals(shape)) {
                return false;
            }
            base = earlier.get().load().base();
        }
        return true;
    }

    private static List<String> shape(ReleasedTable table) {
        return table.present().stream()
                .map((ReleasedColumn column) -> column.name() + " " + column.type())
                .sorted()
                .toList();
    }

    private static Gap obstacle(String words) {
        return new Gap(PROPERTY, new Gap.NotMeasured(words));
    }
}
