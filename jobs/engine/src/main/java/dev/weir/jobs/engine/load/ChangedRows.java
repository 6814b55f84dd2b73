package dev.weir.jobs.engine.load;

import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/**
 * The rows of a changed table that can tell whether a rule about all of them still holds, given that it held for the last
 * release. Of the others only the columns that the rule names are read.
 */
public final class ChangedRows {

    private ChangedRows() {}

    /** Rows in the files that are new, and of the others those with the same key as one of them: the key's columns. */
    public static Dataset<Row> sharing(StagedTable table, List<String> key) {
        if (table.base().isEmpty()) {
            return table.rows();
        }
        Column[] columns = ColumnsByName.columns(key);
        Dataset<Row> added = table.addedRows().select(columns);
        FileChanges changes = table.changes();
        Set<String> kept = FileChanges.paths(table.base());
        kept.removeAll(FileChanges.paths(changes.removed()));
        return added.unionByName(table.baseRows(kept)
                .select(columns)
                .join(added.distinct(), JavaConverters.asScalaBuffer(key).toSeq(), "left_semi"));
    }
}
