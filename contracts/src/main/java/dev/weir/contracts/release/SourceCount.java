package dev.weir.contracts.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of one source's table.
 *
 * @param table {@code contract-id.table}
 * @param files in the order of their paths; none of a release
 * @param records read
 * @param parsed those that became typed records
 * @param unreadable those that went to the source's quarantine
 * @param release of another product that the rows are of; empty where they are of none
 * @param database that the rows are of; empty where they are of none
 * @throws IllegalArgumentException when records are not parsed plus unreadable
 */
public record SourceCount(
        String table,
        List<SourceFile> files,
        long records,
        long parsed,
        long unreadable,
        Optional<ReadRelease> release,
        Optional<ReadDatabase> database) {

    /** What was read of files. */
    public SourceCount(String table, List<SourceFile> files, long records, long parsed, long unreadable) {
        this(table, files, records, parsed, unreadable, Optional.empty());
    }

    /** What was read of files, or of a release. */
    public SourceCount(
            String table,
            List<SourceFile> files,
            long records,
            long parsed,
            long unreadable,
            Optional<ReadRelease> release) {
        this(table, files, records, parsed, unreadable, release, Optional.empty());
    }

    public SourceCount {
        files = List.copyOf(files);
        if (records != parsed + unreadable) {
            throw new IllegalArgumentException("Source '" + table + "': " + records + " records are not " + parsed
                    + " parsed and " + unreadable + " unreadable");
        }
    }

    /** A sentence without its full stop for each file that has the bytes of one before it, as one delivered twice has. */
    public List<String> copies() {
        Map<SourceDigest, String> first = new HashMap<>();
        List<String> copies = new ArrayList<>();
        for (SourceFile file : files) {
            String same = first.putIfAbsent(file.digest(), file.path());
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
     * @param digest of the bytes as stored
     */
    public record SourceFile(String path, long bytes, String modified, SourceDigest digest) {

        /** A file that is known by its bare hash. */
        public SourceFile(String path, long bytes, String modified, String sha256) {
            this(path, bytes, modified, SourceDigest.bare(sha256));
        }
    }

    /**
     * A release of another product that a run has read a table of.
     *
     * @param product the other product's id
     * @param number of the release, whether a contract pinned it or it was the newest
     * @param sha256 of the release's manifest, as bytes: what that one holds of contracts, law and masks is part of this release
     * @param content the content hash of the table that was read
     * @param version where that table's rows lie, as the release's manifest has it
     */
    public record ReadRelease(
            String product, long number, String sha256, String content, ReleasedTable.Version version) {
        public ReadRelease {
            if (number < 1) {
                throw new IllegalArgumentException("Release " + number + ": releases count from 1");
            }
        }

        /** {@code product@number}. */
        public String reference() {
            return product + "@" + number;
        }
    }

    /**
     * A table of a database, as a run has read it.
     *
     * @param address of the database: no user, no password, nothing that is for the driver alone
     * @param product what the server calls itself, with its version
     * @param table as the database names it, with its schema where one is named
     * @param snapshot the server's name for the one state that all parts were read at; empty where each part was read at a moment of its own
     * @param parts what was read, in their order
     */
    public record ReadDatabase(String address, String product, String table, String snapshot, List<Part> parts) {

        public ReadDatabase {
            parts = List.copyOf(parts);
        }

        /** Whether all rows are of one state of the database. */
        public boolean isOneState() {
            return !snapshot.isEmpty() || parts.size() < 2;
        }

        /**
         * What one query has read.
         *
         * @param rows how many there were
         * @param begun when the query was sent
         * @param ended when its last row had come
         */
        public record Part(long rows, Instant begun, Instant ended) {}
    }
}
