package dev.weir.catalogue;

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
 * @param tables by table its files, each path relative to the table's folder
 * @param obstacles why the files alone are not the tables; where there is one, no description of files is true
 */
public record TableFiles(Map<String, DataFileList> tables, List<Gap.Cause> obstacles) {

    public TableFiles {
        tables = new LinkedHashMap<>(tables);
        obstacles = List.copyOf(obstacles);
    }

    /** Of a release. */
    public static TableFiles of(CatalogueEntry entry) {
        List<Gap.Cause> obstacles = new ArrayList<>();
        Map<String, DataFileList> tables = new LinkedHashMap<>();
        if (entry.expiredAt().isPresent()) {
            obstacles.add(new Gap.NotMeasured("The rows of this release have gone"));
        }
        for (ReleasedTable table : entry.manifest().tables()) {
            Optional<DataFileList> list = entry.storage().files(table.name());
            list.ifPresent(files -> tables.put(table.name(), files));
            obstacle(entry, table, list).ifPresent(words -> obstacles.add(new Gap.NotMeasured(words)));
        }
        return new TableFiles(tables, obstacles);
    }

    /** The paths of a table's files, relative to its folder. */
    List<String> paths(String table) {
        return Optional.ofNullable(tables.get(table)).map(DataFileList::files).orElse(List.of()).stream()
                .map(DataFileList.DataFile::path)
                .toList();
    }

    /** Why a table's files alone are not the table. */
    private static Optional<String> obstacle(CatalogueEntry entry, ReleasedTable table, Optional<DataFileList> list) {
        String name = "'" + table.name() + "'";
        if (list.isEmpty()) {
            return Optional.of("The list of the files of " + name + " is missing, or not as it was signed");
        }
        if (list.get().rows() != table.rows()) {
            return Optional.of(
                    "The files of " + name + " hold rows that the table does not: 'weir compact' writes it anew");
        }
        if (list.get().files().stream().anyMatch(file -> file.path().contains("://"))) {
            return Optional.of("Files of " + name + " lie outside its folder");
        }
        return hasOneShape(entry, table)
                ? Optional.empty()
                : Optional.of(
                        "Files of " + name + " were written under other columns: 'weir run --full' makes it anew");
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
}
