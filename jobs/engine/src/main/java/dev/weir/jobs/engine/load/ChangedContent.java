package dev.weir.jobs.engine.load;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.StagedTable;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The content of a whole table that was changed: the last release's, without the rows of the files that went, with those of
 * the files that came. Where columns or the method of hashing are others than then, every row is read. Where nothing is hashed rows are counted.
 */
public final class ChangedContent {

    private ChangedContent() {}

    /**
     * Hashes what has changed.
     *
     * @param base what the last release had; empty when the table is a replacement
     * @param columns of the staged table
     * @param written what the run's rows add up to, where no other rows were written unless files were removed
     */
    public static ContentSum of(
            StagedTable table,
            Optional<ReleasedTable> base,
            StructType columns,
            HashMethod method,
            Optional<ContentSum> written) {
        if (method == HashMethod.NONE) {
            return ContentSum.counted(columns, rows(table));
        }
        Optional<ContentSum> before = base.filter(
                        released -> released.content().algorithm().equals(method.word()))
                .flatMap(released -> ContentSum.find(columns, released.content()));
        if (before.isEmpty()) {
            return ContentSums.of(table.rows(), method);
        }
        FileChanges changes = table.changes();
        ContentSum sum = before.get();
        if (changes.removed().isEmpty() && written.isPresent()) {
            return sum.plus(written.get());
        }
        if (!changes.removed().isEmpty()) {
            sum = sum.minus(ContentSums.of(
                    table.baseRows(FileChanges.paths(changes.removed())).drop(StagedTable.FILE), method));
        }
        if (!changes.added().isEmpty()) {
            sum = sum.plus(ContentSums.of(table.addedRows(), method));
        }
        return sum;
    }

    /** How many rows the table has now: of those that stay the files tell it. */
    private static long rows(StagedTable table) {
        Set<String> removed = FileChanges.paths(table.changes().removed());
        return table.base().stream()
                        .filter(file -> !removed.contains(file.path()))
                        .mapToLong(DataFile::rows)
                        .sum()
                + table.addedRows().count();
    }
}
