package dev.weir.jobs.engine.check;

import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.releases.journal.RunMark;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Released rows beside those of a trial, which have file and line: in place of a source file they name their release.
 *
 * @param there the rows as they were released
 * @param release such as {@code released before, in clinical@12}
 */
record PreviouslyReleasedRows(BaseRows there, String release) implements BaseRows {
    /** @param staged the columns of the rows beside them; without file and line there is nothing to name */
    static BaseRows of(BaseRows rows, RunMark release, StructType staged) {
        return Arrays.asList(staged.fieldNames()).contains(SinkColumns.FILE)
                ? new PreviouslyReleasedRows(
                        rows,
                        "released before, in " + release.product() + "@"
                                + release.release().orElseThrow())
                : rows;
    }

    @Override
    public List<DataFile> files() {
        return there.files();
    }

    @Override
    public List<DataFile> stale() {
        return there.stale();
    }

    @Override
    public Dataset<Row> rows() {
        return named(there.rows());
    }

    @Override
    public Dataset<Row> rows(Set<String> paths) {
        return named(there.rows(paths));
    }

    private Dataset<Row> named(Dataset<Row> rows) {
        return rows.withColumn(SinkColumns.FILE, lit(release));
    }
}
