package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;

/**
 * A change of a table that is prepared, and not committed.
 *
 * @param operations by which the table was read
 * @param before the table as it was read
 * @param after the table as it is to be; it knows how it was made of the one before
 */
public record TableChange(
        String namespace, String name, TableOperations operations, TableMetadata before, TableMetadata after) {

    public TableChange {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(operations, "operations");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }
}
