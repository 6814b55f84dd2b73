package dev.weir.jobs.engine.compact;

import dev.weir.contracts.release.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What a compaction has done, or would do.
 *
 * @param compacted the newest release, whose rows it is about
 * @param tables whose small files become fewer; none where there is nothing to compact
 * @param made the new release; empty where none was made
 */
public record CompactionResult(Manifest compacted, List<CompactionFiles> tables, Optional<Manifest> made) {

    public CompactionResult {
        tables = List.copyOf(tables);
    }

    /** Whether there is nothing to do. */
    public boolean isNothing() {
        return tables.isEmpty();
    }

    /** How many small files there are. */
    public long files() {
        return tables.stream().mapToLong(table -> table.small().size()).sum();
    }

    /** How many they become. */
    public long become() {
        return tables.stream().mapToLong(CompactionFiles::become).sum();
    }

    /** The size of the small files. */
    public long bytes() {
        return tables.stream().mapToLong(CompactionFiles::bytes).sum();
    }
}
