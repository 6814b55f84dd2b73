package dev.weir.jobs.engine.files;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.custody.FileKey;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A data file that a task has written.
 *
 * @param name relative to the table's folder
 * @param size in bytes
 * @param modified milliseconds since 1970-01-01T00:00Z
 * @param statistics as Delta's JSON; empty when they were not asked for
 * @param key what it is encrypted with, if it is
 */
public record WrittenParquet(
        String name,
        long size,
        long modified,
        String statistics,
        @Nullable FileKey key) implements Serializable {

    public WrittenParquet {
        requireNonNull(name, "name");
        requireNonNull(statistics, "statistics");
    }
}
