package dev.weir.contracts.release.json;

import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.text.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every data file of a table in a release, with its hash: what makes a changed byte evident.
 *
 * @param table its name in the product, or in the product's quarantine
 * @param files by path; each path once
 */
public record DataFileList(String table, List<DataFile> files) {

    public DataFileList {
        List<DataFile> sorted = new ArrayList<>(files);
        sorted.sort(Comparator.comparing(DataFile::path));
        files = List.copyOf(sorted);
        if (files.stream().map(DataFile::path).distinct().count() < files.size()) {
            throw new IllegalArgumentException("A data file of table '" + table + "' is named twice");
        }
    }

    /** The name of a table's list among a release's evidence: {@code files/encounters.json}. */
    public static String name(String table) {
        return "files/" + table + ".json";
    }

    /** The name of the list of the keys that went from a table: {@code deleted/encounters.json}. */
    public static String deletedName(String table) {
        return "deleted/" + table + ".json";
    }

    /** The name of the list of a table of the product's quarantine: {@code quarantine/encounters.json}. */
    public static String quarantineName(String table) {
        return "quarantine/" + table + ".json";
    }

    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }

    /** Its entry in the manifest. */
    public DataFiles inSum() {
        long bytes = files.stream().mapToLong(DataFile::bytes).sum();
        return new DataFiles(files.size(), bytes, Sha256.hex(DataFileListJson.print(this)));
    }

    /**
     * A data file.
     *
     * @param path relative to the table's location, with slashes; a URI when it lies elsewhere
     * @param bytes its size
     * @param rows in it
     * @param sha256 of its bytes, 64 lower-case hex digits
     */
    public record DataFile(String path, long bytes, long rows, String sha256) {
        public DataFile {
            if (bytes < 0 || rows < 0) {
                throw new IllegalArgumentException(path + ": " + bytes + " bytes, " + rows + " rows");
            }
        }
    }
}
