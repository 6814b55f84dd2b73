package dev.weir.jobs.release.table;

import static java.util.Objects.requireNonNull;

/**
 * A data file of a table's version.
 *
 * @param path absolute, as the table has it; on a local disk without a scheme
 */
public record DataFile(String path, long rows, long bytes) {

    public DataFile {
        requireNonNull(path, "path");
    }
}
