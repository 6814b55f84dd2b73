package dev.weir.jobs.engine.staged;

import dev.weir.contracts.release.ExcludedRows;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.jobs.engine.load.MergeResult;
import dev.weir.jobs.engine.sink.SinkResult;
import java.util.Optional;

/**
 * What a table is after its load.
 *
 * @param content of all its rows
 * @param rows how many it has
 * @param change how they differ from those of its base
 * @param deletes where the keys that went are remembered
 * @param leftOut rows of the run that were judged and are not in the table
 * @param isMade whether the table was made by its load: a trial merges nothing
 */
public record LoadResult(
        ContentSum content,
        long rows,
        TableLoad.Change change,
        Optional<ReleasedTable.Version> deletes,
        ExcludedRows leftOut,
        boolean isMade) {
    /** A table that its base and the run's rows make up. */
    public static LoadResult onTop(
            ContentSum content, long before, MergeResult merged, Optional<ReleasedTable.Version> deletes) {
        return new LoadResult(
                content,
                content.rows(),
                new TableLoad.Change(merged.added(), before + merged.added() - content.rows()),
                deletes,
                merged.leftOut(),
                true);
    }

    /** The same rows, which were not merged by the load. */
    public LoadResult unmade() {
        return new LoadResult(content, rows, change, deletes, leftOut, false);
    }

    /** The rows that the sink wrote are the table. */
    public static LoadResult whole(SinkResult result) {
        // Where nothing is released nothing is hashed, and the sum has no rows.
        long rows = result.counts().released();
        return new LoadResult(
                result.content(), rows, new TableLoad.Change(rows, 0), Optional.empty(), ExcludedRows.NONE, true);
    }
}
