package dev.weir.jobs.release.table;

import dev.weir.contracts.release.json.DataFileList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data files of a table as its own metadata names them, to be compared with what was signed. No file is opened: a hash of each is not known, and left empty. */
public final class NamedFiles {

    private NamedFiles() {}

    /**
     * The list.
     *
     * @param location the table's folder
     * @param files as the table has them; of one that it names twice the rows are read twice
     */
    public static DataFileList of(String name, String location, List<DataFile> files) {
        Map<String, DataFileList.DataFile> byPath = new LinkedHashMap<>();
        for (DataFile file : files) {
            String path = TableFolder.below(location, file.path());
            byPath.merge(
                    path,
                    new DataFileList.DataFile(path, file.bytes(), file.rows(), ""),
                    (one, same) ->
                            new DataFileList.DataFile(path, one.bytes() + same.bytes(), one.rows() + same.rows(), ""));
        }
        return new DataFileList(name, List.copyOf(byPath.values()));
    }
}
