package dev.weir.jobs.engine.compact;

import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;

/**
 * The small files of a table that a compaction writes as fewer.
 *
 * @param table that they are of
 * @param small which they are
 */
public record CompactionFiles(TableIdentity table, List<DataFile> small) {

    public CompactionFiles {
        small = List.copyOf(small);
    }

    /** In how many their rows come to lie. */
    public int become() {
        return SmallFiles.few(small);
    }

    /** Their size together. */
    public long bytes() {
        return small.stream().mapToLong(DataFile::bytes).sum();
    }
}
