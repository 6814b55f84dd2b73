package dev.weir.jobs.engine.files;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A data file that a task has written.
 *
 * @param name relative to the table's folder
 * @param size in bytes
 * @param modified milliseconds since 1970-01-01T00:00Z
 * @param statistics as Delta's JSON; empty when they were not asked for
 */
public record WrittenParquet(String name, long size, long modified, String statistics) implements Serializable {

    public WrittenParquet {
        requireNonNull(name, "name");
        requireNonNull(statistics, "statistics");
    }
}
