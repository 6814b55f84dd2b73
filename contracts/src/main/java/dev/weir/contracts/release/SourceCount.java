package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of one source's table.
 *
 * @param table {@code contract-id.table}
 * @param files in the order of their paths
 * @param records read
 * @param parsed those that became typed records
 * @param unreadable those that went to the source's quarantine
 * @throws IllegalArgumentException when records are not parsed plus unreadable
 */
public record SourceCount(String table, List<SourceFile> files, long records, long parsed, long unreadable) {

    public SourceCount {
        requireNonNull(table, "table");
        files = List.copyOf(files);
        if (records != parsed + unreadable) {
            throw new IllegalArgumentException("Source '" + table + "': " + records + " records are not " + parsed
                    + " parsed and " + unreadable + " unreadable");
        }
    }

    /** A sentence without its full stop for each file that has the bytes of one before it, as one delivered twice has. */
    public List<String> copies() {
        Map<String, String> first = new HashMap<>();
        List<String> copies = new ArrayList<>();
        for (SourceFile file : files) {
            String same = first.putIfAbsent(file.sha256(), file.path());
            if (same != null && file.bytes() > 0) {
                copies.add(file.path() + " has the same bytes as " + same + ": its records are there twice");
            }
        }
        return List.copyOf(copies);
    }

    /**
     * A file of a source.
     *
     * @param path relative to the workspace, or a URI
     * @param bytes as it is stored
     * @param modified ISO 8601 instant
     * @param sha256 of the bytes as stored, lower-case hex
     */
    public record SourceFile(String path, long bytes, String modified, String sha256) {
        public SourceFile {
            requireNonNull(path, "path");
            requireNonNull(modified, "modified");
            requireNonNull(sha256, "sha256");
        }
    }
}
